"""Signing in over HTTP at real hubs with our page: every way in, every error, every order of configuration."""

from __future__ import annotations

import re
from importlib.metadata import version
from urllib.parse import quote

import pytest
from real_hub import OURS, PASSWORD, Hub, HubsInLoop
from traitlets import TraitError
from visitor import Visitor, login_form

pytestmark = pytest.mark.asyncio

HUB_VERSION = tuple(int(part) for part in version("jupyterhub").split(".")[:2])
SHOWS_ERRORS_ON_THE_LOGIN_PAGE = HUB_VERSION >= (5, 3)
OAUTH = """
c.JupyterHub.authenticator_class = "generic-oauth"
c.GenericOAuthenticator.login_service = "Example University"
c.GenericOAuthenticator.client_id = "the-hub"
c.GenericOAuthenticator.client_secret = "secret"
c.GenericOAuthenticator.authorize_url = "http://127.0.0.1:9/authorize"
c.GenericOAuthenticator.token_url = "http://127.0.0.1:9/token"
c.GenericOAuthenticator.userdata_url = "http://127.0.0.1:9/userinfo"
c.GenericOAuthenticator.username_claim = "account"
"""
OURS_IS_SHOWN = 'class="vp-card"'


async def shown(running: Hub, path: str = "/hub/login") -> str:
    """The login page of this hub, which has to be ours."""
    async with running.visitor() as visitor:
        answer = await visitor.get(path)
    assert answer.status_code == 200
    assert OURS_IS_SHOWN in answer.text
    return answer.text


async def is_signed_in(visitor: Visitor, home: str = "/hub/home") -> bool:
    return (await visitor.get(home)).status_code == 200


