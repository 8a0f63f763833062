"""Signing in as a person does: typing and clicking in a real Chromium, through a real proxy, into a real JupyterLab."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser.arrival import arriving
from browser.oauth_provider import OAuthProvider
from browser.page_watch import Watch
from playwright.sync_api import Page, expect
from real_hub import LAB_STARTS, OURS, PASSWORD, HubThread, free_port


def fill_in(page: Page, username: str = "ada", password: str = PASSWORD) -> None:
    """By the labels of JupyterHub's own form, which other people's programs go by, too."""
    page.get_by_label("Username:").fill(username)
    page.get_by_label("Password:").fill(password)


def submit(page: Page) -> None:
    page.locator("form[method=post] [type=submit]").click()


def follow_button(page: Page) -> None:
    page.get_by_text("Sign in with Example University").click()


def expect_jupyterlab(page: Page, username: str) -> None:
    page.wait_for_url(f"**/user/{username}/lab**", timeout=1000 * LAB_STARTS)
    expect(page.locator(".jp-Launcher-body, .jp-Launcher").first).to_be_visible(timeout=1000 * LAB_STARTS)


def test_typing_name_and_password_ends_in_jupyterlab(running_hub: Callable[..., str], page: Page, watch: Watch) -> None:
    page.goto(f"{running_hub(OURS)}/hub/login")
    fill_in(page)
    watch.end()
    submit(page)
    expect_jupyterlab(page, "ada")


def test_signing_in_at_an_oauth_provider_ends_in_jupyterlab(
    running_hub: Callable[..., str], oauth_provider: OAuthProvider, page: Page, watch: Watch
) -> None:
    port = free_port()
    url = running_hub(OURS + oauth_provider.hub_config(f"http://127.0.0.1:{port}"), port=port)
    page.goto(f"{url}/hub/login")
    follow_button(page)
    expect(page.get_by_role("heading", name="Example University")).to_be_visible()
    page.get_by_label("Account").fill("grace")
    watch.end()
    page.get_by_role("button", name="Allow").click()
    expect_jupyterlab(page, "grace")


def test_the_form_signs_in_without_javascript(page_hub: HubThread, new_page: Callable[..., Page]) -> None:
    hub = page_hub(OURS)
    page = new_page(java_script_enabled=False)
    page.goto(f"{hub.login}?next=/hub/token")
    fill_in(page)
    submit(page)
    expect(page).to_have_url(f"{hub.url}/hub/token")


def test_the_oauth_button_signs_in_without_javascript(
    page_hub: HubThread, oauth_provider: OAuthProvider, new_page: Callable[..., Page]
) -> None:
    port = free_port()
    hub = page_hub(OURS + oauth_provider.hub_config(f"http://127.0.0.1:{port}"), port=port)
    page = new_page(java_script_enabled=False)
    page.goto(f"{hub.login}?next=/hub/token")
    follow_button(page)
    page.get_by_role("button", name="Allow").click()
    expect(page).to_have_url(f"{hub.url}/hub/token")


@pytest.mark.unwatched
def test_a_wrong_password_is_said_and_can_be_corrected(page_hub: HubThread, page: Page) -> None:
    hub = page_hub(OURS)
    page.goto(f"{hub.login}?next=/hub/token")
    fill_in(page, password="wrong")
    submit(page)
    expect(page.get_by_text("Invalid username or password")).to_be_visible()
    expect(page).to_have_title("Error: Community hub")
    expect(page.get_by_label("Username:")).to_have_value("ada")
    expect(page.get_by_label("Password:")).to_be_focused()
    expect(page.get_by_label("Password:")).to_have_value("")
    page.keyboard.type(PASSWORD)
    submit(page)
    expect(page).to_have_url(f"{hub.url}/hub/token")


def test_whoever_logs_out_finds_the_form_and_signs_in_again(page_hub: HubThread, page: Page) -> None:
    hub = page_hub(OURS + 'c.JupyterHub.default_url = "/hub/token"\n')
    page.goto(hub.login)
    fill_in(page)
    with arriving(page):
        submit(page)
        page.wait_for_url(f"{hub.url}/hub/token")
    page.get_by_role("button", name="Logout").click()
    expect(page).to_have_url(hub.login)
    fill_in(page, "grace")
    submit(page)
    expect(page).to_have_url(f"{hub.url}/hub/token")
    expect(page.locator("#login_widget")).to_contain_text("grace")
