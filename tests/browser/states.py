"""The catalogue's states of the login page, as a real Chromium comes to them on a real hub."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from browser.login_modes import EXAMPLE, MODES
from every_page import HubPage, hub_page
from playwright.sync_api import Page
from real_hub import OURS, PASSWORD

from jupyterhub_valueprop.preview.states import BY_ID, SIGNING_IN, State
from jupyterhub_valueprop.preview.states import STATES as CATALOGUE

NOTHING_MORE: Mapping[str, Any] = {}


def lines(name: str) -> str:
    """What a state of the catalogue needs of a hub, as lines of its configuration."""
    state = BY_ID[name]
    traits = "".join(f"c.Rehearsed.{trait} = {value!r}\n" for trait, value in state.authenticator.items())
    return (
        "from jupyterhub_valueprop.preview.rehearsed import Rehearsed\n"
        f"c.JupyterHub.authenticator_class = Rehearsed\nc.Rehearsed.password = {PASSWORD!r}\n{traits}"
        f"c.JupyterHub.template_vars.update({dict(state.template_vars)!r})\n"
    )


CUSTOM_HTML = lines("buttons-of-an-authenticator")
OWN_FORM = lines("form-of-an-authenticator")
ONE_TIME_PASSWORD = lines("one-time-password")
TERMS_OF_THE_HUB = f"c.JupyterHub.template_vars.update({dict(BY_ID['terms'].template_vars)!r})\n"
ANNOUNCEMENT = f"c.JupyterHub.template_vars.update({dict(BY_ID['notices'].template_vars)!r})\n"


@dataclass(frozen=True)
class BrowserState:
    """How to see a state: lines of a hub's configuration, where its page is, and what a visitor does there."""

    config: str
    page: HubPage = HubPage("login", None)  # noqa: RUF009 - it is frozen
    act: Callable[[Page], object] | None = None


def example(more: Mapping[str, Any] = NOTHING_MORE, mode: str = "form") -> str:
    """A hub that shows the example, and `more` of a branding over it."""
    return f"{MODES[mode]}c.ValueProp.branding = [{str(EXAMPLE)!r}, {dict(more)!r}]\n"


def sign_in(page: Page, password: str) -> None:
    page.fill("input[name=username]", "ada")
    page.fill("input[name=password]", password)
    page.locator("form [type=submit]").click()
    page.locator(".login_error").wait_for()


def wait_too_long(page: Page) -> None:
    """Send a form whose token is no longer known."""
    page.locator("input[name=_xsrf]").evaluate("it => { it.value = 'expired' }")
    sign_in(page, PASSWORD)


def come_without_encryption(page: Page) -> None:
    """The hub on this machine counts as secure without TLS; a hub elsewhere does not."""
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.reload(wait_until="load")


ACTS: Mapping[str, Callable[[Page], object]] = {
    "send a wrong password": lambda page: sign_in(page, "wrong"),
    "send an expired form": wait_too_long,
    "come without encryption": come_without_encryption,
}


def in_browser(state: State) -> BrowserState:
    """A state of the catalogue on a real hub; signing in at a provider is a real OAuthenticator's."""
    if state.authenticator.get("login_service"):
        config = example(state.branding, mode="oauth")
    else:
        config = example(state.branding) + lines(state.id)
    return BrowserState(config, hub_page(state), ACTS.get(state.act))


STATES: Mapping[str, BrowserState] = {
    state.name: in_browser(state) for state in CATALOGUE if state.group == SIGNING_IN or state.id == "notices"
}
#: What axe looks at beside the page as it is usually found: everything at once.
CROWDED = OURS + ONE_TIME_PASSWORD + TERMS_OF_THE_HUB + ANNOUNCEMENT
