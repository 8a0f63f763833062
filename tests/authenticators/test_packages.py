"""The authenticators that have an environment of their own: their pages beside the stock ones, and signing in."""

from __future__ import annotations

import base64
import gc
import hmac
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import jwt
import pytest
from authenticators.cas_server import CasServer
from authenticators.fixtures import Pages, Proves, Start
from authenticators.markup import essence, links, sign_in_buttons
from authenticators.packages import (
    BROKEN,
    BUTTONS,
    CAS,
    FORMS,
    HEADERS,
    KERBEROS,
    MULTI,
    NIST,
    NULL,
    SAML,
    SECRET,
    SHIBBOLETH,
    WEB_TOKENS,
    Packaged,
)
from authenticators.realm import FOREIGN, Realm, what_is_missing
from real_hub import OURS, Hub
from visitor import forms, login_form, who

# the packages' own warnings are not ours to mend
pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("ignore")]

SIGNED_IN, COMPARED, ON_401 = "signed in", "page compared", "value proposition on 401"
NEXT = "?next=%2Fuser%2Fada%2Flab%2Ftree%2Fa%20b%26c"
PROMISE = "vp-promise"  # a part of the value proposition

Bring = Callable[[Packaged], Packaged]


@pytest.fixture
def bring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bring]:
    """Let the hub import one package from its folder; what was imported from there is forgotten afterwards."""
    own: list[Path] = []

    def add(package: Packaged) -> Packaged:
        if not package.is_installed:
            pytest.skip(f"{package.name} is not installed: make authenticators")
        own.append(package.folder)
        for path in package.folder.iterdir():  # others bring modules of the same name
            _forget(path.name.removesuffix(".py"), monkeypatch)
        monkeypatch.syspath_prepend(package.folder)
        return package

    yield add
    for name, module in list(sys.modules.items()):
        if any(Path(getattr(module, "__file__", None) or "/").is_relative_to(folder) for folder in own):
            del sys.modules[name]


def _forget(top: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == top]:
        monkeypatch.delitem(sys.modules, name)


@pytest.fixture
def cas() -> Iterator[CasServer]:
    running = CasServer()
    yield running
    running.stop()


@pytest.fixture
def realm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Realm]:
    if missing := what_is_missing():
        pytest.skip(missing)
    running = Realm(tmp_path / "realm")
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value)
    yield running
    running.stop()


def named(packages: Iterable[Packaged]) -> list[object]:
    return [pytest.param(each, id=each.name) for each in packages]


# --- with a login page ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("package", named(FORMS))
async def test_a_form_has_the_stock_forms_fields(pages: Pages, proves: Proves, bring: Bring, package: Packaged) -> None:
    proves(bring(package), COMPARED)
    stock, ours = await pages(package, f"/hub/login{NEXT}")

    assert (ours.status_code, PROMISE in ours.text) == (stock.status_code, True)
    assert essence(login_form(ours.text)) == essence(login_form(stock.text))


@pytest.mark.parametrize("package", named(BUTTONS))
async def test_a_button_leads_where_the_stock_button_leads(
    pages: Pages, proves: Proves, bring: Bring, package: Packaged
) -> None:
    proves(bring(package), COMPARED)
    stock, ours = await pages(package, f"/hub/login{NEXT}")

    assert (ours.status_code, PROMISE in ours.text) == (stock.status_code, True)
    assert len(sign_in_buttons(stock.text)) == 1
    assert sign_in_buttons(ours.text) == sign_in_buttons(stock.text)
    assert [form for form in forms(ours.text) if form.method == "post"] == []


async def test_buttons_that_an_authenticator_draws_itself_are_on_the_page(
    pages: Pages, proves: Proves, bring: Bring
) -> None:
    proves(bring(MULTI), COMPARED)
    stock, ours = await pages(MULTI)

    assert (ours.status_code, PROMISE in ours.text) == (stock.status_code, True)
    assert {"/hub/github/oauth_login", "/hub/staff/login"} <= links(stock.text).keys() & links(ours.text).keys()


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("aiauthenticator", "any"),
        ("jupyterhub-dummyauthenticator", "lovelace"),
        ("jupyterhub-hmacauthenticator", hmac.new(b"\xab" * 32, b"ada", "sha512").hexdigest()),
    ],
)
async def test_a_password(start: Start, proves: Proves, bring: Bring, name: str, password: str) -> None:
    (package,) = (each for each in FORMS if each.name == name)
    proves(bring(package), SIGNED_IN)
    running = await start(package)
    async with running.visitor() as visitor:
        assert (await visitor.sign_in("ada", password)).status_code == 302
        assert await who(visitor) == "ada"


async def test_a_ticket_of_kerberos(start: Start, proves: Proves, bring: Bring, realm: Realm) -> None:
    proves(bring(KERBEROS), SIGNED_IN)
    running = await start(KERBEROS, f"c.KerberosAuthenticator.keytab = {str(realm.service_keys)!r}\n")
    async with running.visitor() as visitor:
        (button,) = sign_in_buttons((await visitor.get()).text)
        asked = await visitor.get(button)
        assert (asked.status_code, asked.headers["WWW-Authenticate"]) == (401, "Negotiate")
        assert "Please check that you have obtained a" in asked.text
        assert ("vp-footer" in asked.text, "/hub/login" in links(asked.text)) == (True, True)
        assert (await visitor.get(button, headers={"Authorization": FOREIGN})).status_code == 403
        assert (await visitor.get(button, headers={"Authorization": realm.header()})).status_code == 302
        assert await who(visitor) == "ada"


