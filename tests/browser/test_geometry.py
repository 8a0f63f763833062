"""How wide and how high the pages are, with several sets of fonts: a visitor's machine has its own."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from browser.arrival import see
from browser.conftest import run_chromium
from browser.fonts import SETS, environment
from browser.gallery import BELOW_FOOTER, BRANDED, OVERHANG, WIDTHS, Gallery
from browser.login_modes import BRANDINGS, MODES
from browser.test_page import SIGN_IN
from PIL import Image
from playwright.sync_api import Browser, Page

#: One of each kind; all of them are in test_wrapped_pages.py.
PAGES = ("home", "spawn", "token", "admin", "oauth", "not found", "logout", "not on the list")

mode = pytest.mark.parametrize("mode", MODES)
branding = pytest.mark.parametrize("branding", BRANDINGS)


@pytest.fixture(scope="module", params=SETS)
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A Chromium with one set of fonts."""
    with run_chromium(environment(request.param, tmp_path_factory.mktemp("fonts"))) as chromium:
        yield chromium


def measured(gallery: Gallery, setup: str, name: str, script: str) -> dict[int, Any]:
    """What the script says of a page of the hub, by the width of the window."""
    with gallery.visit(setup, name) as page:
        return {width: at_width(page, width, script) for width in WIDTHS}


def at_width(page: Page, width: int, script: str) -> Any:
    page.set_viewport_size({"width": width, "height": 800})
    return page.evaluate(script)


@pytest.mark.sampled
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_hub_is_no_wider_than_the_stock_page_and_ends_with_our_footer(
    gallery: Gallery, name: str
) -> None:
    ours = measured(gallery, BRANDED, name, f"[{OVERHANG}, {BELOW_FOOTER}]")
    overhang = {width: more for width, (more, _) in ours.items() if more}
    stock = measured(gallery, "", name, OVERHANG) if overhang else {}

    assert {width: more for width, more in overhang.items() if more > stock[width]} == {}
    assert {width: below for width, (_, below) in ours.items()} == dict.fromkeys(WIDTHS, 0)


@pytest.mark.sampled
def test_our_parts_on_the_home_page_are_whole_pixels_high(gallery: Gallery) -> None:
    heights = measured(gallery, BRANDED, "home", "document.body.getBoundingClientRect().height")

    assert {width: height for width, height in heights.items() if height % 1} == {}


@pytest.mark.sampled
@pytest.mark.parametrize("zoom", [1.25, 1.5])
@pytest.mark.parametrize("opened", [False, True], ids=["folded", "opened"])
def test_the_last_row_of_pixels_is_the_footers(gallery: Gallery, zoom: float, opened: bool) -> None:
    with gallery.visit(BRANDED, "home", device_scale_factor=zoom) as page:
        if opened:
            page.locator(".vp-folded > summary").last.click()
        footer = page.locator(".vp-footer")
        rows = {}
        for width in (320, 340, 360):
            page.set_viewport_size({"width": width, "height": 500})
            page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            seen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            rows[width] = {seen.getpixel((5, seen.height - distance)) for distance in (1, 10)}

        assert footer.is_visible()
        assert {width: colors for width, colors in rows.items() if len(colors) > 1} == {}


@pytest.mark.sampled
@mode
@branding
def test_the_login_page_does_not_scroll_sideways(
    login_pages: Callable[..., str], page: Page, mode: str, branding: str
) -> None:
    see(page, login_pages(mode, branding))

    assert {width: at_width(page, width, OVERHANG) for width in (320, 390, 768, 1280, 1920)} == dict.fromkeys(
        (320, 390, 768, 1280, 1920), 0
    )


@pytest.mark.sampled
@mode
@branding
def test_the_sign_in_control_is_seen_at_once(
    login_pages: Callable[..., str], page: Page, mode: str, branding: str
) -> None:
    see(page, login_pages(mode, branding))
    outside = {}
    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        box = page.locator(SIGN_IN).last.bounding_box()
        assert box is not None
        if box["y"] < 0 or box["y"] + box["height"] > height:
            outside[width] = box

    assert outside == {}


def test_the_sets_of_fonts_are_told_apart(browser: Browser, request: pytest.FixtureRequest) -> None:
    """Were Chromium to draw with fonts of its machine, all tests here would be one and the same."""
    name = request.node.callspec.params["browser"]
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<p style='font-family: system-ui, sans-serif'><span>front door</span>")
    fonts = context.new_cdp_session(page)
    fonts.send("DOM.enable")
    fonts.send("CSS.enable")
    document = fonts.send("DOM.getDocument")["root"]["nodeId"]
    span = fonts.send("DOM.querySelector", {"nodeId": document, "selector": "span"})["nodeId"]
    drawn = fonts.send("CSS.getPlatformFontsForNode", {"nodeId": span})["fonts"]
    context.close()

    assert [font["familyName"] for font in drawn] == [SETS[name].family]
