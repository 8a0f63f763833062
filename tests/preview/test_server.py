"""The preview's own server: what it lists and tells, and whom it refuses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from real_hub import close_client
from tornado.httpserver import HTTPServer

from jupyterhub_valueprop.cli.preview import described
from jupyterhub_valueprop.preview.rehearsal import STATIC_URL, Rehearsal
from jupyterhub_valueprop.preview.revisions import Revisions
from jupyterhub_valueprop.preview.server import Preview, application, listen
from jupyterhub_valueprop.preview.states import BY_ID, STATES

pytestmark = pytest.mark.asyncio(loop_scope="module")

BRANDING = """\
community: {name: Ocean, nmae: Sea}
theme: {primary: "#ffee00"}
locales: [en, es]
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def preview(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    file = tmp_path_factory.mktemp("preview") / "branding.yaml"
    file.write_text(BRANDING)
    rehearsal = await Rehearsal.begin()
    sockets = listen(0)
    port = sockets[0].getsockname()[1]
    shown = Preview(Revisions([file], STATIC_URL), rehearsal, described)
    server = HTTPServer(application(shown, frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})))
    server.add_sockets(sockets)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30) as client:
        yield client
    server.stop()
    await server.close_all_connections()
    await rehearsal.end()
    await close_client()


async def test_every_state_is_listed_in_every_language_and_scheme_and_is_there(preview: httpx.AsyncClient) -> None:
    listed = (await preview.get("/states.json")).json()

    assert {tuple(each) for each in listed} == {("id", "title", "page", "locale", "scheme", "url")}
    assert len({each["id"] for each in listed}) == len(listed) == len(STATES) * 4
    assert {each["locale"] for each in listed} == {"en", "es"}
    for each in (each for each in listed if each["scheme"] == "dark" and each["locale"] == "es"):
        page = await preview.get(each["url"])
        state = BY_ID[each["id"].split(".")[0]]
        assert page.status_code == state.status or state.act
        assert "frame-ancestors 'none'" not in page.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in page.headers


async def test_the_files_of_a_page_are_there(preview: httpx.AsyncClient) -> None:
    for state in ("form", "compact", "home", "form-of-an-authenticator"):
        page = await preview.get(f"/states/{state}")
        for part in page.text.split('"'):
            if part.startswith("/hub/static/") and "." in part.rpartition("/")[2]:
                assert (await preview.get(part)).status_code == 200, part


async def test_problems_and_adjusted_colors_are_told(preview: httpx.AsyncClient) -> None:
    about = (await preview.get("/about.json")).json()
    (problem,) = about["problems"]

    assert (problem["line"], problem["code"], problem["hint"]) == (1, "unknown-key", problem["hint"])
    assert problem["excerpt"].splitlines()[1].index("^") == problem["column"] + 1
    assert about["adjustments"]
    assert all(each["written"] == "#ffee00" and each["ratio_used"] >= each["bound"] for each in about["adjustments"])
    assert about["locales"] == ["en", "es"]


async def test_a_part_of_a_page_leads_to_its_key(preview: httpx.AsyncClient) -> None:
    query = {"state": "form", "locale": "en", "text": "Ocean", "part": "vp-masthead"}
    found = (await preview.get("/origin", params=query)).json()
    assert (found["key"], found["line"], found["is_example"]) == ("community.name", 1, False)
    example = (await preview.get("/origin", params={**query, "state": "long-name"})).json()
    assert example["is_example"]


@pytest.mark.parametrize("host", ["evil.example.org", "evil.example.org:80", "127.0.0.1", ""])
async def test_a_foreign_host_is_refused(preview: httpx.AsyncClient, host: str) -> None:
    for path in ("/", "/states.json", "/states/form", "/about.json", "/events", "/hub/static/favicon.ico", "/nothing"):
        assert (await preview.get(path, headers={"Host": host})).status_code in (400, 403), path


async def test_a_foreign_origin_is_refused(preview: httpx.AsyncClient) -> None:
    for origin in ("https://evil.example.org", "null", "http://127.0.0.1:1", "http://[x", ""):
        assert (await preview.get("/about.json", headers={"Origin": origin})).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/hub/static/../../../../etc/passwd",
        "/hub/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/hub/static/valueprop/../../../pyproject.toml",
        "/hub/static//etc/passwd",
        "/preview.js/../server.py",
        "/server.py",
        "/states/../server.py",
        "/states/form%00",
    ],
)
async def test_no_other_file_is_shown(preview: httpx.AsyncClient, path: str) -> None:
    reader, writer = await asyncio.open_connection(preview.base_url.host, preview.base_url.port)
    host = f"{preview.base_url.host}:{preview.base_url.port}"
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    answer = await asyncio.wait_for(reader.read(), 20)
    writer.close()
    assert int(answer.split()[1]) in (400, 403, 404)


async def test_nothing_can_be_sent(preview: httpx.AsyncClient) -> None:
    for path in ("/", "/states/form", "/hub/login"):
        assert (await preview.post(path, data={"username": "ada"})).status_code in (404, 405)


async def test_events_tell_the_draft_at_once(preview: httpx.AsyncClient) -> None:
    async with preview.stream("GET", "/events") as events:
        async for line in events.aiter_lines():
            assert json.loads(line.removeprefix("data: ")) == 1
            break
