"""Every example of every component in a real Chromium: nothing that axe can find, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browser.components import ADDRESS, FIT, components_page, linked_files
from browser.page_watch import PATIENCE, Watch
from browser.test_page import AXE_TAGS
from playwright.sync_api import Browser, Page, Route

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


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[tuple[Page, Watch]]:
    """The page of all components, with axe in each of its frames; and what went wrong."""
    files = linked_files(COMPONENTS)
    html = components_page(COMPONENTS)

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://127.0.0.1")
        kind, body = files.get(path, ("text/html; charset=utf-8", html.encode()))
        route.fulfill(content_type=kind, body=body)

    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(PATIENCE)
    watch = Watch()
    watch.follow(page)
    page.route("**/*", answer)
    page.add_init_script(AXE_SCRIPT)  # once for all its frames
    page.goto(ADDRESS, wait_until="load")
    page.evaluate(FIT)
    yield page, watch
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_example_is_seen_and_axe_finds_no_violation(opened: tuple[Page, Watch], scheme: str) -> None:
    page, watch = opened
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    rules = {rule: {"enabled": False} for rule in OF_WHOLE_PAGES}
    found = page.evaluate(LOOK, {"runOnly": {"type": "tag", "values": AXE_TAGS}, "rules": rules})
    examples = [(component, example) for component in COMPONENTS for example in component.examples]

    assert found == {"violations": [], "frames": len(examples)}
    for component, example in examples:
        shown = page.frame_locator(f'iframe[title="{component.name}: {example.name}"]')
        assert shown.locator(example.element).first.is_visible(), example.name
    assert watch.troubles == []
