"""Open exported files in this machine's Chromium, without a window and without network requests."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_chromium() -> str | None:
    """The program at `CHROME_PATH`, or the first that is installed; None if there is none."""
    named = os.environ.get("CHROME_PATH")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


def lay_out(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files of an export into a folder that only a browser is to read."""
    for name, content in contents.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)


def run_chromium(chromium: str, folder: Path, name: str, options: list[str], seconds: float) -> None:
    """Open the file `name` of a folder with further `options`. The browser keeps its profile in that folder, too.

    Raises OSError or `SubprocessError` if that fails or takes longer than `seconds`.
    """
    command = [
        chromium,
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={folder / 'profile'}",
        *options,
        (folder / name).as_uri(),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # Chromium has no sandbox for root
        command.insert(1, "--no-sandbox")
    subprocess.run(command, capture_output=True, timeout=seconds, check=True)  # noqa: S603
