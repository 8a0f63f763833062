"""Our login page beside the stock one of the installed JupyterHub: same fields, same branches, same blocks.

A field or block that a later JupyterHub adds makes these tests fail, so that it can't be lost unseen.
"""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from jinja2 import Environment, meta, nodes
from real_hub import OURS, HubsInLoop
from visitor import Field, Form, login_form

pytestmark = pytest.mark.asyncio

PASSWORD_FORM = ""
ONE_TIME_PASSWORD = """
class OneTime(Password):
    request_otp = True
    otp_prompt = "Code from your phone:"
c.JupyterHub.authenticator_class = OneTime
"""
TERMS = 'c.JupyterHub.template_vars = {"login_term_url": "https://example.org/terms"}\n'
SERVICE = """
class Somewhere(Password):
    login_service = "Somewhere & Co"
    def login_url(self, base_url):
        return base_url + "oauth_login"
c.JupyterHub.authenticator_class = Somewhere
"""
CUSTOM_HTML = """
class Custom(Password):
    login_service = "not shown"
    def get_custom_html(self, base_url):
        return (
            '<form id="own" action="{{ authenticator_login_url }}" method="post">'
            '<input name="_xsrf" type="hidden" value="{{ xsrf }}"><input name="card" required></form>'
        )
c.JupyterHub.authenticator_class = Custom
"""

# the stock page's word for it is none that browsers know; the HTML standard's is "one-time-code"
BETTER_AUTOCOMPLETE = {"one-time-password": "one-time-code"}


class _Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for name, value in attrs if tag == "a" and name == "href" and value]


async def pages(hub: HubsInLoop, config: str, path: str) -> tuple[str, str]:
    """The stock page and ours, of two real hubs with the same configuration."""
    shown = []
    for setup in ("", OURS):
        running = await hub(setup + config)
        async with running.visitor() as visitor:
            answer = await visitor.get(path)
        assert answer.status_code == 200
        shown.append(answer.text)
    return shown[0], shown[1]


def essence(form: Form) -> dict[str, Field]:
    """The fields by name, with what differs on every page left out (the token) and known mistakes corrected."""
    return {
        entry.name: replace(
            entry,
            value="" if entry.name == "_xsrf" else entry.value,
            autocomplete=BETTER_AUTOCOMPLETE.get(entry.autocomplete or "", entry.autocomplete),
        )
        for entry in form.fields
    }


@pytest.mark.parametrize(
    "config",
    [
        pytest.param(PASSWORD_FORM, id="password"),
        pytest.param(ONE_TIME_PASSWORD, id="one-time password"),
        pytest.param(TERMS, id="terms"),
        pytest.param(ONE_TIME_PASSWORD + TERMS, id="one-time password and terms"),
        pytest.param(CUSTOM_HTML, id="authenticator's own form"),
    ],
)
@pytest.mark.parametrize("path", ["/hub/login", "/hub/login?next=%2Fuser%2Fada%2Flab%2Ftree%2Fa%20b%26c%3Fd%3D%22e"])
async def test_our_form_has_the_fields_action_and_method_of_the_stock_form(
    hub: HubsInLoop, config: str, path: str
) -> None:
    stock, ours = (login_form(page) for page in await pages(hub, config, path))
    assert essence(ours) == essence(stock)
    assert (ours.action, ours.method) == (stock.action, stock.method)


@pytest.mark.parametrize("path", ["/hub/login", "/hub/login?next=%2Fuser%2Fada%2Flab%3Fa%3Db%26c"])
async def test_our_button_leads_where_the_stock_button_leads(hub: HubsInLoop, path: str) -> None:
    stock, ours = await pages(hub, SERVICE, path)
    expected = [address for address in _Links(stock).addresses if "oauth_login" in address]
    assert [address for address in _Links(ours).addresses if "oauth_login" in address] == expected
    assert "Sign in with Somewhere &amp; Co" in ours


def blocks(environment: Environment, name: str) -> set[str]:
    """Names of the blocks that a template declares itself."""
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, name)
    return {block.name for block in environment.parse(source).find_all(nodes.Block)}


async def test_our_page_declares_every_block_of_the_stock_pages(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    environment = running.app.tornado_settings["jinja2_env"]
    stock = blocks(environment, "templates/login.html") | blocks(environment, "templates/page.html")
    assert stock - blocks(environment, "valueprop/login.html") == set()


async def test_the_stock_variables_of_the_login_page_are_known(hub: HubsInLoop) -> None:
    """A new variable in the stock template is a new feature of JupyterHub that ours has to take up."""
    running = await hub("")
    environment = running.app.tornado_settings["jinja2_env"]
    source, _, _ = environment.loader.get_source(environment, "templates/login.html")
    used = meta.find_undeclared_variables(environment.parse(source))
    assert used <= {
        "announcement",
        "announcement_login",
        "authenticator",
        "authenticator_login_url",
        "custom_html",
        "login_error",
        "login_service",
        "login_term_url",
        "username",
        "xsrf",
    }
