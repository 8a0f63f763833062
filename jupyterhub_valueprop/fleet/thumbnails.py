"""Make small images of the top of a community's page, with this machine's Chromium."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory

from PIL import Image

from jupyterhub_valueprop.export.chromium import run_chromium

from .member import Pictures
from .nursery import Nursery
from .snapshot import Location

#: How long a Chromium may take for one image, in seconds.
LONGEST_LOOK = 60.0
#: How long building the page for one image may take, in seconds.
LONGEST_EXPORT = 20.0
#: Width and height in pixels: of the window, and of the image in the report.
WINDOW, WIDTH = (1280, 1400), 480
_QUALITY = 70


def look_at(program: Nursery, chromium: str, before: Location | None, after: Location | None) -> Pictures:
    """The page before and after as images; None if one is not wanted or can't be made."""
    return Pictures(*(_thumbnail(program, chromium, each) if each else None for each in (before, after)))


def _thumbnail(program: Nursery, chromium: str, location: Location) -> str | None:
    with TemporaryDirectory(prefix="valueprop-look-") as made:
        folder = Path(made)
        reply = program.ask({"after": location.as_data(), "export": str(folder)}, LONGEST_EXPORT)
        if reply.failure:
            return None
        target = folder / "shot.png"
        options = ["--hide-scrollbars", f"--window-size={WINDOW[0]},{WINDOW[1]}", f"--screenshot={target}"]
        try:
            run_chromium(chromium, folder, "index.html", options, LONGEST_LOOK)
            with Image.open(target, formats=["PNG"]) as shot:
                small = shot.convert("RGB").resize((WIDTH, WIDTH * shot.height // shot.width), Image.Resampling.LANCZOS)
        except (OSError, SubprocessError):
            return None
    file = io.BytesIO()
    small.save(file, "WEBP", quality=_QUALITY)
    return f"data:image/webp;base64,{base64.b64encode(file.getvalue()).decode()}"
