"""Signing in on our page, with each authenticator that can check a person here."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest
from authenticators.catalogue import AUTO_LOGIN, BY_NAME, IDENTITY_PROVIDER, LTI11, MULTI, NATIVE, Authenticator
from authenticators.course import ISSUER, Course
from authenticators.fixtures import HUB, Proves, Start
from authenticators.markup import links, sign_in_buttons
from authenticators.pam import Pam, what_is_missing
from browser.oauth_provider import CLIENT_ID, CLIENT_SECRET, OAuthProvider
from oauthlib.oauth1 import SIGNATURE_TYPE_BODY, Client
from real_hub import OURS, Hub, free_port
from versions import NATIVE_FAILS_SINCE
from visitor import Visitor, login_form, who

# the packages' own warnings are not ours to mend
pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("ignore")]

SIGNED_IN = "signed in"


@pytest.fixture
def directory() -> Iterator[int]:
    """The port of a running LDAP server."""
    program = Path(__file__).with_name("ldap_server.py")
    server = subprocess.Popen([sys.executable, str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdin
    assert server.stdout
    yield int(server.stdout.readline())
    server.stdin.close()
    server.stdout.close()
    server.wait(timeout=10)


@pytest.fixture
def provider() -> Iterator[OAuthProvider]:
    running = OAuthProvider()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def course() -> Iterator[Course]:
    running = Course("the-hub")
    yield running
    running.stop()


@pytest.fixture
def pam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pam:
    missing = what_is_missing()
    if missing:
        pytest.skip(missing)
    folder = Pam(tmp_path / "pam.d")
    monkeypatch.setattr("pamela.PAM_START", folder.start)
    return folder


async def refuses_then_accepts(running: Hub, password: str, path: str = "/hub/login") -> str:
    """Try a wrong password, then the right one on the page that came back; who is signed in after that."""
    async with running.visitor() as visitor:
        refused = await visitor.sign_in("ada", "not it", path)
        assert "login_error" in refused.text
        assert await who(visitor) == ""
        assert (await visitor.submit(refused, username="ada", password=password)).status_code == 302
        return await who(visitor)


async def test_shared_password(start: Start, proves: Proves) -> None:
    proves(BY_NAME["shared-password"], SIGNED_IN)
    running = await start(BY_NAME["shared-password"])

    assert await refuses_then_accepts(running, "lovelace-and-babbage") == "ada"


async def test_dummy(start: Start, proves: Proves) -> None:
    proves(BY_NAME["dummy"], SIGNED_IN)
    running = await start(BY_NAME["dummy"], 'c.DummyAuthenticator.password = "lovelace"\n')

    assert await refuses_then_accepts(running, "lovelace") == "ada"


async def test_ldap(start: Start, proves: Proves, directory: int) -> None:
    proves(BY_NAME["ldap"], SIGNED_IN)
    running = await start(BY_NAME["ldap"], f"c.LDAPAuthenticator.server_port = {directory}\n")

    assert await refuses_then_accepts(running, "lovelace") == "ada"


async def test_hash(start: Start, proves: Proves) -> None:
    from hashauthenticator.passwordhash import generate_password_digest

    proves(BY_NAME["hash"], SIGNED_IN)
    running = await start(BY_NAME["hash"])

    assert await refuses_then_accepts(running, generate_password_digest("ada", "analytical engine", 6)) == "ada"


async def test_the_first_password_used_is_the_password(start: Start, proves: Proves) -> None:
    proves(BY_NAME["firstuse"], SIGNED_IN)
    running = await start(BY_NAME["firstuse"])
    async with running.visitor() as visitor:
        assert (await visitor.sign_in("ada", "lovelace")).status_code == 302
        assert await who(visitor) == "ada"

    assert await refuses_then_accepts(running, "lovelace") == "ada"


async def test_the_first_use_page_says_what_is_wrong_with_a_new_password(start: Start) -> None:
    running = await start(BY_NAME["firstuse"])
    async with running.visitor() as visitor:
        refused = await visitor.sign_in("ada", "short")

    assert "Password too short" in refused.text
    assert login_form(refused.text).filled(password="")["username"] == "ada"


@pytest.mark.parametrize("name", ["pam", "pam-otp"])
async def test_the_systems_pam_is_asked(start: Start, proves: Proves, name: str) -> None:
    proves(BY_NAME[name], "refused by the system's PAM")
    running = await start(BY_NAME[name])
    async with running.visitor() as visitor:
        page = await visitor.get()
        code = {"otp": "123456"} if name == "pam-otp" else {}
        refused = await visitor.submit(page, username="ada", password="lovelace", **code)

    assert "login_error" in refused.text
    assert "PAM Authentication failed" in running.log.text


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("pam", [{"password": "not it"}], {"password": "lovelace"}),
        (
            "pam-otp",
            [{"password": "not it", "otp": "123456"}, {"password": "lovelace", "otp": "654321"}],
            {"password": "lovelace", "otp": "123456"},
        ),
    ],
)
async def test_pam(
    start: Start, proves: Proves, pam: Pam, name: str, wrong: list[dict[str, str]], right: dict[str, str]
) -> None:
    proves(BY_NAME[name], SIGNED_IN)
    account = pwd.getpwuid(os.getuid()).pw_name  # JupyterHub lets in only who has an account on the machine
    pam.asks(account, right.values())
    running = await start(BY_NAME[name])
    async with running.visitor() as visitor:
        page = await visitor.get()
        for attempt in wrong:
            page = await visitor.submit(page, username=account, **attempt)
            assert "login_error" in page.text
            assert await who(visitor) == ""
        assert (await visitor.submit(page, username=account, **right)).status_code == 302
        assert await who(visitor) == account


async def test_temporary_account(start: Start, proves: Proves) -> None:
    proves(BY_NAME["tmp"], SIGNED_IN)
    running = await start(BY_NAME["tmp"])
    async with running.visitor() as visitor:
        (button,) = sign_in_buttons((await visitor.get()).text)
        assert (await visitor.get(button)).status_code == 302
        assert len(await who(visitor)) == len("00000000-0000-0000-0000-000000000000")


# what else their own servers say, which the provider of these tests stands in for: about a person, and beside the token
OWN_CLAIMS: dict[str, dict[str, object]] = {
    "generic": {},
    "github": {"email": "ada@example.org"},
    "gitlab": {},
    "google": {"email": "ada@example.org", "verified_email": True},
    "globus": {},
    "cilogon": {"idp": IDENTITY_PROVIDER, "preferred_username": "ada"},
    "auth0": {},
    "azuread": {},
    "bitbucket": {},
    "openshift": {"metadata": {"name": "ada"}},
}
BESIDE_THE_TOKEN: dict[str, dict[str, object]] = {
    "globus": {"resource_server": "auth.globus.org", "other_tokens": []},
    "azuread": {"id_token": jwt.encode({"aud": CLIENT_ID, "account": "ada"}, "k" * 32, "HS256")},
}


def pointed_at(provider: OAuthProvider, authenticator: Authenticator, port: int) -> str:
    """Lines that make the hub at `port` ask `provider` what it would ask the authenticator's own servers."""
    callback = f"http://127.0.0.1:{port}/hub/oauth_callback"
    provider.redirect_uris.add(callback)
    name = authenticator.authenticator_class.rpartition(".")[2]
    # CILogon has one for each identity provider instead, and OpenShift knows its own
    username = "" if authenticator.name in {"cilogon", "openshift"} else f'c.{name}.username_claim = "account"'
    return f"""
c.OAuthenticator.client_id = {CLIENT_ID!r}
c.OAuthenticator.client_secret = {CLIENT_SECRET!r}
c.OAuthenticator.oauth_callback_url = {callback!r}
c.{name}.authorize_url = "{provider.url}/authorize"
c.{name}.token_url = "{provider.url}/token"
c.{name}.userdata_url = "{provider.url}/userinfo"
{username}
"""


