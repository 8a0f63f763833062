"""The system's Chromium, cold: a new browser context for every look at a page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def path() -> str | None:
    """$CHROME_PATH, or the first of the usual commands; None leaves the choice to Playwright."""
    return os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, COMMANDS)), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """A running browser; without its sandbox where that can't work, as root."""
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path(), args=arguments)
        try:
            yield running
        finally:
            running.close()
