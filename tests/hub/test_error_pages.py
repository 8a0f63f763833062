"""What an error page says in a plain sentence, to whom, and where people can go from there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from browser.oauth_provider import OAuthProvider
from real_hub import OURS, PASSWORD, HubsInLoop, free_port
from visitor import Visitor, login_form

pytestmark = pytest.mark.asyncio

SENTENCE = "Your account doesn&#39;t have access to this hub."
LINK = '<a href="https://example.org/join">Ask for an account</a>'
BRANDING = {
    "sign_in": {"request_access": {"label": "Ask for an account", "url": "https://example.org/join"}},
    "locales": ["en", "de", "es"],
}
BRANDED = f"{OURS}c.ValueProp.branding = {BRANDING!r}\n"
ONLY_GRACE = 'c.Authenticator.allow_all = False\nc.Authenticator.allowed_users = {"grace"}\n'
BY_HEADER = """
class ByHeader(Authenticator):
    # as behind a proxy that knows who is there: no login page, no handler of its own
    auto_login = True

    async def authenticate(self, handler, data):
        return handler.request.headers.get("X-Remote-User")

c.JupyterHub.authenticator_class = ByHeader
"""
BY_OWN_HANDLER = """
from jupyterhub.handlers import BaseHandler
from tornado.web import HTTPError

class RemoteUserHandler(BaseHandler):
    # as the handlers of the authenticators that read a header, a token or a ticket
    async def get(self):
        name = self.request.headers.get("Remote-User")
        if not name:
            raise HTTPError(401)
        self.set_login_cookie(await self.auth_to_user({"name": name}))
        self.redirect("/hub/home")

class RemoteUser(Authenticator):
    def get_handlers(self, app):
        return [("/login", RemoteUserHandler)]

c.JupyterHub.authenticator_class = RemoteUser
"""
MEMBERS_ONLY = """
from jupyterhub.handlers import BaseHandler
from tornado.web import HTTPError

class MembersOnly(BaseHandler):
    def get(self):
        raise HTTPError(403, "Members only")

c.JupyterHub.extra_handlers = [("/members", MembersOnly)]
"""


@pytest.fixture
def provider() -> Iterator[OAuthProvider]:
    running = OAuthProvider()
    running.start()
    yield running
    running.stop()


def told(page: httpx.Response) -> tuple[int, bool, bool]:
    """The status of a page, and whether it has the sentence and the link."""
    return page.status_code, SENTENCE in page.text, LINK in page.text


async def from_the_provider(visitor: Visitor) -> httpx.Response:
    """The hub's answer to somebody whom the provider has sent back."""
    asked = await visitor.get("/hub/oauth_login", follow_redirects=True)
    form = login_form(asked.text)
    back = await visitor.http.post(asked.url.join(form.action), data=form.filled(), follow_redirects=False)
    return await visitor.get(back.headers["Location"])


# --- turned away by the authenticator ---------------------------------------------------------------------------------


async def test_who_comes_from_the_provider_and_is_not_allowed_is_told_so(
    hub: HubsInLoop, provider: OAuthProvider
) -> None:
    port = free_port()
    running = await hub(BRANDED + provider.hub_config(f"http://127.0.0.1:{port}") + ONLY_GRACE, port)
    async with running.visitor() as visitor:
        page = await from_the_provider(visitor)

    assert told(page) == (403, True, True)
    assert "Sorry, you are not currently authorized" in page.text
    assert f'<title lang="en" dir="ltr">Error: {SENTENCE} – ' in page.text


async def test_who_is_not_allowed_by_a_hub_that_knows_them_without_a_login_page_is_told_so(hub: HubsInLoop) -> None:
    running = await hub(BRANDED + BY_HEADER + ONLY_GRACE)
    async with running.visitor() as visitor:
        assert told(await visitor.get("/hub/login", headers={"X-Remote-User": "ada"})) == (403, True, True)
        assert (await visitor.get("/hub/login", headers={"X-Remote-User": "grace"})).status_code == 302


async def test_a_hub_that_lets_nobody_in_says_so(hub: HubsInLoop) -> None:
    running = await hub(BRANDED + "c.JupyterHub.authenticator_class = 'null'\n")
    async with running.visitor() as visitor:
        assert told(await visitor.get("/hub/login")) == (403, True, True)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Ihr Konto hat keinen Zugang zu diesem Hub."),
        ("es", "Su cuenta no tiene acceso a este hub."),
    ],
)
async def test_they_are_told_in_their_own_language(hub: HubsInLoop, language: str, sentence: str) -> None:
    running = await hub(BRANDED + "c.JupyterHub.authenticator_class = 'null'\n")
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login", headers={"Accept-Language": language})

    assert re.search(rf'<section class="vp vp-happened" lang="{language}"[^>]*>\n<p[^>]*>{sentence}</p>', page.text)


async def test_without_a_link_in_the_branding_the_sentence_stands_alone(hub: HubsInLoop) -> None:
    running = await hub(OURS + "c.JupyterHub.authenticator_class = 'null'\n")
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login")

    assert (SENTENCE in page.text, "vp-card-links" in page.text) == (True, False)