async def allow(visitor: Visitor, begin: str) -> httpx.Response:
    """Follow the button to the provider, allow it there, and follow back to the hub."""
    asked = await visitor.get(begin, follow_redirects=True)
    form = login_form(asked.text)
    return await visitor.http.post(asked.url.join(form.action), data=form.filled(), follow_redirects=False)


@pytest.mark.parametrize("name", OWN_CLAIMS)
async def test_oauth(start: Start, proves: Proves, provider: OAuthProvider, name: str) -> None:
    proves(BY_NAME[name], SIGNED_IN)
    port = free_port()
    provider.claims = OWN_CLAIMS[name]
    provider.in_token_response = BESIDE_THE_TOKEN.get(name, {})
    running = await start(BY_NAME[name], pointed_at(provider, BY_NAME[name], port), port=port)
    async with running.visitor() as visitor:
        (button,) = sign_in_buttons((await visitor.get()).text)
        back = await allow(visitor, button)
        assert (await visitor.get(back.headers["Location"])).status_code == 302
        assert await who(visitor) == "ada"
    assert provider.refusals == []


async def test_with_auto_login_the_way_to_the_provider_is_as_short_as_before(
    start: Start, proves: Proves, provider: OAuthProvider
) -> None:
    proves(AUTO_LOGIN, SIGNED_IN)
    port = free_port()
    running = await start(AUTO_LOGIN, pointed_at(provider, AUTO_LOGIN, port), port=port)
    async with running.visitor() as visitor:
        back = await allow(visitor, "/hub/login")
        await visitor.get(back.headers["Location"])
        assert await who(visitor) == "ada"


