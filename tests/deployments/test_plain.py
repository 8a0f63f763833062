"""JupyterHub on a machine of its own: behind a path, a domain for each user, TLS inside, several hubs, restarts."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from jupyterhub.utils import make_ssl_context
from real_hub import OURS, PASSWORD, Hub, HubsInLoop, command_hub
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from visitor import NAVIGATION, login_form

BRANDING = "c.ValueProp.branding = {path!r}\n"
OCEAN = Path(__file__).parents[2] / "examples" / "ocean" / "branding.yaml"
GUIDE = (Path(__file__).parents[2] / "docs" / "how-to" / "systemd.md").read_text(encoding="utf-8")
OURS_IS_SHOWN = 'class="vp-card"'


def own_files(page: str) -> list[str]:
    """The addresses of our files that a page names, in order."""
    return re.findall(r'(?:href|src)="([^"]*/static/valueprop/[^"]+)"', page.replace("&amp;", "&"))


async def opened(running: Hub, path: str = "/hub/login") -> str:
    async with running.visitor() as visitor:
        page = await visitor.get(path)
    assert page.status_code == 200
    assert OURS_IS_SHOWN in page.text
    return page.text


@pytest.mark.asyncio
async def test_behind_a_path_every_page_names_files_that_are_there(hub: HubsInLoop) -> None:
    running = await hub(OURS + BRANDING.format(path=str(OCEAN)) + 'c.JupyterHub.base_url = "/pre/fix/"\n')
    async with running.visitor() as visitor:
        login = await visitor.get("/pre/fix/hub/login")
        assert (await visitor.submit(login, username="ada", password=PASSWORD)).status_code == 302
        home = await visitor.get("/pre/fix/hub/home")
        lost = await visitor.get("/pre/fix/hub/no/such/page")
        for page in (login, home, lost):
            assert own_files(page.text) != []
            for address in own_files(page.text):
                assert address.startswith("/pre/fix/hub/static/")
                assert (await visitor.get(address)).status_code == 200


@pytest.mark.asyncio
async def test_with_a_domain_for_each_user_the_page_signs_in_and_names_files_of_its_own_host(hub: HubsInLoop) -> None:
    config = 'c.JupyterHub.subdomain_host = "http://hub.example.org:8000"\nc.JupyterHub.bind_url = "http://:8000/"\n'
    running = await hub(OURS + config)
    async with running.visitor() as visitor:
        visitor.http.headers["Host"] = "hub.example.org:8000"
        page = await visitor.get()
        assert OURS_IS_SHOWN in page.text
        assert own_files(page.text) != []
        for address in own_files(page.text):
            assert address.startswith("/hub/static/")
            assert (await visitor.get(address)).status_code == 200
        answer = await visitor.submit(page, username="ada", password=PASSWORD)
        assert answer.status_code == 302
        assert (await visitor.get("/hub/home")).status_code == 200


@pytest.fixture
def no_certificates_left() -> Iterator[None]:
    """JupyterHub gives its certificates to every HTTP client of the process; other tests' clients have none."""
    yield
    AsyncHTTPClient.configure(None, defaults={})


@pytest.mark.asyncio
async def test_with_tls_inside_people_sign_in_through_a_proxy_with_its_certificate(
    hub: HubsInLoop, no_certificates_left: None
) -> None:
    """No proxy in Python can do it, so the test is the proxy: it connects as one, with the certificate made for one."""
    app = (await hub(OURS + "c.JupyterHub.internal_ssl = True\n")).app
    own = (app.internal_ssl_key, app.internal_ssl_cert)
    server = HTTPServer(
        app.tornado_application,
        ssl_options=make_ssl_context(*own, cafile=app.internal_ssl_ca, purpose=ssl.Purpose.CLIENT_AUTH),
    )
    (listening,) = bind_sockets(0, "127.0.0.1")
    server.add_socket(listening)
    hub.servers.append(server)
    proxys = app.internal_proxy_certs["proxy-client"]
    trusted = make_ssl_context(
        proxys["keyfile"], proxys["certfile"], cafile=app.internal_trust_bundles["proxy-client-ca"]
    )
    async with httpx.AsyncClient(
        base_url=f"https://127.0.0.1:{listening.getsockname()[1]}", headers=NAVIGATION, verify=trusted, trust_env=False
    ) as client:
        page = await client.get("/hub/login")
        assert OURS_IS_SHOWN in page.text
        assert {(await client.get(address)).status_code for address in own_files(page.text)} == {200}
        form = login_form(page.text)
        answer = await client.post(form.action, data=form.filled(username="ada", password=PASSWORD))
        assert answer.status_code == 302
        assert (await client.get("/hub/home")).status_code == 200


