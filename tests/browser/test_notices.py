"""Notices in a real Chromium: closed once they stay closed, until they are edited."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browser.arrival import see
from browser.branded_hub import BrandedHub
from browser.test_page import violations
from playwright.sync_api import Page, expect
from real_hub import OURS, PASSWORD, HubThread

HUBS_OWN = "c.JupyterHub.template_vars = {'announcement': 'From the hub itself'}\n"


@pytest.fixture(scope="module")
def brand(page_hub: HubThread, tmp_path_factory: pytest.TempPathFactory) -> BrandedHub:
    return BrandedHub(page_hub, tmp_path_factory.mktemp("notices"), OURS + HUBS_OWN)


@pytest.fixture(scope="module")
def crowded(page_hub: HubThread, tmp_path_factory: pytest.TempPathFactory) -> BrandedHub:
    folders = f"c.ValueProp.folders = [{str(BRANDINGS)!r}]\n"
    return BrandedHub(page_hub, tmp_path_factory.mktemp("crowded"), OURS + folders)


def announced(*texts: str, **more: Any) -> dict[str, Any]:
    return {"announcements": [{"text": text, "dismissible": True, **more} for text in texts]}


def texts(page: Page) -> list[str]:
    return [notice.inner_text() for notice in page.locator(".vp-notices .vp-notice p").all() if notice.is_visible()]


def test_a_closed_notice_stays_closed_and_the_others_stay(brand: BrandedHub, page: Page) -> None:
    address = brand.show(announced("One", "Two"))
    see(page, address)
    page.get_by_role("button", name="Close").first.click()
    assert texts(page) == ["Note: Two"]
    see(page, address)
    assert texts(page) == ["Note: Two"]


def test_closing_names_the_notice_tells_and_moves_the_keyboard_on(brand: BrandedHub, page: Page) -> None:
    notices = [("One", "danger", True), ("Two", "warning", False), ("Three " + "x" * 80, "info", True)]
    announcements = [{"text": text, "level": level, "dismissible": it} for text, level, it in notices]
    see(page, brand.show({"announcements": announcements}))
    told, summary = page.locator(".vp-closed"), page.locator(".vp-more > summary")

    page.get_by_role("button", name="Close: One", exact=True).press("Enter")
    expect(told).to_have_text("Announcement closed: One")
    expect(page.locator(".vp-notice", has_text="Two")).to_be_focused()

    summary.click()
    page.get_by_role("button", name="Close: Three…", exact=True).press("Enter")
    expect(told).to_have_text("Announcement closed: Three…")
    expect(page.locator("#username_input")).to_be_focused()
    assert page.get_by_role("status").count() == 1


BRANDINGS = Path(__file__).parent / "brandings"
LONG = "Storage is nearly full; please delete what you no longer need, or move it to the archive. " * 4
#: The worst case: a banner, three long announcements, and a card with help, terms and an account to ask for.
CROWDED: dict[str, Any] = {
    "community": {"name": "Ocean Data Commons", "tagline": "Shared notebooks for everyone who studies the sea."},
    "environment": {"kind": "workshop", "label": "Workshop hub: everything is deleted on 30 June"},
    "sign_in": {"help": "Use your campus account.", "request_access": {"label": "Ask for one", "url": "/ask"}},
    "announcements": [{"text": f"{level} {LONG}", "level": level, "dismissible": True}
                      for level in ("info", "danger", "warning")],
}  # fmt: skip


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("photo", [True, False])
def test_three_long_notices_leave_sign_in_in_view_and_are_whole_one_tap_away(
    crowded: BrandedHub, new_page: Callable[..., Page], width: int, height: int, photo: bool
) -> None:
    page = new_page(width, height, java_script_enabled=False)
    image = {"src": str(BRANDINGS / "hills.webp"), "alt": "Hills", "credit": "Drawing: the developers of this page"}
    community = CROWDED["community"] | ({"image": image} if photo else {})
    see(page, crowded.show(CROWDED | {"community": community}))
    submit = page.locator("#login_submit").bounding_box()
    assert submit is not None
    assert submit["y"] + submit["height"] <= height
    if photo and width == 1280:
        credit, card = (page.locator(part).bounding_box() for part in (".vp-photo figcaption", ".vp-card"))
        assert credit is not None
        assert card is not None
        assert card["y"] - credit["y"] - credit["height"] >= 8, "the credit seems to lie on the card"
    if width == 390 and not photo:
        notices, masthead = (page.locator(part).bounding_box() for part in (".vp-notices", ".vp-masthead"))
        assert notices is not None
        assert masthead is not None
        assert masthead["y"] == notices["y"] + notices["height"]
    worst, *others = page.locator(".vp-notices .vp-notice").all()
    assert "danger" in worst.inner_text()
    assert [other.is_visible() for other in others] == [False, False]

    page.get_by_text("2 more announcements").click()
    others[-1].wait_for()  # Chromium lays out what was folded with its next frame
    assert [other.is_visible() for other in others] == [True, True]
    for whole in page.get_by_text("Whole text").all():
        if whole.is_visible():
            whole.click()
    assert page.evaluate(CUT) == 0


#: What else can be on the first screen, and make it longer.
TERMS = {"version": "2026-01", "text": "I accept the [terms of use](https://ocean.example.org/terms) of this hub."}
FURTHER: dict[str, Callable[[dict[str, Any]], None]] = {
    "a long name": lambda it: it["community"].update(
        name="Donaudampfschifffahrtsgesellschaft der vereinigten Küsten- und Hochseeobservatorien Europas"
    ),
    "a logo": lambda it: it["community"].update(logo=str(BRANDINGS / "shield.svg")),
    "a photo": lambda it: it["community"].update(image={"src": str(BRANDINGS / "hills.webp"), "alt": "Hills"}),
    "terms": lambda it: it["sign_in"].update(terms=TERMS),
    "a destination": lambda _: None,
}
NEXT = quote("/hub/user-redirect/git-pull?repo=" + quote("https://github.com/tidewater/ocean-tutorial", ""), "")


@pytest.mark.parametrize("pair", [*itertools.combinations(FURTHER, 2)], ids=" and ".join)
def test_on_a_phone_they_leave_sign_in_in_view_whatever_two_things_come_with_them(
    crowded: BrandedHub, new_page: Callable[..., Page], pair: tuple[str, str]
) -> None:
    branding = copy.deepcopy(CROWDED)
    for further in pair:
        FURTHER[further](branding)
    page = new_page(390, 844, java_script_enabled=False)
    see(page, crowded.show(branding) + (f"?next={NEXT}" if "a destination" in pair else ""))
    submit = page.locator("#login_submit").bounding_box()
    assert submit is not None
    assert submit["y"] + submit["height"] <= 844


#: How many announcements show less than their text.
CUT = "[...document.querySelectorAll('.vp-notice > p')].filter(it => it.scrollHeight > it.clientHeight + 1).length"


def test_closing_the_worst_shows_the_next_and_counts_those_that_are_left(crowded: BrandedHub, page: Page) -> None:
    address = crowded.show(CROWDED)
    seen = []
    for _ in range(4):
        see(page, address)
        fold = page.locator(".vp-more > summary").all()
        seen.append(([text.split()[1] for text in texts(page)], [summary.inner_text() for summary in fold]))
        if texts(page):
            page.get_by_role("button", name="Close").first.click()
    assert seen == [
        (["danger"], ["2 more announcements"]),
        (["warning"], ["1 more announcement"]),
        (["info"], []),
        ([], []),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_folded_and_unfolded_notices(
    crowded: BrandedHub, new_page: Callable[..., Page], scheme: str
) -> None:
    page = see(new_page(390, 844, color_scheme=scheme), crowded.show(CROWDED))
    assert violations(page) == {}
    page.evaluate("document.querySelectorAll('.vp-notices details').forEach(it => { it.open = true })")
    assert violations(page) == {}


FILL = """() => {
  for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
    try { while (true) localStorage["x" + Math.random()] = "x".repeat(size) } catch {}
  }
}"""


@pytest.mark.unwatched  # the browser tells of what it could not keep
def test_a_full_storage_keeps_no_announcement_open(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show(announced("One", "Two")))
    page.evaluate(FILL)
    page.get_by_role("button", name="Close").first.click()
    assert texts(page) == ["Note: Two"]
    expect(page.locator("div.vp-notice")).to_be_focused()


def test_an_edited_notice_is_shown_again(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show(announced("Down on Friday")))
    page.get_by_role("button", name="Close").click()
    see(page, brand.show(announced("Down on Saturday")))
    assert texts(page) == ["Note: Down on Saturday"]


def test_with_the_last_notice_its_landmark_goes(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show(announced("One")))
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("region", name="Announcements")).to_have_count(0)
    expect(page.get_by_text("From the hub itself")).to_be_visible()


@pytest.mark.unwatched
def test_a_notice_closed_on_the_login_page_is_closed_on_the_home_page(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show(announced("Closed before", "Left open")))
    page.get_by_role("button", name="Close").first.click()
    page.fill("input[name=username]", "ada")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    see(page, f"{brand.hub.url}/hub/home")
    assert texts(page) == ["Note: Left open"]


def test_without_javascript_it_is_shown_and_cannot_be_closed(brand: BrandedHub, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(brand.show(announced("One")))
    assert texts(page) == ["Note: One"]
    assert not page.locator(".vp-dismiss").is_visible()


def test_one_that_is_not_dismissible_has_no_button(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show(announced("One", dismissible=False)))
    assert page.locator(".vp-notices button").count() == 0


@pytest.mark.parametrize("kind", ["staging", "workshop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_kind_of_hub_is_said_in_words_above_everything(
    brand: BrandedHub, new_page: Callable[..., Page], kind: str, scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    see(page, brand.show({"environment": {"kind": kind}}))
    ribbon = page.get_by_role("complementary")
    box = ribbon.bounding_box()
    assert kind.capitalize() in ribbon.inner_text()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, 1280)
    assert violations(page) == {}


def test_a_production_hub_has_no_ribbon(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show({"environment": {"kind": "production"}}))
    assert page.locator(".vp-ribbon").count() == 0
