"""Every example of every component in a real Chromium: nothing that axe can find, in light and in dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browser.components import ADDRESS, FIT, components_page, linked_files
from browser.test_page import AXE_TAGS
from playwright.sync_api import Page, Route

from jupyterhub_valueprop.page.examples import read_components

#: Rules about a page as a whole, of which the frames are parts; `test_page.py` asks for them on real pages.
OF_WHOLE_PAGES = (
    "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo",
    "landmark-no-duplicate-main",
    "landmark-unique",
)
#: What axe finds wrong (rule, element, why), and in how many frames it has looked at something.
LOOK = """async options => {
    const found = await axe.run(options)
    const inFrames = found.passes.flatMap(rule => rule.nodes).filter(node => node.target.length > 1)
    return {
        violations: found.violations.flatMap(
            rule => rule.nodes.map(node => [rule.id, node.target.join(' '), node.failureSummary])),
        frames: new Set(inFrames.map(node => node.target[0])).size,
    }
}"""
COMPONENTS = read_components()


@pytest.fixture
def show(new_page: Callable[..., Page]) -> Callable[[str], Page]:
    """Opens the page of all components in a color scheme."""
    files = linked_files(COMPONENTS)
    html = components_page(COMPONENTS)

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://127.0.0.1")
        kind, body = files.get(path, ("text/html; charset=utf-8", html.encode()))
        route.fulfill(content_type=kind, body=body)

    def open_page(scheme: str) -> Page:
        page = new_page(color_scheme=scheme)
        page.route("**/*", answer)
        page.goto(ADDRESS, wait_until="load")
        page.evaluate(FIT)
        return page

    return open_page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_example_is_seen_and_axe_finds_no_violation(show: Callable[[str], Page], scheme: str) -> None:
    page = show(scheme)
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
    rules = {rule: {"enabled": False} for rule in OF_WHOLE_PAGES}
    found = page.evaluate(LOOK, {"runOnly": {"type": "tag", "values": AXE_TAGS}, "rules": rules})
    examples = [(component, example) for component in COMPONENTS for example in component.examples]

    assert found == {"violations": [], "frames": len(examples)}
    for component, example in examples:
        shown = page.frame_locator(f'iframe[title="{component.name}: {example.name}"]')
        assert shown.locator(example.element).first.is_visible(), example.name
