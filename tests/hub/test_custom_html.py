"""An authenticator's own HTML: names for the buttons that MultiAuthenticator leaves without one, compiled once."""

from __future__ import annotations

import pytest
from jinja2 import Template
from jupyterhub.handlers import login
from real_hub import OURS, HubsInLoop

from jupyterhub_valueprop.hub.custom_html import named_buttons
from jupyterhub_valueprop.page.translations import find_locale


def button(href: str, text: str) -> str:
    return f"<div class=\"service-login\"><a role=\"button\" class='btn' href='{href}'>{text}</a></div>"


def named(html: str) -> str:
    return named_buttons(html, find_locale("en"))


def test_the_only_unnamed_button_asks_for_a_password() -> None:
    html = button("/hub/github", "\n Sign in with GitHub\n") + button("/hub/pam/login", "\n Sign in with \n")

    assert named(html) == html.replace("\n Sign in with \n", "Sign in with a password")


def test_several_are_told_apart_by_their_part_of_the_address() -> None:
    html = button("/hub/a&amp;b/login?next=%2Fhub", "Sign in with") + button("/hub/staff/login", "Sign in with")

    assert named(html) == (
        button("/hub/a&amp;b/login?next=%2Fhub", "Sign in with a password (a&amp;b)")
        + button("/hub/staff/login", "Sign in with a password (staff)")
    )


def test_everything_else_stays_as_it_is() -> None:
    html = '<form action="x"><button>Sign in with</button></form>' + button("/a", "Sign in with <b>it</b>")

    assert (named(html), named_buttons(None, find_locale("en"))) == (html, "")


@pytest.mark.asyncio
async def test_html_that_changes_or_depends_on_the_request_is_shown_as_it_is_now(hub: HubsInLoop) -> None:
    running = await hub(
        OURS
        + """
count = iter(range(100))

class Counting(Password):
    def get_custom_html(self, base_url):
        return f"<p>View {next(count) // 2}, to {{{{ next }}}}</p>"

c.JupyterHub.authenticator_class = Counting
"""
    )
    async with running.visitor() as visitor:
        pages = [(await visitor.get(f"/hub/login?next=%2Fhub%2F{name}")).text for name in "abc"]

    seen = ["View 0, to %2Fhub%2Fa", "View 0, to %2Fhub%2Fb", "View 1, to %2Fhub%2Fc"]
    assert [text in page for text, page in zip(seen, pages, strict=True)] == [True, True, True]


@pytest.mark.asyncio
async def test_equal_html_is_compiled_once(hub: HubsInLoop) -> None:
    await hub(OURS)

    assert login.Template("<p>Sign in</p>") is login.Template("<p>Sign in</p>")


@pytest.mark.asyncio
@pytest.mark.parametrize("login_page", ["wrap", "off"])
async def test_where_the_login_page_is_the_hubs_own_nothing_of_the_hub_is_changed(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, login_page: str
) -> None:
    monkeypatch.setattr(login, "Template", Template)  # an earlier hub of this process may have changed it
    await hub(OURS + f"c.ValueProp.login_page = {login_page!r}\n")

    assert login.Template is Template