async def test_with_auto_login_who_is_not_allowed_sees_the_value_proposition(
    start: Start, proves: Proves, provider: OAuthProvider
) -> None:
    proves(AUTO_LOGIN, "value proposition on 403")
    port = free_port()
    nobody = 'c.Authenticator.allow_all = False\nc.Authenticator.allowed_users = {"grace"}\n'
    running = await start(AUTO_LOGIN, pointed_at(provider, AUTO_LOGIN, port) + nobody, port=port)
    async with running.visitor() as visitor:
        refused = await visitor.get((await allow(visitor, "/hub/login")).headers["Location"])

    assert (refused.status_code, "vp-promise" in refused.text) == (403, True)


async def test_a_launch_from_a_course_signs_in(start: Start, proves: Proves) -> None:
    proves(LTI11, SIGNED_IN)
    running = await start(LTI11)
    launch = {"lti_message_type": "basic-lti-launch-request", "lti_version": "LTI-1p0", "resource_link_id": "1"}
    client = Client("the-course", "a secret between hub and course", signature_type=SIGNATURE_TYPE_BODY)
    address, headers, body = client.sign(
        f"{running.url}/hub/lti/launch",
        "POST",
        body=launch | {"user_id": "ada"},
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    async with running.visitor() as visitor:
        assert (await visitor.http.post(address, content=body, headers=headers)).status_code == 302
        assert await who(visitor) == "ada"


async def test_a_signed_launch_from_a_course_signs_in(start: Start, proves: Proves, course: Course) -> None:
    proves(BY_NAME["lti13"], SIGNED_IN)
    running = await start(BY_NAME["lti13"], f"c.LTI13Authenticator.jwks_endpoint = {course.keys!r}\n")
    begin = {"iss": ISSUER, "login_hint": "ada", "target_link_uri": f"{running.url}/hub", "client_id": course.client}
    async with running.visitor() as visitor:
        (button,) = sign_in_buttons((await visitor.get()).text)
        answer = await visitor.http.post(button.partition("?")[0], data=begin)
        asked = {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}
        launched = await visitor.http.post(asked["redirect_uri"], data=course.launch(asked, "ada"))
        assert launched.status_code == 302
        assert await who(visitor) == "ada"


async def test_the_form_among_several_authenticators(start: Start, proves: Proves) -> None:
    proves(MULTI, SIGNED_IN)
    running = await start(MULTI)
    async with running.visitor() as visitor:
        buttons = sign_in_buttons((await visitor.get()).text)
        (members,) = (href for href in buttons if "/members/" in href)
        assert (await visitor.sign_in("ada", "lovelace", members)).status_code == 302
        assert await who(visitor) == ":ada"


async def sign_up(visitor: Visitor) -> None:
    page = await visitor.get("/hub/signup")
    entered = {"username": "ada", "signup_password": "lovelace-and-babbage"}
    answer = await visitor.submit(page, **entered, signup_password_confirmation=entered["signup_password"])
    assert "has been created" in " ".join(answer.text.split()) or "alert-success" in answer.text


@pytest.mark.skipif(HUB >= NATIVE_FAILS_SINCE, reason="NativeAuthenticator 1.3's own sign-in fails on JupyterHub 6")
async def test_native_sign_up_and_sign_in(start: Start, proves: Proves) -> None:
    proves(NATIVE, SIGNED_IN)
    running = await start(NATIVE)
    async with running.visitor() as visitor:
        await sign_up(visitor)
        assert links((await visitor.get()).text)["/hub/signup"] == "Sign up"

    assert await refuses_then_accepts(running, "lovelace-and-babbage") == "ada"


@pytest.mark.skipif(HUB >= NATIVE_FAILS_SINCE, reason="NativeAuthenticator 1.3's own sign-in fails on JupyterHub 6")
async def test_native_keeps_its_menu_when_its_templates_are_the_hubs(start: Start) -> None:
    from nativeauthenticator.handlers import TEMPLATE_DIR

    running = await start(NATIVE, f"c.JupyterHub.template_paths = [{TEMPLATE_DIR!r}]\n")
    async with running.visitor() as visitor:
        await sign_up(visitor)
        await visitor.sign_in("ada", "lovelace-and-babbage")
        home = await visitor.get("/hub/home")

    assert ("Change Password" in links(home.text).values(), "vp-footer" in home.text) == (True, True)


@pytest.mark.skipif(HUB < NATIVE_FAILS_SINCE, reason="signs in on JupyterHub 5")
@pytest.mark.parametrize("setup", ["", OURS], ids=["stock", "ours"])
async def test_native_sign_in_fails_in_the_package_itself(start: Start, proves: Proves, setup: str) -> None:
    """If this test fails, NativeAuthenticator has been mended: let the test above run on JupyterHub 6, too."""
    proves(NATIVE, "signed up; signing in fails in the authenticator itself")
    running = await start(NATIVE, setup=setup)
    async with running.visitor() as visitor:
        await sign_up(visitor)
        assert (await visitor.sign_in("ada", "lovelace-and-babbage")).status_code == 500
    assert "has no attribute 'statsd'" in running.log.text
