"""Terms of a branding in a real Chromium: accepted before anybody signs in, however they do."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from browser.arrival import see
from browser.branded_hub import BrandedHub
from browser.login_modes import MODES
from browser.test_page import violations
from playwright.sync_api import Page, expect
from real_hub import OURS, PASSWORD, HubThread

CUSTOM_HTML = textwrap.dedent("""
    class Own(Password):
        def get_custom_html(self, base_url):
            return '''<form action="/hub/login" method="get"><label>Key <input name="key"></label>
                <button id="own-button" onclick="document.title = 'reached'">Enter</button></form>
                <a id="own-link" href="/hub/login?by=link">Elsewhere</a>'''
    c.JupyterHub.authenticator_class = Own
    """)


@pytest.fixture(scope="module")
def hubs(page_hub: HubThread, tmp_path_factory: pytest.TempPathFactory) -> dict[str, BrandedHub]:
    configs = {**MODES, "custom": OURS + CUSTOM_HTML}
    return {name: BrandedHub(page_hub, tmp_path_factory.mktemp(name), config) for name, config in configs.items()}


def terms(version: str = "2026-01", **more: Any) -> dict[str, Any]:
    return {"sign_in": {"terms": {"version": version, "text": "I accept the [rules](/rules)", **more}}}


def fill_in(page: Page) -> None:
    page.fill("input[name=username]", "ada")
    page.fill("input[name=password]", PASSWORD)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_form_cannot_be_sent_without_the_tick(
    hubs: dict[str, BrandedHub], new_page: Callable[..., Page], javascript: bool
) -> None:
    page = new_page(java_script_enabled=javascript)
    page.goto(f"{hubs['form'].show(terms())}?next=%2Fhub%2Ftoken")
    fill_in(page)
    page.click("#login_submit")
    page.press("input[name=password]", "Enter")
    expect(page.locator("#vp-terms:invalid")).to_be_visible()
    assert "/hub/login" in page.url
    page.check("#vp-terms")
    page.click("#login_submit")
    page.wait_for_url("**/hub/token")


@pytest.mark.parametrize("mode", MODES)
def test_the_first_line_of_the_terms_is_level_with_their_box(
    hubs: dict[str, BrandedHub], page: Page, mode: str
) -> None:
    see(page, hubs[mode].show(terms()))
    box, label = page.locator("#vp-terms").bounding_box(), page.locator("label[for=vp-terms]").bounding_box()
    assert box is not None
    assert label is not None
    assert abs(box["y"] - label["y"]) <= 1


@pytest.mark.unwatched  # the provider of this hub does not answer
@pytest.mark.parametrize("javascript", [True, False])
def test_the_oauth_button_leads_on_with_the_tick_only(
    hubs: dict[str, BrandedHub], new_page: Callable[..., Page], javascript: bool
) -> None:
    page = new_page(java_script_enabled=javascript)
    address = f"{hubs['oauth'].show(terms())}?next=%2Fhub%2Ftoken%3Fa%3D%2526"
    page.goto(address)
    button = page.get_by_role("button", name="Sign in with Example University")
    button.click()
    button.press("Enter")
    expect(page.locator("#vp-terms:invalid")).to_be_focused()
    assert page.url == address
    page.check("#vp-terms")
    with page.expect_request("**/hub/oauth_login*") as asked:
        button.click()
    assert dict(parse_qsl(urlsplit(asked.value.url).query))["next"] == "/hub/token?a=%26"


@pytest.mark.unwatched  # the hub's own stylesheet and scripts are not ours to watch
@pytest.mark.parametrize("way", ["button", "link", "Enter"])
def test_an_authenticators_own_html_waits_for_the_tick(hubs: dict[str, BrandedHub], page: Page, way: str) -> None:
    address = hubs["custom"].show(terms())
    see(page, address)
    title = page.title()
    page.click("input[name=key]")
    assert page.evaluate("document.activeElement.name") == "key", "typing needs no tick"

    def sign_in() -> None:
        if way == "Enter":
            page.press("input[name=key]", "Enter")
        else:
            page.click(f"#own-{way}")

    sign_in()
    assert (page.url, page.title()) == (address, title)
    page.check("#vp-terms")
    sign_in()
    page.wait_for_url("**/hub/login?*")


@pytest.mark.unwatched
def test_without_javascript_an_authenticators_own_html_comes_with_the_tick(
    hubs: dict[str, BrandedHub], new_page: Callable[..., Page]
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(hubs["custom"].show(terms()))
    expect(page.locator("#own-button")).to_be_hidden()
    page.check("#vp-terms")
    page.click("#own-link")
    page.wait_for_url("**/hub/login?by=link")


def test_accepted_terms_are_remembered_and_a_new_version_asks_again(hubs: dict[str, BrandedHub], page: Page) -> None:
    see(page, hubs["form"].show(terms("2026-01")))
    page.check("#vp-terms")
    see(page, hubs["form"].show(terms("2026-01", text="I accept the same rules, better said")))
    seen = [page.is_checked("#vp-terms")]
    see(page, hubs["form"].show(terms("2026-02")))
    assert [*seen, page.is_checked("#vp-terms")] == [True, False]


@pytest.mark.unwatched  # the provider of this hub does not answer
def test_terms_that_are_not_required_hold_nobody_up(hubs: dict[str, BrandedHub], page: Page) -> None:
    see(page, hubs["oauth"].show(terms(required=False)))
    with page.expect_request("**/hub/oauth_login*"):
        page.click(".vp-button")
    page.goto(f"{hubs['form'].show(terms(required=False))}?next=%2Fhub%2Ftoken")
    fill_in(page)
    page.click("#login_submit")
    page.wait_for_url("**/hub/token")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_with_terms(
    hubs: dict[str, BrandedHub], new_page: Callable[..., Page], mode: str, scheme: str
) -> None:
    assert violations(see(new_page(color_scheme=scheme), hubs[mode].show(terms()))) == {}