async def test_the_right_password_signs_in(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    async with running.visitor() as visitor:
        answer = await visitor.sign_in("ada", PASSWORD)
        assert answer.status_code == 302
        assert await is_signed_in(visitor)


async def test_a_wrong_password_is_said_as_the_stock_page_says_it(hub: HubsInLoop) -> None:
    statuses = []
    for setup in ("", OURS):
        running = await hub(setup)
        async with running.visitor() as visitor:
            answer = await visitor.sign_in("ada", "wrong")
            statuses.append(answer.status_code)
            assert "Invalid username or password" in answer.text
            assert not await is_signed_in(visitor)
    assert statuses[0] == statuses[1]
    assert OURS_IS_SHOWN in answer.text
    typed = {entry.name: entry.value for entry in login_form(answer.text).fields}
    assert typed["username"] == "ada"
    assert typed["password"] == ""


async def test_a_wrong_password_marks_the_fields_and_waits_for_another(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login")
        refused = await visitor.submit(page, username="ada", password="wrong")
        expired = await visitor.submit(page, username="ada", password="wrong", _xsrf="a token of yesterday")

    title = re.compile("<title>(.*?)</title>")
    assert [title.findall(answer.text) for answer in (page, refused)] == [["Community hub"], ["Error: Community hub"]]
    assert marked(page.text) == {"username": (False, True), "password": (False, False)}
    assert marked(refused.text) == {"username": (True, False), "password": (True, True)}
    if SHOWS_ERRORS_ON_THE_LOGIN_PAGE:
        assert title.findall(expired.text) == ["Error: Community hub"]
        assert marked(expired.text) == {"username": (False, False), "password": (False, True)}


def marked(page: str) -> dict[str, tuple[bool, bool]]:
    """Whether each field of the form is said to be wrong, and whether the focus is in it."""
    fields = re.findall(r'<input id="(\w+)_input" ([^>]*)>', page)
    return {name: ('aria-invalid="true"' in rest, "autofocus" in rest) for name, rest in fields}


async def test_after_a_wrong_password_the_same_page_signs_in(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    async with running.visitor() as visitor:
        refused = await visitor.sign_in("ada", "wrong", path="/hub/login?next=%2Fhub%2Ftoken")
        answer = await visitor.submit(refused, username="ada", password=PASSWORD)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/hub/token")


async def test_an_expired_form_is_answered_with_a_page_that_works(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login")
        refused = await visitor.submit(page, username="ada", password=PASSWORD, _xsrf="a token of yesterday")
        assert refused.status_code == 403
        if SHOWS_ERRORS_ON_THE_LOGIN_PAGE:
            assert OURS_IS_SHOWN in refused.text
            assert "Login form invalid or expired. Try again." in refused.text
            assert (await visitor.submit(refused, username="ada", password=PASSWORD)).status_code == 302
        else:
            assert (await visitor.sign_in("ada", PASSWORD)).status_code == 302


async def test_an_error_is_shown_in_oauth_mode_too(hub: HubsInLoop) -> None:
    """The stock page drops it there."""
    running = await hub(OURS + OAUTH)
    async with running.visitor() as visitor:
        answer = await visitor.http.post("/hub/login", data={"_xsrf": "expired"})
    assert answer.status_code == 403
    if SHOWS_ERRORS_ON_THE_LOGIN_PAGE:
        assert OURS_IS_SHOWN in answer.text
        assert "Login form invalid or expired. Try again." in answer.text
        assert "<title>Error: Community hub</title>" in answer.text
        assert "Sign in with Example University" in answer.text


async def test_what_a_visitor_typed_is_never_markup(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    attack = '"><script>alert(1)</script>'
    async with running.visitor() as visitor:
        refused = await visitor.sign_in(attack, "wrong", path=f"/hub/login?next={attack}&username={attack}")
    assert "<script>alert" not in refused.text
    assert "<script>alert" not in await shown(running, f"/hub/login?next={attack}&username={attack}")


async def test_signing_in_leads_where_the_visitor_wanted_to_go(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    async with running.visitor() as visitor:
        answer = await visitor.sign_in("ada", PASSWORD, path="/hub/login?next=%2Fhub%2Ftoken%3Fa%3Db%26c")
    assert answer.headers["Location"] == "/hub/token?a=b&c"


@pytest.mark.parametrize("prefix", ["/", "/pre/fix/"])
async def test_the_card_says_what_opens_after_signing_in(hub: HubsInLoop, prefix: str) -> None:
    running = await hub(OURS + f"c.JupyterHub.base_url = {prefix!r}\n")
    repository = quote("https://github.com/tidewater/ocean-tutorial")
    pull = quote(f"{prefix}hub/user-redirect/git-pull?repo={repository}")
    said = []
    async with running.visitor() as visitor:
        for address in (pull, quote(f"{prefix}user/<b>/lab/tree/a"), "", "//evil.example", pull):
            page = await visitor.get(f"{prefix}hub/login?next={address}")
            said.append(re.findall(r'<p class="vp-destination">(.*?)</p>', page.text))
        refused = await visitor.sign_in("ada", "wrong", path=f"{prefix}hub/login?next={pull}")
    sentence = "You will open <bdi>ocean-tutorial</bdi> from <bdi>github.com/tidewater</bdi>"

    assert said == [[sentence], ["You will open <bdi>JupyterLab</bdi>"], [], [], [sentence]]
    assert sentence in refused.text


async def test_addresses_that_the_hub_itself_sends_to_signing_in_are_said(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    said = {}
    async with running.visitor() as visitor:
        for address in ("/user/ada/lab/tree/x.ipynb", "/hub/user-redirect/lab", "/hub/spawn/ada/gpu", "/hub/admin"):
            page = await visitor.get(address, follow_redirects=True)
            said[address] = re.findall(r'<p class="vp-destination">(.*?)</p>', page.text)

    assert said == {
        "/user/ada/lab/tree/x.ipynb": ["You will open <bdi>x.ipynb</bdi>"],
        "/hub/user-redirect/lab": ["You will open <bdi>JupyterLab</bdi>"],
        "/hub/spawn/ada/gpu": ["You will start the server <bdi>gpu</bdi>"],
        "/hub/admin": [],
    }


async def test_it_works_below_a_base_url(hub: HubsInLoop) -> None:
    running = await hub(OURS + 'c.JupyterHub.base_url = "/pre/fix/"\n')
    page = await shown(running, "/pre/fix/hub/login")
    async with running.visitor() as visitor:
        for address in re.findall(r'(?:href|src)="(/[^"]+static[^"]+)"', page):
            assert address.startswith("/pre/fix/hub/static/")
            assert (await visitor.get(address.replace("&amp;", "&"))).status_code == 200
        answer = await visitor.sign_in("ada", PASSWORD, path="/pre/fix/hub/login")
        assert answer.status_code == 302
        assert await is_signed_in(visitor, "/pre/fix/hub/home")


@pytest.mark.parametrize(
    ("template_vars", "expected"),
    [
        ({"announcement": "<b>Down on Sunday</b>"}, ["<b>Down on Sunday</b>"]),
        ({"announcement_login": "<b>New here?</b>"}, ["<b>New here?</b>"]),
        ({"announcement": "<b>Down</b>", "announcement_login": "<b>New here?</b>"}, ["<b>New here?</b>"]),
        ({"announcement": "<b>Down</b>", "announcement_login": ""}, []),
    ],
)
async def test_the_hubs_own_announcements_are_shown(
    hub: HubsInLoop, template_vars: dict[str, str], expected: list[str]
) -> None:
    page = await shown(await hub(OURS + f"c.JupyterHub.template_vars = {template_vars!r}\n"))
    assert [text for text in template_vars.values() if text and text in page] == expected


async def test_the_terms_are_linked_beside_a_required_box(hub: HubsInLoop) -> None:
    page = await shown(await hub(OURS + 'c.JupyterHub.template_vars = {"login_term_url": "https://example.org/t"}\n'))
    assert 'href="https://example.org/t"' in page
    box = next(entry for entry in login_form(page).fields if entry.name == "login_terms_checkbox")
    assert (box.type, box.required) == ("checkbox", True)


async def test_a_one_time_password_is_asked_for_and_handed_on(hub: HubsInLoop) -> None:
    config = """
class OneTime(Password):
    request_otp = True
    otp_prompt = "Code from your phone:"
    async def authenticate(self, handler, data):
        return data["username"] if data["otp"] == "123456" else None
c.JupyterHub.authenticator_class = OneTime
"""
    running = await hub(OURS + config)
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login")
        assert "Code from your phone:" in page.text
        answer = await visitor.submit(page, username="ada", password="any", otp="123456")
        assert answer.status_code == 302


# --- configuration ----------------------------------------------------------------------------------------------------

LATER_ASSIGNMENTS = """
c.JupyterHub.template_paths = ["templates-of-the-admin"]
c.JupyterHub.template_vars = {"announcement": "from the admin"}
c.JupyterHub.extra_handlers = []
c.JupyterHub.tornado_settings = {"headers": {"X-Of-The-Admin": "yes"}}
"""
PLAIN_YAML = """
c.JupyterHub.jinja_environment_options.extensions = ["jupyterhub_valueprop.Extension"]
c.ValueProp.branding = {"community": {"name": "Reef Hub"}}
"""


@pytest.mark.parametrize(
    "config",
    [
        pytest.param(OURS + "c.ValueProp.branding = {'community': {'name': 'Reef Hub'}}", id="setup first"),
        pytest.param("c.ValueProp.branding = {'community': {'name': 'Reef Hub'}}\n" + OURS, id="setup last"),
        pytest.param(OURS + OURS + "c.ValueProp.branding = {'community': {'name': 'Reef Hub'}}", id="setup twice"),
        pytest.param(
            OURS + "c.ValueProp.branding = {'community': {'name': 'Reef Hub'}}\n" + LATER_ASSIGNMENTS,
            id="the admin assigns later",
        ),
        pytest.param(
            LATER_ASSIGNMENTS + OURS + "c.ValueProp.branding = {'community': {'name': 'Reef Hub'}}",
            id="the admin assigns before",
        ),
        pytest.param(
            "c.JupyterHub.jinja_environment_options.update({'extensions': ['jinja2.ext.do']})\n"
            + OURS
            + "c.ValueProp.branding = {'community': {'name': 'Reef Hub'}}",
            id="an earlier lazy update",
        ),
        pytest.param(
            "c.JupyterHub.jinja_environment_options = {'extensions': ['jinja2.ext.do'], 'lstrip_blocks': True}\n"
            + OURS
            + "c.ValueProp.branding = {'community': {'name': 'Reef Hub'}}",
            id="earlier options",
        ),
        pytest.param(
            'c.JupyterHub.jinja_environment_options = {"extensions": ["jupyterhub_valueprop.Extension"]}\n'
            "c.ValueProp.branding = {'community': {'name': 'Reef Hub'}}",
            id="without setup",
        ),
        pytest.param(
            "from traitlets.config import Config\n"
            'c.merge(Config({"JupyterHub": {"jinja_environment_options": {"extensions":'
            ' ["jupyterhub_valueprop.Extension"]}}, "ValueProp": {"branding": {"community": {"name": "Reef Hub"}}}}))',
            id="as a values file says it",
        ),
    ],
)
async def test_any_order_of_configuration_shows_our_page(hub: HubsInLoop, config: str) -> None:
    page = await shown(await hub(config + "\n"))
    assert "Reef Hub" in page
    assert ("from the admin" in page) == ("from the admin" in config)


async def test_settings_of_the_admin_stay_in_force(hub: HubsInLoop) -> None:
    running = await hub(OURS + LATER_ASSIGNMENTS)
    async with running.visitor() as visitor:
        answer = await visitor.get("/hub/login")
        home = await visitor.sign_in("ada", PASSWORD)
    assert answer.headers["X-Of-The-Admin"] == "yes"
    assert home.status_code == 302


@pytest.mark.parametrize(
    "line",
    ["c.ValueProp.branding = 42", "c.ValueProp.reload_interval = 'soon'", "c.ValueProp.login_page = 'none'"],
)
async def test_a_setting_of_the_wrong_type_stops_the_hub_at_start(hub: HubsInLoop, line: str) -> None:
    with pytest.raises(TraitError, match=r"branding|reload_interval|login_page"):
        await hub(f"{OURS}{line}\n")


@pytest.mark.parametrize(
    ("login_page", "ours", "form_fields"),
    [
        ("page", True, {"_xsrf", "username", "password"}),
        ("off", False, {"_xsrf", "username", "password"}),
        (False, False, {"_xsrf", "username", "password"}),  # what Helm makes of `off` without quotes
    ],
)
async def test_the_login_page_can_be_left_alone(
    hub: HubsInLoop, login_page: str | bool, ours: bool, form_fields: set[str]
) -> None:
    running = await hub(f"{OURS}c.ValueProp.login_page = {login_page!r}\n")
    async with running.visitor() as visitor:
        page = (await visitor.get("/hub/login")).text
        assert (OURS_IS_SHOWN in page) == ours
        assert {entry.name for entry in login_form(page).fields} == form_fields
        assert (await visitor.sign_in("ada", PASSWORD)).status_code == 302


async def test_wrapped_the_hubs_own_form_stays(hub: HubsInLoop) -> None:
    running = await hub(OURS + "c.ValueProp.login_page = 'wrap'\n")
    async with running.visitor() as visitor:
        page = (await visitor.get("/hub/login")).text
        assert "css/style.min.css" in page
        assert 'class="vp' in page
        assert (await visitor.sign_in("ada", PASSWORD)).status_code == 302


# --- static files -----------------------------------------------------------------------------------------------------


async def stylesheet(running: Hub) -> str:
    """Address of our stylesheet, as the page links to it."""
    page = await shown(running)
    links: list[str] = re.findall(r'<link[^>]+href="([^"]+)"', page)
    return next(url for url in links if ".css" in url)


async def test_only_the_right_fingerprint_is_cached_for_long(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    right = await stylesheet(running)
    bare = right.partition("?")[0]
    caching = {}
    async with running.visitor() as visitor:
        for name, address in {"right": right, "wrong": f"{bare}?v=0123", "none": bare}.items():
            answer = await visitor.get(address)
            assert answer.status_code == 200
            caching[name] = answer.headers["Cache-Control"]
    assert "max-age=315360000" in caching["right"]
    assert caching["wrong"] == caching["none"] == "no-cache"


async def test_an_unchanged_file_is_not_sent_again(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    address = await stylesheet(running)
    async with running.visitor() as visitor:
        first = await visitor.get(address)
        again = await visitor.get(address, headers={"If-None-Match": first.headers["Etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_head_answers_what_get_would_without_the_body(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    address = await stylesheet(running)
    async with running.visitor() as visitor:
        whole, head = await visitor.get(address), await visitor.http.head(address)
    same = ("Content-Type", "Content-Length", "Cache-Control", "Etag")
    assert head.status_code == 200
    assert head.content == b""
    assert [head.headers[name] for name in same] == [whole.headers[name] for name in same]


@pytest.mark.parametrize(
    "path",
    [
        "valueprop/../../../../../../etc/passwd",
        "valueprop/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "valueprop//etc/passwd",
        "valueprop/..%2f..%2ftemplates/login.html",
        "valueprop/__init__.py",
        "valueprop/",
        "valueprop/missing.css",
    ],
)
async def test_nothing_but_our_files_is_served(hub: HubsInLoop, path: str) -> None:
    from tornado.httpclient import AsyncHTTPClient  # httpx would tidy the path before sending it

    running = await hub(OURS)
    answer = await AsyncHTTPClient().fetch(f"{running.url}/hub/static/{path}", raise_error=False)
    assert answer.code in {403, 404}


async def test_a_method_that_nobody_knows_is_refused_with_one_line_in_the_log(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    await running.log.comes_to("login page: ")
    before = len(running.log.lines)
    async with running.visitor() as visitor:
        for method in ("TRACE", "PROPFIND", "FOO"):
            for path in ("valueprop/page.css", "valueprop/missing.css", "css/style.min.css"):
                assert (await visitor.http.request(method, f"/hub/static/{path}")).status_code == 405
    said = running.log.lines[before:]
    assert len(said) == 9
    assert all(line.startswith("WARNING 405 ") and "\n" not in line for line in said)


async def test_the_stock_files_are_still_served(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    async with running.visitor() as visitor:
        assert (await visitor.get("/hub/static/css/style.min.css")).status_code == 200


async def test_our_files_come_compressed_to_browsers_that_take_it(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    address = re.search(r'href="(/hub/static/valueprop/page\.css\?v=\w+)"', await shown(running))
    assert address
    async with running.visitor() as visitor:
        seen = {
            encoding: (await visitor.get(address[1], headers={"Accept-Encoding": encoding})).headers
            for encoding in ("gzip, br", "identity", "gzip;q=0")
        }

    assert {encoding: headers.get("Content-Encoding") for encoding, headers in seen.items()} == {
        "gzip, br": "gzip",
        "identity": None,
        "gzip;q=0": None,
    }
    assert len({headers["Etag"] for headers in seen.values()}) == 2
    assert {headers["Vary"] for headers in seen.values()} == {"Accept-Encoding"}
