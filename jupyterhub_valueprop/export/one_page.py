"""The hand-out: one page as PDF, printed by a Chromium of this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
#: How long a Chromium may take, in seconds.
LONGEST_PRINT = 60.0
#: How much smaller the page is printed until it stands on one sheet.
ZOOMS = (1.0, 0.85, 0.7, 0.6, 0.5)

_PAGE = re.compile(rb"/Type\s{0,4}/Page\b")
# a date and an identifier would make the file another one each time
_DATE = re.compile(rb"(/(?:Creation|Mod)Date\s?\(D:)([0-9]{14})")
_ID = re.compile(rb"(/ID\s?\[<)([0-9A-Fa-f]{32})(>\s{0,2}<)([0-9A-Fa-f]{32})(>)")


def find_chromium() -> str | None:
    """The program at `CHROME_PATH`, or the first that is installed; None where there is none."""
    named = os.environ.get("CHROME_PATH")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


def print_page(chromium: str, contents: Mapping[str, bytes], name: str) -> bytes | None:
    """The page `name` of an export as a PDF of one sheet; None where the browser makes none."""
    with TemporaryDirectory(prefix="valueprop-print-") as made:
        folder = Path(made)
        for each, content in contents.items():
            file = folder / each
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)
        whole = (folder / name).read_text(encoding="utf-8")
        for zoom in ZOOMS:
            smaller = f"<style>@media print {{ body {{ zoom: {zoom} }} }}</style></head>"
            (folder / name).write_text(whole.replace("</head>", smaller, 1), encoding="utf-8")
            pdf = _print(chromium, folder, name)
            if pdf is None or len(_PAGE.findall(pdf)) <= 1:
                return pdf
    return pdf


def _print(chromium: str, folder: Path, name: str) -> bytes | None:
    target = folder / "printed.pdf"
    command = [
        chromium,
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={folder / 'profile'}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={target}",
        (folder / name).as_uri(),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # root has no sandbox in Chromium
        command.insert(1, "--no-sandbox")
    try:
        subprocess.run(command, capture_output=True, timeout=LONGEST_PRINT, check=True)  # noqa: S603
        pdf = target.read_bytes()
    except (OSError, subprocess.SubprocessError):
        return None
    pdf = _DATE.sub(lambda found: found[1] + b"20000101000000", pdf)
    return _ID.sub(lambda found: found[1] + b"0" * 32 + found[3] + b"0" * 32 + found[5], pdf)
