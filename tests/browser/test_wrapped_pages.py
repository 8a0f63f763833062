"""The hub's other pages with our parts on them: never worse than stock, and the community's brand on each."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest
from browser.login_modes import EXAMPLE
from browser.test_page import violations
from playwright.sync_api import Page
from real_hub import OURS, PASSWORD, HubThread

HUB = textwrap.dedent("""
    c.Authenticator.admin_users = {"ada"}
    c.Spawner.options_form = "<label for='size'>Size</label><input id='size' name='size' class='form-control'>"
    """)
WRAPPED = f"{OURS}c.ValueProp.branding = [{str(EXAMPLE)!r}, {{'environment': {{'kind': 'staging'}}}}]\n"

#: Where each page is, who looks at it, and the status it comes with.
PAGES = {
    "home": ("home", "ada"),
    "spawn": ("spawn", "ada"),
    "token": ("token", "ada"),
    "admin": ("admin", "ada"),
    "not running": ("user/ada/", "ada"),
    "not found": ("nothing-here", "ada"),
    "not allowed": ("admin", "bob"),
}

kind = pytest.mark.parametrize("kind", PAGES)


@pytest.fixture(scope="module")
def hubs(page_hub: HubThread) -> dict[str, str]:
    """Addresses of the same hub without us and with us."""
    return {"stock": page_hub(HUB).url, "ours": page_hub(HUB + WRAPPED).url}


def visit(page: Page, hub: str, kind: str) -> Page:
    path, name = PAGES[kind]
    page.goto(f"{hub}/hub/login?next=%2Fhub%2Ftoken")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/hub/token")
    page.goto(f"{hub}/hub/{path}", wait_until="networkidle")
    return page


@kind
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.unwatched
def test_axe_finds_nothing_that_the_stock_page_has_not(
    hubs: dict[str, str], new_page: Callable[..., Page], kind: str, scheme: str
) -> None:
    stock = violations(visit(new_page(color_scheme=scheme), hubs["stock"], kind))
    ours = violations(visit(new_page(color_scheme=scheme), hubs["ours"], kind))

    assert set(ours) - set(stock) == set()
    assert "color-contrast" not in ours


@kind
@pytest.mark.unwatched
def test_the_page_has_no_error_that_the_stock_page_has_not(
    hubs: dict[str, str], new_page: Callable[..., Page], kind: str
) -> None:
    errors: dict[str, list[str]] = {"stock": [], "ours": []}
    for name, seen in errors.items():
        page = new_page()
        page.on("pageerror", lambda error, seen=seen: seen.append(str(error)))
        visit(page, hubs[name], kind)

    assert errors["ours"] == errors["stock"]


@kind
@pytest.mark.unwatched
def test_the_page_keeps_every_form_field_and_button(
    hubs: dict[str, str], new_page: Callable[..., Page], kind: str
) -> None:
    controls = "[...document.querySelectorAll('input, select, textarea, button')].map(e => e.id || e.name || e.type)"
    stock = visit(new_page(), hubs["stock"], kind).evaluate(controls)
    ours = visit(new_page(), hubs["ours"], kind).evaluate(controls)

    assert [control for control in ours if control in stock] == stock


@kind
@pytest.mark.unwatched
def test_the_page_has_the_brand_the_ribbon_and_the_links(
    hubs: dict[str, str], new_page: Callable[..., Page], kind: str
) -> None:
    page = visit(new_page(), hubs["ours"], kind)

    assert page.locator("#jupyterhub-logo img").first.is_visible()
    assert page.locator("#jupyterhub-logo a").inner_text().strip() == "Ocean Data Commons"
    assert page.locator(".vp-ribbon").is_visible()
    assert page.get_by_role("link", name="Get help").is_visible()


@pytest.mark.unwatched
def test_where_to_ask_for_an_account_stands_on_the_page_of_those_who_may_not(
    hubs: dict[str, str], new_page: Callable[..., Page]
) -> None:
    asks = {
        kind: visit(new_page(), hubs["ours"], kind).get_by_role("link", name="Ask for an account").count()
        for kind in ("not allowed", "not found")
    }

    assert asks == {"not allowed": 1, "not found": 0}


@pytest.mark.unwatched
def test_the_value_proposition_is_folded_on_the_home_page(hubs: dict[str, str], new_page: Callable[..., Page]) -> None:
    page = visit(new_page(), hubs["ours"], "home")
    promise = page.get_by_role("heading", name="Share the operators")

    assert not promise.is_visible()
    page.locator(".vp-folded summary").click()
    assert promise.is_visible()


@pytest.mark.unwatched
def test_the_color_scheme_chosen_on_one_page_holds_on_the_others(
    hubs: dict[str, str], new_page: Callable[..., Page]
) -> None:
    page = new_page(color_scheme="light")
    page.goto(f"{hubs['ours']}/hub/login")
    page.get_by_role("button", name="Dark colors").click()
    scheme = "document.documentElement.dataset.bsTheme"
    assert page.evaluate(scheme) == "dark"
    visit(page, hubs["ours"], "home")
    assert page.evaluate(scheme) == "dark"
    page.click("#dark-theme-toggle")
    page.goto(f"{hubs['ours']}/hub/logout", wait_until="networkidle")
    assert page.evaluate(scheme) == "light"
