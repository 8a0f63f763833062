"""The pictures in docs/screenshots: the example's login page, light and dark, wide and narrow; whole pages are halved.

`make screenshots` writes them there; in a test run they go to build/screenshots.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from browser.arrival import see
from browser.login_modes import BRANDINGS, MODES
from browser.still import hold_still
from PIL import Image
from playwright.sync_api import Page
from real_hub import HubThread

FOLDER = Path(os.environ.get("VALUEPROP_SCREENSHOTS", Path(__file__).parents[2] / "build" / "screenshots"))
QUALITY = 45


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize(("name", "mode"), [("login", "form"), ("oauth", "oauth")])
def test_pictures_of_the_example(
    page_hub: HubThread, new_page: Callable[..., Page], name: str, mode: str, width: int, height: int
) -> None:
    hub = page_hub(MODES[mode] + BRANDINGS["example"])
    page = new_page(width, height, reduced_motion="reduce", device_scale_factor=1)
    see(page, hub.login)
    hold_still(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        if name == "oauth" or (scheme, width) == ("light", 1280):
            first = save(page.screenshot(), f"{name}-{scheme}-{width}-first")
            assert first.size == (width, height)
        if name == "login" and (scheme, width) != ("dark", 390):
            whole = save(page.screenshot(full_page=True), f"{name}-{scheme}-{width}", smaller=2)
            assert whole.width == width // 2
            assert whole.height > height


def save(png: bytes, name: str, smaller: int = 1) -> Image.Image:
    """Write a picture as a small file, and return it as it was written."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture = Image.open(BytesIO(png)).convert("RGB")
    picture = picture.resize((picture.width // smaller, picture.height // smaller), Image.Resampling.LANCZOS)
    picture.save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)
    return picture
