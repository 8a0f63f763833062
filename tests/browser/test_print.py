"""The login page on paper: a hand-out of two sheets at most, without what only a screen is for."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from browser.branded_hub import BrandedHub
from playwright.sync_api import Browser, Page
from real_hub import OURS, HubThread

BRANDINGS = Path(__file__).parent / "brandings"
PUBLIC_URL = 'c.JupyterHub.public_url = "https://hub.example.org/"\n'
#: Those whose pages are long: many words, many funders, another direction, notices, a photo.
LONG = ("hydrology", "twelve-funders", "right-to-left", "announcements", "photo")
SEEN = """selector => [...document.querySelectorAll(selector)]
    .filter(it => it.checkVisibility()).map(it => it.tagName + '.' + it.className)"""
#: Browsers leave grounds out unless a page insists; how much of such grounds there is, in square inches.
INK = """() => [...document.querySelectorAll('body *')].filter(it => it.checkVisibility()).map(it => {
    const {width, height} = it.getBoundingClientRect(), style = getComputedStyle(it)
    const isPrinted = style.printColorAdjust === 'exact' && !/, 0\\)|255, 255, 255/.test(style.backgroundColor)
    return isPrinted ? width * height / 96 / 96 : 0
}).reduce((one, other) => one + other)"""


@pytest.fixture(scope="module")
def brand(page_hub: HubThread, tmp_path_factory: pytest.TempPathFactory) -> BrandedHub:
    folder = tmp_path_factory.mktemp("print")
    shutil.copytree(BRANDINGS, folder, dirs_exist_ok=True)
    return BrandedHub(page_hub, folder, OURS + PUBLIC_URL)


@pytest.fixture(scope="module")
def dark_page(browser: Browser) -> Page:
    """A page that shows dark colors, as a visitor may have them: paper is white all the same."""
    return browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="dark")


def see(page: Page, brand: BrandedHub, name: str, **more: Any) -> None:
    page.emulate_media(media="null")  # as it comes: a PDF is print
    page.goto(brand.show({"extends": f"{name}.yaml", **more}), wait_until="load")


def sheets(page: Page, paper: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


@pytest.mark.parametrize("name", LONG)
def test_it_has_two_sheets_at_most_on_either_paper(dark_page: Page, brand: BrandedHub, name: str) -> None:
    see(dark_page, brand, name)
    assert {paper: sheets(dark_page, paper) for paper in ("A4", "Letter")} == {"A4": 2, "Letter": 2}


def test_the_document_of_a_real_network_has_two_sheets(dark_page: Page, brand: BrandedHub, shared: Path) -> None:
    shutil.copy(shared / "inputs" / "value-proposition.md", brand.folder)
    see(dark_page, brand, "veda", proposition={"source": "value-proposition.md"})
    assert {paper: sheets(dark_page, paper) for paper in ("A4", "Letter")} == {"A4": 2, "Letter": 2}


def test_a_short_page_has_one_sheet(dark_page: Page, brand: BrandedHub) -> None:
    see(dark_page, brand, "minimal")
    assert {paper: sheets(dark_page, paper) for paper in ("A4", "Letter")} == {"A4": 1, "Letter": 1}


def test_what_only_a_screen_is_for_is_left_out_and_what_is_folded_is_there(dark_page: Page, brand: BrandedHub) -> None:
    see(dark_page, brand, "announcements")
    dark_page.set_viewport_size({"width": 390, "height": 844})
    dark_page.emulate_media(media="print")
    folded = [paragraph.is_visible() for paragraph in dark_page.locator("#funders .vp-outcome").all()]

    assert dark_page.evaluate(SEEN, "form, input, button, .vp-notice, .vp-announcement, .vp-skip") == []
    assert folded == [True, True, True]
    assert dark_page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).colorScheme]"
    ) == [
        "rgb(0, 0, 0)",
        "light",
    ]
    dark_page.set_viewport_size({"width": 1280, "height": 800})


def test_it_says_where_the_hub_is_and_where_links_lead(dark_page: Page, brand: BrandedHub) -> None:
    see(dark_page, brand, "hydrology")
    code, address = dark_page.locator(".vp-qr"), dark_page.locator(".vp-handout-address")
    assert not code.is_visible()

    dark_page.emulate_media(media="print")
    notes = "[...document.querySelectorAll('a')].map(it => getComputedStyle(it, '::after').content)"
    lines = """[...document.querySelectorAll('[data-vp-url]')].map(it => getComputedStyle(it, '::after'))
        .map(it => parseFloat(it.height) / parseFloat(it.fontSize)).filter(lines => lines > 1.9)"""
    dark_page.set_viewport_size({"width": 688, "height": 1047})  # A4 without its margins
    assert dark_page.evaluate(lines) == [], "an address is broken"
    dark_page.set_viewport_size({"width": 1280, "height": 800})
    assert code.is_visible()
    assert address.inner_text() == "hub.example.org"
    assert dark_page.evaluate(notes).count('"2i2c.org/membership"') == 1


@pytest.mark.parametrize(("name", "has_links"), [("bare", False), ("minimal", True)])
def test_a_footer_without_links_is_not_printed(dark_page: Page, brand: BrandedHub, name: str, has_links: bool) -> None:
    see(dark_page, brand, name)
    assert dark_page.locator(".vp-footer").is_visible()
    dark_page.emulate_media(media="print")
    assert dark_page.locator(".vp-footer").is_visible() == has_links


@pytest.mark.parametrize("name", ["black", "neon", "disasters", "photo"])
def test_it_saves_ink(dark_page: Page, brand: BrandedHub, name: str) -> None:
    """A logo's plate and the heads of arrows: less than two square inches."""
    see(dark_page, brand, name)
    dark_page.emulate_media(media="print")
    dark_page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 dpi
    assert dark_page.evaluate(INK) < 2
    dark_page.set_viewport_size({"width": 1280, "height": 800})


def test_its_logos_are_there_though_nobody_has_scrolled_to_them(dark_page: Page, brand: BrandedHub) -> None:
    dark_page.set_viewport_size({"width": 390, "height": 844})
    see(dark_page, brand, "twelve-funders")
    waiting = "[...document.images].filter(it => !it.complete).length"
    assert dark_page.evaluate(waiting) > 0, "they are asked for only near the window"

    first = dark_page.pdf(format="A4")
    dark_page.mouse.wheel(0, 100_000)
    dark_page.wait_for_function(f"{waiting} === 0")
    again = dark_page.pdf(format="A4")
    dark_page.evaluate("document.querySelector('.vp-credit-logo img').remove()")
    without = dark_page.pdf(format="A4")
    assert abs(len(first) - len(again)) < 20 < len(again) - len(without)
    dark_page.set_viewport_size({"width": 1280, "height": 800})