async def test_the_page_of_shibboleth_has_its_button_above_the_value_proposition(
    pages: Pages, proves: Proves, bring: Bring
) -> None:
    proves(bring(SHIBBOLETH), COMPARED)
    templates = SHIBBOLETH.folder / "share" / "jupyterhub" / "templates"  # where pip puts them for a hub
    stock, ours = await pages(SHIBBOLETH, f"/hub/login{NEXT}", f"c.JupyterHub.template_paths = [{str(templates)!r}]\n")

    assert (stock.status_code, ours.status_code) == (200, 200)
    assert len(sign_in_buttons(stock.text)) == 1
    assert sign_in_buttons(ours.text) == sign_in_buttons(stock.text)
    assert 0 < ours.text.index("Sign in with Shibboleth") < ours.text.index(PROMISE)
    assert "vp-footer" in ours.text


# --- without a login page ---------------------------------------------------------------------------------------------


async def comes(running: Hub, header: dict[str, str], refused: int = 401) -> str:
    """Come without the header, which is refused with the value proposition, then with it; who is signed in then."""
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login")
        assert (page.status_code, PROMISE in page.text) == (refused, refused == 401)
        assert await who(visitor) == ""
        assert (await visitor.get("/hub/login", headers=header)).status_code == 302
        return await who(visitor)


@pytest.mark.parametrize(("package", "header"), [pytest.param(*each, id=each[0].name) for each in HEADERS.items()])
async def test_a_header(start: Start, proves: Proves, bring: Bring, package: Packaged, header: str) -> None:
    proves(bring(package), f"{SIGNED_IN}; {ON_401}")

    assert await comes(await start(package), {header: "ada"}) == "ada"


@pytest.mark.parametrize(("package", "how"), [pytest.param(*each, id=each[0].name) for each in WEB_TOKENS.items()])
async def test_a_web_token(
    start: Start, proves: Proves, bring: Bring, package: Packaged, how: tuple[str, str, str]
) -> None:
    proves(bring(package), f"{SIGNED_IN}; {ON_401}")
    header, words, claim = how
    token = jwt.encode({claim: "ada", "exp": int(time.time()) + 60}, SECRET, "HS256")

    assert await comes(await start(package), {header: words.format(token)}) == "ada"


async def test_a_header_of_nist(start: Start, proves: Proves, bring: Bring) -> None:
    """Without its header the authenticator itself fails."""
    proves(bring(NIST), SIGNED_IN)

    assert await comes(await start(NIST), {"X-Authorized-User": "ada"}, refused=500) == "ada"


async def test_a_header_of_shibboleth(start: Start, proves: Proves, bring: Bring) -> None:
    proves(bring(SHIBBOLETH), SIGNED_IN)
    running = await start(SHIBBOLETH)
    async with running.visitor() as visitor:
        assert (await visitor.get("/hub/login", headers={"REMOTE_USER": "ada"})).status_code == 302
        assert await who(visitor) == "ada"


async def test_a_ticket_of_cas(start: Start, proves: Proves, bring: Bring, cas: CasServer) -> None:
    proves(bring(CAS), f"{SIGNED_IN}; {ON_401}")
    running = await start(
        CAS,
        f'c.CASAuthenticator.cas_login_url = "{cas.url}/login"\n'
        f'c.CASAuthenticator.cas_service_validate_url = "{cas.url}/serviceValidate"\n'
        f'c.CASAuthenticator.cas_service_url = "http://hub.example.org/hub/login"\n',
    )
    async with running.visitor() as visitor:
        refused = await visitor.get("/hub/login?ticket=ST-none")
        assert (refused.status_code, PROMISE in refused.text) == (401, True)
        asked = await visitor.get("/hub/login")
        back = await visitor.get(asked.headers["Location"])
        answer = await visitor.get(f"/hub/login?{urlsplit(back.headers['Location']).query}")
        assert answer.status_code == 302
        assert await who(visitor) == "ada"


async def test_the_way_to_a_saml_provider_and_what_comes_back(
    pages: Pages, proves: Proves, bring: Bring, start: Start
) -> None:
    """JupyterHub refuses a form that comes from another site, also without this package."""
    proves(bring(SAML), f"{COMPARED}; JupyterHub refuses the provider's answer")
    stock, ours = await pages(SAML)
    assert (ours.status_code, ours.headers["Location"]) == (302, "https://idp.example.org/sso")
    assert stock.headers["Location"] == ours.headers["Location"]
    for setup in ("", OURS):
        running = await start(SAML, setup=setup)
        async with running.visitor() as visitor:
            response = {"SAMLResponse": base64.b64encode(b"<any/>").decode()}
            answer = await visitor.http.post("/hub/login", data=response)
            assert answer.status_code == 403
            assert re.search("XSRF|'_xsrf' argument missing", running.log.text)


async def test_where_nobody_may_sign_in_the_value_proposition_is_on_the_refusal(
    pages: Pages, proves: Proves, bring: Bring
) -> None:
    proves(bring(NULL), "value proposition on 403")
    stock, ours = await pages(NULL)

    assert (stock.status_code, ours.status_code, PROMISE in ours.text) == (403, 403, True)


# --- that fail without us, too ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("package", "path"), [pytest.param(*each, id=each[0].name) for each in BROKEN.items()])
async def test_what_fails_in_the_authenticator_itself(
    pages: Pages, proves: Proves, bring: Bring, package: Packaged, path: str
) -> None:
    """If this test fails, the authenticator has been mended: let it sign somebody in."""
    proves(bring(package), "fails in the authenticator itself")
    stock, ours = await pages(package, path)
    gc.collect()  # what it didn't await warns here, where its warnings are ignored, and not when pytest ends

    assert (stock.status_code, ours.status_code) == (500, 500)
