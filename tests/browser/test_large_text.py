"""Large text in a narrow window: no ordinary word is broken over lines, and no column is squeezed to letters."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from browser.conftest import run_chromium
from playwright.sync_api import Browser

from jupyterhub_valueprop.accessibility.visits import STATES, Visit, shown
from jupyterhub_valueprop.page import build_site
from jupyterhub_valueprop.page.examples import STATIC_URL, login_page
from jupyterhub_valueprop.site import Site

#: Every row that stands side by side, in texts of ordinary words.
BRANDING = {
    "locales": ["en", "de"],
    "community": {"name": {"en": "Ocean Data", "de": "Meeresdaten"}, "help": "mailto:help@example.org"},
    "network": {"name": "Tide", "url": "https://tide.example"},
    "announcements": [{"text": {"en": "Down on Friday", "de": "Wartung am Freitag"}, "level": "danger",
                       "ends": "2199-12-04T09:00Z", "dismissible": True}],
    "credits": {"funded_by": [{"name": "Tide", "note": "1234"}], "acknowledgement": {"en": "Thanks", "de": "Danke"},
                "citation": {"work": {"title": "Tides", "authors": [{"name": "Ada"}], "date": "2026"}}},
    "sign_in": {"request_access": {"label": {"en": "Ask for an account", "de": "Konto beantragen"}, "url": "/ask"},
                "terms": {"version": "1", "text": {"en": "I accept the [rules](/r)", "de": "Es gelten [Regeln](/r)"}}},
}  # fmt: skip

#: The words of up to so many letters that stand on more than one line, each with the element that it is in.
BROKEN = r"""(longest) => {
  const broken = new Set()
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (words.nextNode()) {
    const node = words.currentNode, element = node.parentElement
    if (element.closest(".vp-sr, .vp-skip, script, style, pre, [hidden]") || !element.checkVisibility()) continue
    for (const word of node.data.matchAll(/[\p{L}\p{M}]+[.,:;!?]?/gu)) {
      const range = document.createRange()
      range.setStart(node, word.index)
      range.setEnd(node, word.index + word[0].length)
      const lines = new Set([...range.getClientRects()].filter((it) => it.width).map((it) => Math.round(it.bottom)))
      if (lines.size > 1 && word[0].length <= longest)
        broken.add(`${word[0]} in ${element.tagName} ${element.className || element.parentElement.className}`)
    }
  }
  return [...broken]
}"""


#: Longer words may be hyphenated; not every browser can.
LONGEST = 14
#: Whether a button stands beside the text that it closes.
BESIDE = """() => {
  const [text, button] = ["p", "button"].map((it) => document.querySelector(`.vp-notice > ${it}`))
  return button.getBoundingClientRect().top < text.getBoundingClientRect().bottom
}"""
#: How wide a phone is, and the text size that its reader has set, in CSS pixels.
WINDOWS = [(256, 16), (390, 32)]


@pytest.fixture(scope="module", params=WINDOWS, ids=str)
def window(request: pytest.FixtureRequest) -> Iterator[tuple[Browser, int]]:
    """A Chromium whose reader has set a text size, which media queries in rem know of, and how wide a phone is."""
    width, size = request.param
    with run_chromium(dict(os.environ), f"--blink-settings=defaultFontSize={size}") as chromium:
        yield chromium, width


@pytest.fixture(scope="module")
def site() -> Site:
    built = build_site(BRANDING, static_url_prefix=STATIC_URL)
    assert built.problems == ()
    return built


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_ordinary_word_is_broken_over_lines(window: tuple[Browser, int], site: Site, language: str) -> None:
    browser, width = window
    broken = {}
    for name in ("a form after a wrong password", "a button"):
        request, has_failed = STATES[name]
        html = login_page(site.landings[language], request)
        with shown(browser, site, Visit(name, language, "light", has_failed, html)) as page:
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_timeout(300)  # what is below the screen is laid out a moment later
            broken[name] = page.evaluate(BROKEN, LONGEST)
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    assert [found for found in broken.values() if found] == []


def test_a_button_goes_below_an_announcement_that_it_would_squeeze(window: tuple[Browser, int], site: Site) -> None:
    visit = Visit("a form", "de", "light", False, login_page(site.landings["de"], {}))
    with shown(window[0], site, visit) as page:
        found = [page.evaluate(BESIDE)]
        page.set_viewport_size({"width": window[1], "height": 800})
        found.append(page.evaluate(BESIDE))
        page.set_viewport_size({"width": 390, "height": 800})
        page.add_style_tag(content="html { font-size: 32px }")  # as somebody's own style sheet does it
        found.append(page.evaluate(BESIDE))

    assert found == [True, False, False]


def test_a_list_that_falls_back_stands_on_the_edge_of_its_column(window: tuple[Browser, int]) -> None:
    fallen = build_site({"locales": ["he"]}, static_url_prefix=STATIC_URL)
    with shown(window[0], fallen, Visit("a form", "he", "light", False, login_page(fallen.landings["he"], {}))) as page:
        edges = """["introduction", "ticks"].map((it) =>
          document.querySelector(`.vp-${it}`).getBoundingClientRect().right)"""
        column, ticks = page.evaluate(edges)

    assert ticks == column
