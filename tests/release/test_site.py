"""The built documentation site, in Chromium: everybody can read it, also on a phone, and it asks no other host."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import HOW_TO_INSTALL, find_chromium
from playwright.sync_api import Browser, sync_playwright

SITE = Path(os.environ["VALUEPROP_SITE"])
DOCS = Path(__file__).parents[2] / "docs"
# one of each kind: the start, a list of pages, commands, wide tables, the Python API, drawings
PAGES = [
    "docs/index.html",
    "docs/how-to/index.html",
    "docs/tutorial/first-front-door.html",
    "docs/reference/settings.html",
    "docs/reference/python.html",
    "docs/explanation/design.html",
]
# axe takes some seconds for each
PAGES_FOR_AXE = [PAGES[0], PAGES[2], PAGES[4]]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = find_chromium() or pytest.fail(HOW_TO_INSTALL)
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_and_no_page_asks_another_host(chromium: Browser, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found = {}
    for name in PAGES_FOR_AXE:
        page.goto((SITE / name).as_uri())
        found[name] = [violation["id"] for violation in Axe().run(page).response["violations"]]
    context.close()

    assert {name: ids for name, ids in found.items() if ids} == {}
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_no_page_scrolls_sideways_on_a_phone(chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    wide = {}
    for name in PAGES:
        page.goto((SITE / name).as_uri())
        wide[name] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()

    assert {name: pixels for name, pixels in wide.items() if pixels > 0} == {}


def test_the_search_finds_a_setting(chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto((SITE / "search.html").as_uri() + "?q=build_timeout")
    page.get_by_role("link", name="Settings", exact=True).wait_for()
    page.close()


def test_every_page_of_the_documentation_is_on_the_site() -> None:
    built = {path.relative_to(SITE / "docs").with_suffix(".md") for path in (SITE / "docs").rglob("*.html")}

    assert {path.relative_to(DOCS) for path in DOCS.rglob("*.md")} == built