async def test_who_comes_without_the_header_that_signs_in_sees_the_value_proposition(hub: HubsInLoop) -> None:
    running = await hub(BRANDED + BY_OWN_HANDLER)
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login")
        assert (await visitor.get("/hub/login", headers={"Remote-User": "ada"})).status_code == 302
        signed_in = await visitor.get("/hub/login")

    assert told(page) == (401, False, False)
    assert ("Signing in didn&#39;t work." in page.text, "vp-promise" in page.text) == (True, True)
    assert told(signed_in) == (401, False, False)
    assert "vp-promise" not in signed_in.text


# --- forbidden for another reason -------------------------------------------------------------------------------------


async def test_who_lacks_admin_rights_is_on_the_list(hub: HubsInLoop) -> None:
    running = await hub(BRANDED)
    async with running.visitor() as visitor:
        await visitor.sign_in("ada", PASSWORD)
        assert told(await visitor.get("/hub/admin")) == (403, False, False)


@pytest.mark.parametrize("signed_in", [True, False])
async def test_a_form_that_has_expired_says_nothing_about_the_list(hub: HubsInLoop, signed_in: bool) -> None:
    running = await hub(BRANDED)
    async with running.visitor() as visitor:
        if signed_in:
            await visitor.sign_in("ada", PASSWORD)
        page = await visitor.http.post("/hub/accept-share", data={"code": "any", "_xsrf": "expired"})

    assert told(page) == (403, False, False)


async def test_a_login_form_that_has_expired_says_nothing_about_the_list(hub: HubsInLoop) -> None:
    running = await hub(BRANDED)
    async with running.visitor() as visitor:
        page = await visitor.http.post("/hub/login", data={"username": "ada", "password": PASSWORD, "_xsrf": "expired"})

    assert (page.status_code, SENTENCE in page.text) == (403, False)


async def test_a_provider_that_gives_no_token_says_nothing_about_the_list(
    hub: HubsInLoop, provider: OAuthProvider
) -> None:
    port = free_port()
    provider.in_token_response = {"error_description": "The code has expired"}
    running = await hub(BRANDED + provider.hub_config(f"http://127.0.0.1:{port}"), port)
    async with running.visitor() as visitor:
        page = await from_the_provider(visitor)

    assert told(page) == (403, False, False)
    assert "The code has expired" in page.text


async def test_a_page_for_others_says_nothing_about_the_list(hub: HubsInLoop) -> None:
    running = await hub(BRANDED + MEMBERS_ONLY)
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/members")

    assert told(page) == (403, False, False)
    assert "Members only" in page.text


@pytest.mark.parametrize(("path", "status"), [("/hub/nothing-here", 404), ("/hub/error/403", 200)])
async def test_an_error_of_another_kind_says_nothing_about_the_list(hub: HubsInLoop, path: str, status: int) -> None:
    running = await hub(BRANDED)
    async with running.visitor() as visitor:
        assert told(await visitor.get(path)) == (status, False, False)


# --- every other error ------------------------------------------------------------------------------------------------

FAILING = """
from jupyterhub.handlers import BaseHandler
from tornado.web import HTTPError

class Failing(BaseHandler):
    def get(self, status):
        raise HTTPError(int(status))

c.JupyterHub.extra_handlers = [(r"/failing/(\\d+)", Failing)]
"""


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/hub/nothing-here", "There is no page at this address."),
        ("/hub/failing/403", "You don&#39;t have access to this page."),
        ("/hub/failing/500", "Something went wrong in the hub. Please try again in a moment."),
        ("/hub/failing/418", "The hub couldn&#39;t do what was asked."),
        ("/hub/error/503", "The server that you asked for isn&#39;t answering."),
    ],
)
async def test_an_error_page_says_what_happened_before_jupyterhubs_own_words(
    hub: HubsInLoop, path: str, sentence: str
) -> None:
    running = await hub(OURS + FAILING)
    async with running.visitor() as visitor:
        page = await visitor.get(path)

    assert re.search(rf'<p id="vp-happened">{sentence}</p>.*<div class="error">', page.text, re.S)


@pytest.mark.parametrize(
    ("signed_in", "ways_on"), [(True, ["Home", "Get help"]), (False, ["Sign in", "Home", "Get help"])]
)
async def test_an_error_page_offers_ways_on(hub: HubsInLoop, signed_in: bool, ways_on: list[str]) -> None:
    running = await hub(f"{OURS}c.ValueProp.branding = {{'community': {{'help': 'https://example.org/help'}}}}\n")
    async with running.visitor() as visitor:
        if signed_in:
            await visitor.sign_in("ada", PASSWORD)
        assert links(await visitor.get("/hub/nothing-here")) == ways_on


async def test_who_came_to_sign_in_may_do_it_again(hub: HubsInLoop, provider: OAuthProvider) -> None:
    port = free_port()
    provider.in_token_response = {"error_description": "The code has expired"}
    running = await hub(BRANDED + provider.hub_config(f"http://127.0.0.1:{port}"), port)
    async with running.visitor() as visitor:
        page = await from_the_provider(visitor)

    assert '<p id="vp-happened">Signing in didn&#39;t work. Please try again.</p>' in page.text
    assert links(page) == ["Sign in again", "Home"]


def links(page: httpx.Response) -> list[str]:
    """The ways on that an error page offers."""
    actions = page.text.partition('<div class="vp-actions">')[2].partition("</div>")[0]
    return re.findall(r"<a [^>]*>([^<]*)</a>", actions)
