"""The report of a fleet in a real browser: accessible, whole without JavaScript, filtered by words and status."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.gallery import OVERHANG
from browser.page_watch import Watch
from browser.test_page import violations
from playwright.sync_api import Page, expect

from jupyterhub_valueprop.fleet import Change, Member, Overview, as_html
from jupyterhub_valueprop.fleet.member import Pictures
from jupyterhub_valueprop.problems import Place, Problem

PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
LINK = Change("network.links.membership", "membership: link changed", "https://a.example/membership", None)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    problems = tuple(
        Problem(Place("network.yaml", 1, 2), severity, "unknown-key", "unknown key 'tagine'", "did you mean?")
        for severity in ("error", "warning", "warning")
    )
    members = (
        Member("Reef <script>document.title = 'x'</script>", "reef/branding.yaml", "broken", problems, (LINK,), True),
        Member("مجتمع علوم البحار", "rtl/branding.yaml", "changed", (), (LINK,), False, Pictures(PIXEL, PIXEL)),
        Member("Rechtsschutzversicherungsgesellschaften" * 3, f"{'long' * 30}/branding.yaml", "changed", (), (LINK,)),
        Member("Ice", "ice/branding.yaml", "new"),
        Member("Old", "old/branding.yaml", "gone"),
        Member("Same", "same/branding.yaml", "same", problems[1:]),
    )
    file = tmp_path_factory.mktemp("fleet") / "report.html"
    file.write_text(as_html(Overview(members, "origin/main")), encoding="utf-8")
    return file


def shown(page: Page) -> list[str]:
    statuses = page.eval_on_selector_all(
        "#members > li", "items => items.filter(each => each.offsetHeight).map(each => each.dataset.status)"
    )
    return list(statuses)


def test_the_report_is_accessible_and_filters_by_words_and_status(
    new_page: Callable[..., Page], watch: Watch, report: Path
) -> None:
    page = new_page()
    page.goto(report.as_uri())
    assert page.title() == "6 communities: 1 broken, 2 changed, 1 new, 1 gone, 1 same"
    everything = ["broken", "changed", "changed", "new", "gone", "same"]
    assert shown(page) == everything
    assert {request.url.split(":")[0] for request in watch.requests} <= {"file", "data"}

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the list of those that share a change
    expect(page.get_by_label("Find a name")).to_be_focused()
    page.keyboard.type("REEF branding")
    expect(page.get_by_role("status")).to_have_text("1 of 6 shown")
    assert shown(page) == ["broken"]
    page.get_by_label("Find a name").fill("")
    page.get_by_label("same (1)").uncheck()
    page.keyboard.press("Enter")  # submits nothing
    assert shown(page) == everything[:-1]
    page.get_by_label("same (1)").check()

    watch.end()  # axe brings a style sheet, which the policy lets nobody do
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == {}
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate(OVERHANG) == 0
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(OVERHANG) == 0


def test_without_javascript_the_report_is_a_plain_list(new_page: Callable[..., Page], report: Path) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(report.as_uri())

    assert page.locator("#members > li:visible").count() == 6
    expect(page.locator("#filter")).to_be_hidden()
