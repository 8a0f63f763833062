"""The pictures in docs/screenshots: the example's login page, light and dark, wide and narrow.

`make screenshots` writes them there; in a test run they go to build/screenshots.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.login_modes import BRANDINGS, MODES
from playwright.sync_api import Page
from real_hub import HubThread

FOLDER = Path(os.environ.get("VALUEPROP_SCREENSHOTS", Path(__file__).parents[2] / "build" / "screenshots"))
# the hub and its clock move on, the pictures should not
STILL = "*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent }"


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "mode"), [("login", "form"), ("oauth", "oauth")])
def test_pictures_of_the_example(
    page_hub: HubThread, new_page: Callable[..., Page], name: str, mode: str, scheme: str, width: int, height: int
) -> None:
    hub = page_hub(MODES[mode] + BRANDINGS["example"])
    page = new_page(width, height, color_scheme=scheme, reduced_motion="reduce", device_scale_factor=1)
    page.goto(hub.login, wait_until="networkidle")
    page.add_style_tag(content=STILL)
    page.evaluate("document.fonts.ready.then(() => document.activeElement.blur())")
    FOLDER.mkdir(parents=True, exist_ok=True)
    first = page.screenshot(path=FOLDER / f"{name}-{scheme}-{width}-first.png")
    whole = page.screenshot(path=FOLDER / f"{name}-{scheme}-{width}.png", full_page=True)
    assert size(first) == (width, height)
    assert size(whole)[0] == width
    assert size(whole)[1] >= height


def size(png: bytes) -> tuple[int, int]:
    """Width and height, from the PNG's first chunk."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
