"""The states that somebody can find the login page in: one catalogue, for the tests and for the contact sheet."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from browser.login_modes import EXAMPLE, MODES
from every_page import HubPage
from playwright.sync_api import Page
from real_hub import OURS, PASSWORD

NOTHING_MORE: Mapping[str, Any] = {}

CUSTOM_HTML = textwrap.dedent("""
    class TwoServices(Password):
        def get_custom_html(self, base_url):
            return '<div class="service-login"><a class="btn btn-jupyter" href="#one">One</a></div>'
    c.JupyterHub.authenticator_class = TwoServices
    """)
OWN_FORM = textwrap.dedent("""
    class Directory(Password):
        def get_custom_html(self, base_url):
            return '''<form action="login" method="post">
            <p class="text-muted">Members of the institute use their directory account.</p>
            <label for="user" class="form-label">Account</label>
            <input id="user" name="username" class="form-control" autocomplete="username">
            <label for="word" class="form-label">Password</label>
            <input id="word" name="password" type="password" class="form-control" autocomplete="current-password">
            <select class="form-select" aria-label="Institute"><option>Institute for Deep Water</option></select>
            <button class="btn btn-jupyter">Enter</button> <a class="btn btn-secondary" href="#other">Another way</a>
            </form>'''
    c.JupyterHub.authenticator_class = Directory
    """)
ONE_TIME_PASSWORD = textwrap.dedent("""
    class OneTime(Password):
        request_otp = True
        otp_prompt = "Code from your phone:"
    c.JupyterHub.authenticator_class = OneTime
    """)
TERMS_OF_THE_HUB = 'c.JupyterHub.template_vars.update({"login_term_url": "https://example.org/terms"})\n'
ANNOUNCEMENT = textwrap.dedent("""
    c.JupyterHub.template_vars.update(
        {"announcement_login": 'Down on Sunday, see <a href="https://example.org">the plan</a>'}
    )
    """)
TERMS = {"sign_in": {"terms": {"version": "1", "text": "I accept the [rules of the sea](https://example.org/rules)."}}}
LONG = "while the archive moves to another machine; what you have saved stays where it is, nothing else is affected. "
NOTICES = {
    "environment": {"kind": "staging"},
    "announcements": [
        {"text": f"The buoys of the north are silent until Friday, {LONG * 2}", "level": "info", "dismissible": True},
        {"text": f"Storage is almost full, {LONG * 2}", "level": "warning", "dismissible": True},
        {"text": f"Sign in on this page only, {LONG * 2}", "level": "danger"},
    ],
}
NEXT = (
    "login?next=%2Fhub%2Fuser-redirect%2Fgit-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Focean%252Focean-tutorial"
    "%26urlpath%3Dlab%252Ftree%252Focean-tutorial%252Fstart.ipynb"
)


@dataclass(frozen=True)
class State:
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


STATES: Mapping[str, State] = {
    "form": State(example()),
    "button": State(example(mode="oauth")),
    "buttons of an authenticator": State(example() + CUSTOM_HTML),
    "form of an authenticator": State(example() + OWN_FORM),
    "wrong password": State(example(), act=lambda page: sign_in(page, "wrong")),
    "expired form": State(example(), act=wait_too_long),
    "one-time password": State(example() + ONE_TIME_PASSWORD),
    "terms": State(example(TERMS) + TERMS_OF_THE_HUB),
    "notices": State(example(NOTICES) + ANNOUNCEMENT),
    "on the way to a notebook": State(example(), HubPage(NEXT, None)),
    "without encryption": State(example(), act=come_without_encryption),
    "failed at the provider": State(
        example(mode="oauth"), HubPage("oauth_callback?error=access_denied&error_description=You+said+no", None, 403)
    ),
}
#: What axe looks at beside the page as it is usually found: everything at once.
CROWDED = OURS + ONE_TIME_PASSWORD + TERMS_OF_THE_HUB + ANNOUNCEMENT
