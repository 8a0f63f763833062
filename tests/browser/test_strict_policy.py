"""The login page's own Content-Security-Policy, and one of the hub that allows nothing inline (DESIGN 4.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from browser.arrival import see
from browser.branded_hub import BrandedHub
from browser.login_modes import BRANDINGS, MODES
from browser.oauth_provider import OAuthProvider
from playwright.sync_api import Page, expect
from real_hub import OURS, PASSWORD, HubThread, free_port

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: https:; font-src 'self'; "
    "form-action 'self'"
)
SWITCHED_ON = f"c.JupyterHub.tornado_settings = {{'headers': {{'Content-Security-Policy': {POLICY!r}}}}}\n"
NOTICES_AND_TERMS: dict[str, Any] = {
    "announcements": [{"text": "Down on **Friday**", "level": "warning", "dismissible": True}],
    "environment": {"kind": "staging"},
    "sign_in": {"terms": {"version": "1", "text": "I accept the [rules](/rules)"}},
}
REPORT = (
    "window.violations = [];"
    "addEventListener('securitypolicyviolation', e => violations.push(`${e.violatedDirective} ${e.blockedURI}`))"
)
AFTER_SIGN_IN = "/hub/api/"  # the hub's other pages have scripts of their own that the policy forbids

mode = pytest.mark.parametrize("mode", MODES)
scheme = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture(scope="module")
def provider() -> Iterator[OAuthProvider]:
    provider = OAuthProvider()
    provider.start()
    yield provider
    provider.stop()


@pytest.fixture(scope="module")
def busy_hubs(
    page_hub: HubThread, provider: OAuthProvider, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[BrandedHub, str]]:
    """A hub of each mode under the policy, with notices and terms, and the address of its login page."""
    port = free_port()
    configs = {"form": (OURS, 0), "oauth": (OURS + provider.hub_config(f"http://127.0.0.1:{port}"), port)}
    hubs = {}
    for name, (config, hub_port) in configs.items():
        brand = BrandedHub(page_hub, tmp_path_factory.mktemp(name), config + SWITCHED_ON, hub_port)
        hubs[name] = (brand, brand.show(NOTICES_AND_TERMS))
    return hubs


@pytest.fixture
def reporting_page(new_page: Callable[..., Page]) -> Callable[[str], Page]:
    """Opens a page in a color scheme that notes what the policy forbade."""

    def open_page(scheme: str) -> Page:
        page = new_page(color_scheme=scheme)
        page.add_init_script(REPORT)
        return page

    return open_page


@mode
@pytest.mark.parametrize("branding", BRANDINGS)
@scheme
def test_nothing_of_the_page_is_forbidden_and_its_styles_apply(
    page_hub: HubThread, reporting_page: Callable[[str], Page], mode: str, branding: str, scheme: str
) -> None:
    page = see(reporting_page(scheme), page_hub(MODES[mode] + BRANDINGS[branding] + SWITCHED_ON).login)

    assert page.evaluate("violations") == []
    assert page.evaluate("[...document.styleSheets].reduce((rules, sheet) => rules + sheet.cssRules.length, 0)") > 0


@mode
@scheme
def test_notices_close_colors_change_and_terms_hold_until_they_are_accepted(
    busy_hubs: dict[str, tuple[BrandedHub, str]], reporting_page: Callable[[str], Page], mode: str, scheme: str
) -> None:
    page = see(reporting_page(scheme), busy_hubs[mode][1])
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)

    page.get_by_role("button", name="Close").click()
    expect(page.locator(".vp-notices")).to_have_count(0)
    page.get_by_role("button", name="Dark colors").click()
    assert page.evaluate(ground) != before
    page.locator("#login_submit").click()
    expect(page.locator("#vp-terms:invalid")).to_be_visible()
    assert page.evaluate("violations") == []


@scheme
def test_the_form_signs_in(
    busy_hubs: dict[str, tuple[BrandedHub, str]], reporting_page: Callable[[str], Page], scheme: str
) -> None:
    page = see(reporting_page(scheme), f"{busy_hubs['form'][1]}?next={AFTER_SIGN_IN}")
    page.fill("input[name=username]", "ada")
    page.fill("input[name=password]", PASSWORD)
    page.check("#vp-terms")
    page.click("#login_submit")
    page.wait_for_url(f"**{AFTER_SIGN_IN}")


@scheme
def test_the_button_signs_in_at_the_provider(
    busy_hubs: dict[str, tuple[BrandedHub, str]], reporting_page: Callable[[str], Page], scheme: str
) -> None:
    page = see(reporting_page(scheme), f"{busy_hubs['oauth'][1]}?next={AFTER_SIGN_IN}")
    page.check("#vp-terms")
    page.locator("#login_submit").click()
    page.get_by_role("button", name="Allow").click()
    page.wait_for_url(f"**{AFTER_SIGN_IN}")


@pytest.mark.unwatched
def test_what_an_administrator_adds_to_the_page_cannot_lead_the_form_to_another_host(
    page_hub: HubThread, reporting_page: Callable[[str], Page]
) -> None:
    base = '<base href="https://elsewhere.example/">Down on Friday'
    hub = page_hub(OURS + f"c.JupyterHub.template_vars = {{'announcement_login': {base!r}}}\n")
    page = reporting_page("light")
    page.goto(hub.login)

    assert page.get_by_text("Down on Friday").is_visible()
    assert page.evaluate("violations") == ["base-uri https://elsewhere.example/"]
    assert page.evaluate("document.querySelector('form').action").startswith(f"{hub.url}/hub/login")
