"""Finds the Chromium that the browser tests drive; as a program, makes sure that there is one.

`python tests/chromium.py` installs one where none is found: Debian's package as root (Playwright's own download is not
reachable everywhere), Playwright's build elsewhere. Where it can, it installs Debian's headless shell beside a browser,
too: the same engine without windows opens a page in a third of the time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import debian_packages

HEADLESS_SHELL = "chromium-headless-shell"
COMMANDS = (HEADLESS_SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
HOW_TO_INSTALL = """\
The browser tests need Chromium, which could not be found or installed. Install it in one of these ways:
  Debian:          sudo apt-get install chromium-headless-shell
  Ubuntu:          sudo apt-get install chromium
  macOS:           brew install --cask chromium
  elsewhere:       python -m playwright install chromium
or name one yourself:  CHROME_PATH=/path/to/chromium make test"""


def find_chromium() -> str | None:
    """Path of a Chromium or Chrome on this machine: $CHROME_PATH, the usual commands and apps, Playwright's own."""
    named = os.environ.get("CHROME_PATH")
    if named:
        return named
    candidates = [*map(shutil.which, COMMANDS), *MACOS_APPS]
    installed = next((path for path in candidates if path and Path(path).exists()), None)
    return installed or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_chromium() -> None:
    """Install a Chromium by the means of this machine; what went wrong is on the terminal."""
    if debian_packages.can_be_installed():
        debian_packages.install(HEADLESS_SHELL)
        if find_chromium() is None:  # Ubuntu has no such package
            debian_packages.install("chromium")
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    is_quick = shutil.which(HEADLESS_SHELL) is not None or not debian_packages.can_be_installed()
    if find_chromium() is None or not (is_quick or os.environ.get("CHROME_PATH")):
        install_chromium()
    path = find_chromium()
    if path is None:
        print(HOW_TO_INSTALL, file=sys.stderr)
        return 1
    print(f"Chromium: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
