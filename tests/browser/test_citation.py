"""How to cite the hub: seen below the credits and on the home page, copied by a click, selected without a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.gallery import BRANDED, OVERHANG, Gallery
from playwright.sync_api import Page

BIBTEX = "@software{rivera2026ocean,"
SENTENCE = (
    "This work used the Ocean Data Commons, funded by Harbor Foundation (Grant OC-2026-17) and National Coastal Survey."
)


@pytest.fixture(params=["login", "home"])
def page(gallery: Gallery, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with the citation in view."""
    permissions = ["clipboard-read", "clipboard-write"]
    with gallery.visit(BRANDED, request.param, permissions=permissions) as opened:
        for summary in opened.locator(".vp-folded > summary", has_text="How to cite").all():
            summary.click()
        yield opened


def test_a_click_copies_the_words_and_says_so(page: Page) -> None:
    for opened in ("", "BibTeX"):
        if opened:
            page.locator("summary", has_text=opened).click()
        words = page.locator(".vp-quotable:visible", has_text=BIBTEX if opened else "This work used")
        words.get_by_role("button", name="Copy").click()

        assert words.get_by_role("button").inner_text() == "Copied"
        copied = page.evaluate("navigator.clipboard.readText()").strip()
        assert copied.startswith(BIBTEX) if opened else copied == SENTENCE


def test_a_citation_is_read_from_left_to_right_and_never_widens_the_page(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.vp-citation details').forEach(each => each.open = true)")
    page.evaluate("document.documentElement.dir = 'rtl'")
    citations = page.locator(".vp-quotable > [translate=no]").all()

    assert [each.evaluate("e => getComputedStyle(e).direction") for each in citations] == ["ltr"] * 4
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERHANG) == 0


def test_on_paper_only_the_plain_citation_is_there(page: Page) -> None:
    page.emulate_media(media="print")

    assert page.locator(".vp-copy:visible").count() == 0
    assert page.locator(".vp-citation details:visible").count() == 0
    assert page.locator("p[translate=no]:visible").count() == 1


def test_without_a_script_a_citation_is_selected_as_one(gallery: Gallery) -> None:
    with gallery.visit(BRANDED, "login", java_script_enabled=False) as page:
        assert page.locator(".vp-copy:visible").count() == 0
        citation = page.locator("p[translate=no]").first
        assert citation.evaluate("e => getComputedStyle(e).userSelect") == "all"
