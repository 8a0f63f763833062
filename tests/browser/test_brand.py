"""A brand in a real Chromium: any color is readable, each scheme has its logo, and nothing moves while it loads."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from browser.arrival import see
from browser.branded_hub import BrandedHub
from browser.gallery import SHIFTS
from browser.login_modes import EXAMPLE
from browser.page_watch import Watch
from browser.test_page import violations
from playwright.sync_api import Page, Route
from real_hub import OURS, PASSWORD, HubThread

COLORS = [
    "yellow", "white", "black", "#39FF14", "#FF00FF", "#00FFFF", "#777", "#959595", "gold", "papayawhip",
    "rebeccapurple", "crimson", "teal", "navy", "silver", "hotpink", "chartreuse", "#1D4EF5", "#FF4E4F", "#8B4513",
    "oklch(0.7 0.32 145)", "oklch(0.95 0.2 110)", "color(display-p3 1 0.1 0.3)", "color(display-p3 0 1 0.4)",
]  # fmt: skip
EVERY_LEVEL: dict[str, Any] = {
    "extends": str(EXAMPLE),
    "environment": {"kind": "workshop"},
    "sign_in": {"terms": {"version": "1", "text": "I accept the [rules](/rules)"}},
    "announcements": [
        {"text": f"A notice with a [link](/{level})", "level": level, "dismissible": True}
        for level in ("info", "success", "warning", "danger")
    ],
}
SCHEME = "document.documentElement.dataset.bsTheme ?? null"
STORED = "localStorage.getItem('jupyterhub-bs-theme')"
GROUND = "getComputedStyle(document.body).backgroundColor"


def svg(fill: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><path fill="{fill}" d="M0 0h120v60H0z"/></svg>'
    )


@pytest.fixture(scope="module")
def brand(page_hub: HubThread, tmp_path_factory: pytest.TempPathFactory) -> BrandedHub:
    folder = tmp_path_factory.mktemp("brand")
    for name, fill in {
        "day": "#7a1f1f",
        "night": "#ffb4b4",
        "ink": "#0a0a0a",
        "chalk": "#fdfdfd",
        "reef": "#d04040",
    }.items():
        (folder / f"{name}.svg").write_text(svg(fill), encoding="utf-8")
    return BrandedHub(page_hub, folder, f"{OURS}c.ValueProp.folders = [{str(EXAMPLE.parent)!r}]\n")


def is_dark(page: Page) -> bool:
    red, *_ = page.evaluate(GROUND).removeprefix("rgb(").split(",")
    return int(red) < 128


@pytest.mark.sampled(most=8)
@pytest.mark.parametrize("color", COLORS)
def test_axe_finds_no_violation_with_any_brand_color_in_light_and_dark(
    brand: BrandedHub, page: Page, color: str
) -> None:
    see(page, brand.show(EVERY_LEVEL | {"theme": {"primary": color, "accent": color}}))
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert is_dark(page) == (scheme == "dark")
        found[scheme] = violations(page)
    assert found == {"light": {}, "dark": {}}


@pytest.mark.parametrize("forced", ["light", "dark"])
@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_forced_scheme_is_shown_whatever_the_system_or_an_earlier_choice_says(
    brand: BrandedHub, new_page: Callable[..., Page], forced: str, system: str
) -> None:
    page = new_page(color_scheme=system)
    page.add_init_script(f"localStorage.setItem('jupyterhub-bs-theme', {system!r})")
    see(page, brand.show({"theme": {"color_scheme": forced}}))
    assert is_dark(page) == (forced == "dark")
    assert page.locator(".vp-scheme").count() == 0
    assert page.evaluate(STORED) == system, "what the visitor chose for the hub's own pages is theirs"


def test_without_a_choice_the_page_follows_the_system(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show({}))
    seen = [is_dark(page)]
    page.emulate_media(color_scheme="dark")
    assert [*seen, is_dark(page), page.evaluate(STORED)] == [False, True, None]


def test_the_switch_is_remembered_and_says_which_way_it_stands(brand: BrandedHub, page: Page) -> None:
    address = brand.show({})
    see(page, address)
    switch = page.get_by_role("button", name="Dark colors")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    assert (is_dark(page), page.evaluate(STORED)) == (True, "dark")
    see(page, address)
    assert (is_dark(page), page.evaluate(SCHEME), switch.get_attribute("aria-pressed")) == (True, "dark", "true")
    switch.click()
    see(page, address)
    assert (is_dark(page), page.evaluate(STORED)) == (False, "light")


@pytest.mark.parametrize("stored", ["dark", "light", "auto"])
def test_the_page_follows_what_was_chosen_on_the_hubs_own_pages(
    brand: BrandedHub, new_page: Callable[..., Page], stored: str
) -> None:
    page = new_page(color_scheme="dark" if stored == "auto" else "light")
    page.add_init_script(f"localStorage.setItem('jupyterhub-bs-theme', {stored!r})")
    see(page, brand.show({}))
    assert is_dark(page) == (stored != "light")


@pytest.mark.unwatched
def test_the_hubs_own_pages_follow_what_was_chosen_on_ours(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show({}))
    page.get_by_role("button", name="Dark colors").click()
    page.fill("input[name=username]", "ada")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.goto(f"{brand.hub.url}/hub/home", wait_until="load")
    assert page.evaluate(SCHEME) == "dark"


def test_without_javascript_the_switch_is_not_there(brand: BrandedHub, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(brand.show({}))
    assert not page.locator(".vp-scheme").is_visible()


def shown_logos(page: Page) -> list[str]:
    images = page.locator(".vp-logo img").all()
    return [(image.get_attribute("class") or "") for image in images if image.is_visible()]


def test_each_scheme_has_its_logo_and_the_switch_changes_it(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show({"community": {"logo": {"light": "day.svg", "dark": "night.svg"}}}))
    seen = [shown_logos(page)]
    page.emulate_media(color_scheme="dark")
    seen.append(shown_logos(page))
    page.get_by_role("button", name="Dark colors").click()
    seen.append(shown_logos(page))
    assert seen == [["vp-on-light"], ["vp-on-dark"], ["vp-on-light"]]


@pytest.mark.parametrize(
    ("logo", "plates"), [("ink", (False, True)), ("chalk", (True, False)), ("reef", (False, False))]
)
def test_a_logo_that_would_vanish_stands_on_a_plate(
    brand: BrandedHub, page: Page, logo: str, plates: tuple[bool, bool]
) -> None:
    see(page, brand.show({"community": {"logo": f"{logo}.svg"}}))
    seen = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        style = page.locator(".vp-logo img").evaluate("it => getComputedStyle(it).backgroundColor")
        seen.append(style != "rgba(0, 0, 0, 0)")
        assert page.locator(".vp-logo img").evaluate("it => getComputedStyle(it).filter") == "none"
    assert tuple(seen) == plates


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_slow_pictures_load(
    brand: BrandedHub, new_page: Callable[..., Page], watch: Watch, width: int
) -> None:
    def slowly(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    picture = {"src": "night.svg", "alt": "A reef"}
    address = brand.show(
        {
            "community": {
                "logo": {"light": "ink.svg", "dark": "chalk.svg"},
                "image": picture,
                "tagline": "For all at sea",
            }
        }
    )
    page = new_page(width=width)
    page.route("**/picture-*", slowly)
    see(page, address)
    assert page.locator(".vp-photo img").evaluate("it => it.complete && it.naturalWidth > 0")
    assert page.evaluate(SHIFTS) == 0
    assert sum("picture-" in request.url for request in watch.requests) == 3
