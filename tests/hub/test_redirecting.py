"""A hub whose landing page is elsewhere sends visitors there, and lets everybody sign in who came to do so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from real_hub import OURS, Hub, HubsInLoop, HubThread

LANDING = "https://ocean.example.org/hub?from=login"
REDIRECTED = f"{OURS}c.ValueProp.branding = {{'sign_in': {{'redirect': {LANDING!r}}}, 'locales': ['en', 'es']}}\n"

pytestmark = pytest.mark.asyncio


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    hubs = HubThread(tmp_path_factory.mktemp("redirected"))
    running = hubs(REDIRECTED)
    running.live.require()
    yield running
    hubs.stop()


async def ask(running: Hub, path: str, **headers: str) -> httpx.Response:
    async with running.visitor() as visitor:
        answer: httpx.Response = await visitor.http.get(path, headers=headers)
        return answer


@pytest.mark.any_hub
async def test_who_comes_to_the_login_page_itself_is_sent_to_the_landing_page(running: Hub) -> None:
    answer = await ask(running, "/hub/login")
    assert (answer.status_code, answer.headers["Location"], answer.text) == (302, LANDING, "")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.any_hub
@pytest.mark.parametrize(
    "query",
    [
        "next=%2Fhub%2Fspawn",
        "next=",
        "lang=es",
        "sign-in",
        "username=ada",
        "next=https://evil.example",
        "redirect=//x",
        "&",
    ],
)
async def test_any_query_shows_the_page(running: Hub, query: str) -> None:
    answer = await ask(running, f"/hub/login?{query}")
    assert answer.status_code == 200
    assert 'name="password"' in answer.text


@pytest.mark.any_hub
async def test_who_opens_the_hub_is_sent_there_too(running: Hub) -> None:
    async with running.visitor() as visitor:
        answer = await visitor.http.get("/")
        for _ in range(3):
            if not answer.headers.get("Location", "").startswith("/"):
                break
            answer = await visitor.http.get(answer.headers["Location"])
        assert answer.headers["Location"] == LANDING


@pytest.mark.any_hub
async def test_the_way_back_from_an_error_leads_to_the_login_page(running: Hub) -> None:
    page = (await ask(running, "/hub/nowhere")).text
    assert 'href="/hub/login?next="' in page
    assert (await ask(running, "/hub/login?next=")).status_code == 200


async def test_no_visitor_selects_another_address(running: Hub) -> None:
    for headers in (
        {"Host": "evil.example"},
        {"Referer": "https://evil.example"},
        {"X-Forwarded-Host": "evil.example"},
    ):
        assert (await ask(running, "/hub/login", **headers)).headers["Location"] == LANDING


async def test_a_landing_page_that_leads_straight_back_makes_no_loop(running: Hub) -> None:
    async with running.visitor() as visitor:
        assert (await visitor.get("/hub/login")).status_code == 302
        page = await visitor.get("/hub/login")
        assert page.status_code == 200
        await visitor.submit(page, username="ada", password="lovelace")
        assert (await visitor.get("/hub/home")).status_code == 200


async def test_a_sign_in_that_fails_stays_on_the_page(running: Hub) -> None:
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login?next=")
        failed = await visitor.submit(page, username="ada", password="wrong")
    assert failed.status_code in (200, 403)
    assert "Invalid username or password" in failed.text
    assert "Location" not in failed.headers


@pytest.mark.parametrize("spelling", ["ocean.example.org:443", "ocean.example.org.", "ada@OCEAN.example.org"])
async def test_the_hubs_own_host_is_not_followed_however_it_is_written(hub: HubsInLoop, spelling: str) -> None:
    redirect = f"c.ValueProp.branding = {{'sign_in': {{'redirect': 'https://{spelling}/hub/login'}}}}\n"
    running = await hub(f"{OURS}{redirect}")
    assert (await ask(running, "/hub/login", Host="ocean.example.org")).status_code == 200


async def test_two_communities_of_one_hub_send_nobody_to_and_fro(hub: HubsInLoop) -> None:
    to = {one: {"sign_in": {"redirect": f"https://{other}.example/hub/login"}} for one, other in ("ab", "ba")}
    running = await hub(f"{OURS}c.ValueProp.brandings = { ({f'{name}.example': it for name, it in to.items()})!r}\n")
    for name in to:
        assert (await ask(running, "/hub/login", Host=f"{name}.example")).status_code == 200


@pytest.mark.parametrize("case", ["the hub itself", "off", "wrap"])
async def test_where_there_is_nothing_to_leave_for_the_page_is_shown(hub: HubsInLoop, case: str) -> None:
    public = "c.JupyterHub.public_url = 'https://ocean.example.org/'\n"
    more = {"the hub itself": public, "off": "c.ValueProp.branding = {}\n", "wrap": "c.ValueProp.login_page = 'wrap'\n"}
    running = await hub(REDIRECTED + more[case])
    assert (await ask(running, "/hub/login")).status_code == 200


@pytest.mark.parametrize(
    ("redirect", "says"),
    [
        ("http://ocean.example.org", "begins with https://"),
        ("/about", "begins with https://"),
        ("javascript:alert(1)", "url-scheme"),
        ("https://ocean.example.org/\u00fcber", "percent-encoded"),
        (7, "[type]"),
    ],
)
async def test_only_a_whole_https_address_is_taken(hub: HubsInLoop, tmp_path: Path, redirect: Any, says: str) -> None:
    running = await hub(f"{OURS}c.ValueProp.branding = {{'sign_in': {{'redirect': {redirect!r}}}}}\n")
    await running.log.comes_to(says)
    assert (await ask(running, "/hub/login")).status_code == 200