@pytest.mark.asyncio
async def test_the_configuration_of_the_guide_gives_the_page_behind_its_path(hub: HubsInLoop) -> None:
    (config,) = re.findall(r"```python\n(.*?)```", GUIDE, re.S)
    running = await hub(config.replace("/srv/jupyterhub/branding/branding.yaml", str(OCEAN)))
    assert "Ocean Data Commons" in await opened(running, "/hub-of-the-lab/hub/login")
    assert "ValueProp:" not in running.log.text


# --- no state of ours -------------------------------------------------------------------------------------------------


#: Whole addresses on a page name the hub, here the same one.
ONE_ADDRESS = 'c.JupyterHub.public_url = "https://hub.example.org/"\n'


@pytest.mark.asyncio
async def test_hubs_with_the_same_branding_show_the_same_page_with_the_same_files(hub: HubsInLoop) -> None:
    config = OURS + BRANDING.format(path=str(OCEAN)) + ONE_ADDRESS
    pages = [re.sub(r'name="_xsrf" value="[^"]+"', "", await opened(await hub(config))) for _ in range(2)]
    assert pages[0] == pages[1]
    assert own_files(pages[0]) != []


@pytest.mark.slow
def test_after_a_restart_the_page_and_its_files_are_the_same_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes, in which Python orders sets differently: what depended on that would make browsers load anew."""
    shown = []
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        with command_hub(tmp_path / seed, OURS + BRANDING.format(path=str(OCEAN)) + ONE_ADDRESS) as address:
            page = httpx.get(f"{address}/hub/login", trust_env=False).text
            files = {own: httpx.get(f"{address}{own}", trust_env=False).content for own in own_files(page)}
        shown.append((re.sub(r'name="_xsrf" value="[^"]+"', "", page), files))
    assert OURS_IS_SHOWN in shown[0][0]
    assert shown[0] == shown[1]


@pytest.mark.asyncio
async def test_a_form_of_one_replica_is_answered_by_another(hub: HubsInLoop) -> None:
    first = await hub(OURS)
    async with first.visitor() as visitor:
        page = await visitor.get()
        second = await hub(OURS)
        visitor.http.base_url = second.url
        form = login_form(page.text)
        answer = await visitor.http.post(form.action, data=form.filled(username="ada", password=PASSWORD))
    assert answer.status_code == 302


@pytest.mark.asyncio
async def test_an_address_of_the_former_branding_is_answered_with_the_present_file_and_not_kept(
    hub: HubsInLoop,
) -> None:
    former = own_files(await opened(await hub(OURS + "c.ValueProp.branding = {'theme': {'primary': '#803000'}}\n")))
    running = await hub(OURS + "c.ValueProp.branding = {'theme': {'primary': '#003080'}}\n")
    present = own_files(await opened(running))
    changed = [(old, new) for old, new in zip(former, present, strict=True) if old != new]
    assert changed != []
    async with running.visitor() as visitor:
        for old, new in changed:
            stale, fresh = await visitor.get(old), await visitor.get(new)
            assert (stale.status_code, stale.headers["Cache-Control"]) == (200, "no-cache")
            assert stale.content == fresh.content


@pytest.mark.asyncio
async def test_a_hub_leaves_no_file_of_ours_behind(hub: HubsInLoop, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    running = await hub(OURS + BRANDING.format(path=str(OCEAN)))
    await opened(running)
    left = {path.name for path in set(tmp_path.rglob("*")) - before}
    assert left <= {"jupyterhub_config_0.py"}
