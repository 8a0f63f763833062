"""Start the browser that tests the page: this machine's Chromium, controlled by Playwright.

Playwright and axe-core are an optional extra. If they or the browser are missing, an error says what to install.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from jupyterhub_valueprop.export.chromium import find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NEEDS_EXTRA = "the tests need Playwright and axe-core; install them: pip install 'jupyterhub-valueprop[accessibility]'"
NEEDS_BROWSER = """\
the tests need Chromium, which was not found. Install it in one of these ways:
  Debian, Ubuntu:  sudo apt-get install chromium
  macOS:           brew install --cask chromium
  elsewhere:       python -m playwright install chromium
or set CHROME_PATH=/path/to/chromium"""


class BrowserMissingError(Exception):
    """Raised if the tests can't run; the message says what to install."""


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A running Chromium: the one at $CHROME_PATH, one of the usual commands, or Playwright's.

    Raises `BrowserMissingError` if there is no browser or it doesn't start.
    """
    if not find_spec("playwright") or not find_spec("axe_playwright_python"):
        raise BrowserMissingError(NEEDS_EXTRA)
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - an optional extra

    with sync_playwright() as playwright:
        path = find_chromium() or playwright.chromium.executable_path
        if not Path(path).exists():
            raise BrowserMissingError(NEEDS_BROWSER)
        # Chromium refuses to run its sandbox as root, as in most containers
        flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        try:
            browser = playwright.chromium.launch(executable_path=path, args=flags)
        except Error as error:
            raise BrowserMissingError(f"{path} doesn't start: {str(error).splitlines()[0]}") from error
        yield browser
        browser.close()
