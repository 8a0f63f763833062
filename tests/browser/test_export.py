"""Exported pages from disk in a real browser: whole, without a request, accessible, and on one sheet."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.arrival import arriving, see
from browser.gallery import OVERHANG
from browser.page_watch import Watch
from browser.test_page import violations
from chromium import find_chromium
from playwright.sync_api import Page, expect

from jupyterhub_valueprop.branding import read_branding
from jupyterhub_valueprop.export import export_files, write_folder
from jupyterhub_valueprop.export.one_page import print_page

EXAMPLE = Path(__file__).parents[2] / "examples" / "ocean" / "branding.yaml"
HUB = "https://hub.example.org"


AROUND = "<!DOCTYPE html><html lang=en><title>Network</title><main><h1>Our network</h1><p id=mine>Words</p>{}</main>"
#: How the page around a fragment looks, but for sizes, which its content has a part in.
STYLES = """['html', 'body', 'h1', '#mine'].map(name => {
    const style = getComputedStyle(document.querySelector(name))
    const isSize = /size|origin|height|width|block|inline|perspective/
    return [...style].filter(each => !isSize.test(each)).map(each => `${each}: ${style[each]}`)
})"""
GROUND = "name => getComputedStyle(document.querySelector(name)).backgroundColor"


@pytest.fixture(scope="module")
def contents() -> dict[str, bytes]:
    return dict(export_files(read_branding([EXAMPLE, {"locales": ["en", "es"]}]), HUB).contents)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, contents: dict[str, bytes]) -> Path:
    folder = tmp_path_factory.mktemp("export") / "a folder"
    write_folder(folder, contents)
    return folder


@pytest.mark.parametrize("tag", ["en", "es"])
def test_a_page_from_disk_is_whole_and_accessible(
    new_page: Callable[..., Page], watch: Watch, site: Path, contents: dict[str, bytes], tag: str
) -> None:
    page = new_page()
    see(page, (site / "index.html").as_uri())
    if tag != "en":
        with arriving(page), page.expect_navigation():
            page.locator(f".vp-languages a[hreflang={tag}]").click()
    assert page.locator("html").get_attribute("lang") == tag
    expect(page.locator(".vp-card a.vp-button")).to_be_in_viewport()
    assert page.evaluate(GROUND, ".vp-card") != "rgba(0, 0, 0, 0)"
    assert {request.url.split(":")[0] for request in watch.requests} <= {"file", "data"}
    watch.end()  # axe asks for the style sheet, which no script may read from disk
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == {}
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(OVERHANG) == 0
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth)")
    words = re.sub(r"\W+", " ", page.locator("body").text_content() or "")
    sections = json.loads(contents["proposition.json"])["languages"][tag]["sections"]
    promises = [promise["promise"]["text"] for section in sections for promise in section["promises"]]
    assert promises
    assert [each for each in promises if re.sub(r"\W+", " ", each).split()[-1] not in words.split()] == []


def test_a_fragment_leaves_the_page_around_it_alone(new_page: Callable[..., Page], contents: dict[str, bytes]) -> None:
    page = new_page()
    page.set_content(AROUND.format(""))
    before = page.evaluate(STYLES)
    page.set_content(AROUND.format(contents["fragment.html"].decode()))
    assert page.evaluate(STYLES) == before
    assert page.evaluate(GROUND, ".vp-fragment") != "rgba(0, 0, 0, 0)"
    assert {rule for rule in violations(page) if rule != "page-has-heading-one"} == set()


def test_the_hand_out_is_one_sheet_and_the_same_twice() -> None:
    chromium = find_chromium()
    assert chromium
    contents = dict(export_files(read_branding([EXAMPLE, {"layout": "compact"}]), HUB).contents)
    first = print_page(chromium, contents, "index.html")
    assert first
    assert len(re.findall(rb"/Type\s*/Page\b", first)) == 1
    assert print_page(chromium, contents, "index.html") == first
