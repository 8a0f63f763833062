"""A Chromium of this machine that opens exported files, without a window and without asking anybody."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_chromium() -> str | None:
    """The program at `CHROME_PATH`, or the first that is installed; None where there is none."""
    named = os.environ.get("CHROME_PATH")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


def lay_out(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files of an export into a folder that only a browser is to read."""
    for name, content in contents.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)


def run_chromium(chromium: str, folder: Path, name: str, options: list[str], seconds: float) -> None:
    """Open the file `name` of a folder, in which the browser keeps its profile as well, with further `options`.

    Raises OSError and `SubprocessError` where it can't, or takes longer than `seconds`.
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
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # root has no sandbox in Chromium
        command.insert(1, "--no-sandbox")
    subprocess.run(command, capture_output=True, timeout=seconds, check=True)  # noqa: S603
