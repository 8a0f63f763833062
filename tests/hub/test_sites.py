"""Several communities on one hub: each host its own site, and every other host the default one."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from broken_builder import break_builder
from jupyterhub.app import JupyterHub
from prometheus_client import REGISTRY
from real_hub import OURS, SITES, Hub, HubsInLoop, HubThread
from visitor import Visitor

from jupyterhub_valueprop.builder import process, turns
from jupyterhub_valueprop.builder.outcome import Answer
from jupyterhub_valueprop.builder.turns import Need
from jupyterhub_valueprop.hub import page_cache, traits
from jupyterhub_valueprop.hub.examination import findings
from jupyterhub_valueprop.hub.hosts import Host, configured_host
from jupyterhub_valueprop.hub.live_site import LiveSite

OCEAN, FOREST = "ocean.example.org", "forest.example.org:8443"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="{}"/></svg>'
BRANDINGS = {
    "ocean": "community: {name: Ocean Data, logo: logo.svg, url: 'https://sea.example'}\nlocales: [en, es]\n"
    "announcements: [{text: The tide is high, pages: [login, home]}]\n",
    "forest": "community: {name: Forest Lab, logo: logo.svg}\nlocales: [de]\n",
    "any": "community: {name: The network's hub}\n",
}


def write(folder: Path) -> None:
    for name, text in BRANDINGS.items():
        (folder / name).mkdir()
        (folder / name / "branding.yaml").write_text(text, encoding="utf-8")
        (folder / name / "logo.svg").write_text(LOGO.format("#0a0" if name == "forest" else "#00a"), encoding="utf-8")


def config(folder: Path, *, more: str = "") -> str:
    hosts = {"OCEAN.example.org.": "ocean", FOREST: "forest", "*": "any"}
    brandings = {host: str(folder / name / "branding.yaml") for host, name in hosts.items()}
    return f"""{OURS}
c.ValueProp.brandings = {brandings!r}
c.ValueProp.reload_interval = 0.05
c.JupyterHub.authenticate_prometheus = False
{more}"""


def at(running: Hub, host: str) -> Visitor:
    visitor = running.visitor()
    visitor.http.headers["Host"] = host
    return visitor


async def text(running: Hub, host: str, path: str = "/hub/login", **headers: str) -> str:
    async with at(running, host) as visitor:
        page = await visitor.http.get(path, headers=headers)
        assert page.status_code == 200
        return page.text


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]).strip().replace("&#39;", "'") if found else ""


def built(running: Hub) -> None:
    """Wait until each site is there, however busy the machine is."""
    for live in running.app.tornado_settings[SITES]:
        live.require()


async def start(hub: HubsInLoop, config: str) -> Hub:
    running = await hub(config)
    await asyncio.to_thread(built, running)
    return running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sites")
    write(folder)
    return folder


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Hub]:
    hubs = HubThread(folder)
    running = hubs(config(folder))
    built(running)
    yield running
    hubs.stop()


@pytest.mark.any_hub
@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("host", "name"),
    [
        (OCEAN, "Ocean Data"),
        (f"{OCEAN.upper()}.:8000", "Ocean Data"),
        (FOREST, "Forest Lab"),
        ("forest.example.org", "The network's hub"),  # its entry is for another port
        ("elsewhere.example", "The network's hub"),
        ("x.ocean.example.org", "The network's hub"),
        ("[::1]:8000", "The network's hub"),
    ],
)
async def test_the_host_selects_the_page(running: Hub, host: str, name: str) -> None:
    assert heading(await text(running, host)) == name


@pytest.mark.asyncio
async def test_a_site_has_its_own_languages_notices_files_and_wrapped_pages(running: Hub) -> None:
    ocean, forest = await text(running, OCEAN), await text(running, FOREST)
    assert '<html lang="de"' in forest
    assert '<html lang="es"' in await text(running, OCEAN, "/hub/login?lang=es")
    assert '<html lang="de"' in await text(running, FOREST, "/hub/login?lang=es")
    assert "The tide is high" in ocean
    assert "The tide is high" not in forest
    logos = [re.findall(r'<img [^>]*src="([^"]+)"', page)[0] for page in (ocean, forest)]
    assert logos[0] != logos[1]
    assert "#00a" in await text(running, OCEAN, logos[0])
    assert "#0a0" in await text(running, FOREST, logos[1])
    for host, name, notice in ((OCEAN, "Ocean Data", True), (FOREST, "Forest Lab", False)):
        async with at(running, host) as visitor:
            await visitor.sign_in("ada")
            home = (await visitor.get("/hub/home")).text
            missing = (await visitor.get("/hub/nowhere")).text
        assert name in home
        assert name in missing
        assert ("The tide is high" in home) is notice
        (sheet,) = re.findall(r'href="([^"]*valueprop/wrapped\.css[^"]*)"', home)
        assert await text(running, host, sheet)


@pytest.mark.asyncio
async def test_the_address_of_a_file_at_another_host_is_kept_by_no_browser(running: Hub) -> None:
    logo = re.findall(r'<img [^>]*src="([^"]+)"', await text(running, OCEAN))[0]
    async with at(running, FOREST) as visitor:
        answer = await visitor.get(logo)
    assert answer.status_code == 404 or answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.asyncio
async def test_no_other_header_selects_a_site(running: Hub) -> None:
    for name in (
        *("X-Forwarded-Host", "Forwarded", "X-Host", "X-Original-Host", "X-Forwarded-Server", "Origin", "Referer"),
        *("X-Forwarded-Prefix", "X-Script-Name", "Cookie"),
    ):
        value = f"host={OCEAN}" if name == "Forwarded" else OCEAN
        assert heading(await text(running, "elsewhere.example", **{name: value})) == "The network's hub"


@pytest.mark.asyncio
async def test_the_header_that_jupyterhub_trusts_selects_a_site(hub: HubsInLoop, folder: Path) -> None:
    running = await start(hub, config(folder, more="c.JupyterHub.forwarded_host_header = 'X-Forwarded-Host'\n"))
    for value in (OCEAN, f"{OCEAN}, proxy.example"):
        assert heading(await text(running, "proxy.example", **{"X-Forwarded-Host": value})) == "Ocean Data"
    assert heading(await text(running, OCEAN)) == "Ocean Data"


def samples() -> set[str]:
    return {
        f"{sample.name}{sorted(sample.labels.items())}"
        for family in REGISTRY.collect()
        if family.name.startswith("jupyterhub_valueprop")
        for sample in family.samples
    }


@pytest.mark.asyncio
async def test_hosts_that_do_not_exist_change_nothing_and_grow_nothing(running: Hub) -> None:
    address = urlsplit(running.url)
    before = await text(running, "elsewhere.example")
    lines, counted = len(running.log.lines), samples()

    def visit() -> set[bytes]:
        statuses = set()
        with (
            socket.create_connection((address.hostname, address.port)) as connection,
            connection.makefile("rb") as got,
        ):
            for number in range(2_000):
                host = f"nowhere-{number}.example" if number % 4 else f"{number}." * 20 + "example:1"
                connection.sendall(f"GET /hub/login HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                statuses.add(got.readline())
                length = 0
                while (line := got.readline()) != b"\r\n":
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                assert b"The network" in got.read(length)
        return statuses

    assert await asyncio.to_thread(visit) == {b"HTTP/1.1 200 OK\r\n"}
    assert samples() == counted
    assert [line for line in running.log.lines[lines:] if "ValueProp" in line] == []
    assert len([*running.app.tornado_settings[SITES]]) == 3
    assert heading(await text(running, "elsewhere.example")) == heading(before)


def raw(running: Hub, request: bytes) -> bytes:
    """What the hub answers to a request as it stands, without the empty line at its end."""
    address = urlsplit(running.url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as connection:
        connection.sendall(request + b"\r\nConnection: close\r\n\r\n")
        return b"".join(iter(lambda: connection.recv(100_000), b""))


@pytest.mark.parametrize("host", [b"", b"a,b", b"\xff\xfe", b"x" * 5_000, b"[::1", b"oce\xe2\x80\x8ban.example", b"*"])
def test_an_odd_host_gets_the_default_page_or_is_refused_by_the_server(running: Hub, host: bytes) -> None:
    answer = raw(running, b"GET /hub/login HTTP/1.1\r\nHost: " + host)
    assert answer.startswith(b"HTTP/1.1 400") or b"The network" in answer


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(b"GET /hub/login HTTP/1.0", id="HTTP/1.0 without a host"),
        pytest.param(b"GET /hub/login HTTP/1.1", id="without a host"),
        pytest.param(b"GET /hub/login HTTP/1.1\r\nHost: x.example\r\nHost: ocean.example.org", id="two hosts"),
        pytest.param(b"GET /hub/login HTTP/1.1\r\nHost: ocean.example.org\r\nHost: x.example", id="two others"),
        pytest.param(b"GET /hub/login HTTP/1.1\r\nHost: ocean.example.org, x.example", id="a list"),
        pytest.param(b"GET http://ocean.example.org/hub/login HTTP/1.1\r\nHost: x.example", id="a whole address"),
        pytest.param(b"GET /hub/login HTTP/1.1\r\nHost: ocean.example.org@x.example", id="a user"),
        pytest.param(b"GET /hub/login HTTP/1.1\r\nHost: x.example#ocean.example.org", id="a fragment"),
    ],
)
def test_a_request_that_names_no_one_host_gets_no_communitys_page(running: Hub, request_: bytes) -> None:
    answer = raw(running, request_)
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 302")) or b"The network" in answer
    assert b"Ocean Data" not in answer


SEVERAL = """
c.JupyterHub.forwarded_host_header = "X-Forwarded-Host"
c.ValueProp.brandings = {
    "away.example": {"sign_in": {"redirect": "https://landing.example"}, "community": {"name": "Away"}},
    "own.example": {"sign_in": {"redirect": "https://away.example/x"}, "community": {"name": "Own"}},
    "off.example": {"hub": {"login_page": "off"}, "community": {"name": "Off"}},
    "called.example": [lambda: {"community": {"name": "Called"}}],
    "vars.example": jupyterhub_valueprop.from_template_vars({"org": {"name": "Vars", "logo_url": "https://x.org/l.png"}}),
    "es.example": {"locales": ["es"], "community": {"name": "Mar"}},
    "*": {"locales": ["en", "es"], "community": {"name": "Rest"}},
}
"""


@pytest.fixture(scope="module")
def several(folder: Path) -> Iterator[Hub]:
    """A hub behind a proxy that names the host, with communities that differ in what they set."""
    hubs = HubThread(folder)
    running = hubs(OURS + SEVERAL)
    built(running)
    yield running
    hubs.stop()


async def answer_to(running: Hub, host: str, path: str = "/hub/login", **headers: str) -> Any:
    async with running.visitor() as visitor:
        return await visitor.http.get(path, headers={"X-Forwarded-Host": host, **headers}, follow_redirects=False)


@pytest.mark.asyncio
async def test_each_site_has_its_own_way_in(several: Hub) -> None:
    away = await answer_to(several, "away.example")
    assert (away.status_code, away.headers["Location"]) == (302, "https://landing.example")
    assert heading((await answer_to(several, "away.example", "/hub/login?next=")).text) == "Away"
    # another host of this hub is no landing page
    assert heading((await answer_to(several, "own.example")).text) == "Own"
    off = await answer_to(several, "off.example")
    assert 'name="password"' in off.text
    assert "vp-card" not in off.text
    for host, name in (("called.example", "Called"), ("vars.example", "Vars"), ("es.example", "Mar"), ("x", "Rest")):
        assert heading((await answer_to(several, host)).text) == name
        assert f'<html lang="{"es" if name == "Mar" else "en"}"' in (await answer_to(several, host)).text
    missing = {host: (await answer_to(several, host, "/hub/nowhere")).text for host in ("off.example", "es.example")}
    assert "Off" in missing["off.example"]
    assert "Mar" in missing["es.example"]
    assert "Off" not in missing["es.example"]


@pytest.mark.asyncio
async def test_a_language_that_was_chosen_at_one_host_selects_nothing_at_another(several: Hub) -> None:
    chosen = await answer_to(several, "x", "/hub/login?lang=es")
    (cookie,) = [each for each in chosen.headers.get_list("Set-Cookie") if each.startswith("valueprop-language=")]
    assert "domain" not in cookie.lower()  # a browser sends it back to this host only
    for host, language in (("x", "es"), ("called.example", "en"), ("es.example", "es")):
        page = await answer_to(several, host, Cookie=cookie.partition(";")[0])
        assert f'<html lang="{language}"' in page.text


@pytest.mark.asyncio
async def test_a_shared_cache_can_tell_the_sites_apart(several: Hub) -> None:
    """One between the proxy that names the host and the hub sees the same `Host` for all of them."""
    page = await answer_to(several, "called.example")
    (sheet,) = re.findall(r'href="([^"]*valueprop/[^"]*\.css[^"]*)"', page.text)
    missing = await answer_to(several, "called.example", "/hub/static/valueprop/logo")
    assert missing.status_code == 404
    assert missing.headers["Cache-Control"] == "no-store"
    for answer in (page, await answer_to(several, "x"), await answer_to(several, "x", "/hub/nowhere")):
        assert ", ".join(answer.headers.get_list("Vary")).count("X-Forwarded-Host") == 1
    file = await answer_to(several, "called.example", sheet)
    assert file.headers["Vary"] == "X-Forwarded-Host, Accept-Encoding"


@pytest.mark.asyncio
async def test_a_hub_that_goes_by_the_host_says_nothing_of_it(running: Hub) -> None:
    assert "Host" not in (await answer_to(running, OCEAN)).headers.get("Vary", "")


@pytest.mark.asyncio
async def test_the_lasting_address_of_a_logo_leads_to_that_of_its_host_and_is_kept_by_no_cache(running: Hub) -> None:
    for host, color in ((OCEAN, "#00a"), (FOREST, "#0a0")):
        async with at(running, host) as visitor:
            logo = await visitor.http.get("/hub/static/valueprop/logo")
            again = await visitor.http.get(
                "/hub/static/valueprop/logo", headers={"If-None-Match": logo.headers["Etag"]}
            )
        assert color in logo.text
        assert (logo.headers["Cache-Control"], again.status_code) == ("no-cache", 304)
    async with at(running, OCEAN) as visitor:
        other = await visitor.http.get("/hub/static/valueprop/logo", headers={"If-None-Match": logo.headers["Etag"]})
    assert (other.status_code, "#00a" in other.text) == (200, True)


@pytest.mark.asyncio
async def test_the_pages_kept_for_all_sites_are_bounded_together(running: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    caches = running.app.tornado_settings["jinja2_env"].globals["valueprop"]._page_caches
    assert len(caches) == 3
    for live, cache in caches.items():
        monkeypatch.setattr(cache, "_most_bytes", 100_000)
        async with at(running, "elsewhere.example" if live.name == "*" else live.name) as visitor:
            for number in range(12):
                await visitor.http.get(f"/hub/login?next=%2Fhub%2F{number}")
        assert 0 < cache._bytes <= 100_000
    most = [page_cache.PageCache(sites)._most_bytes * sites for sites in (1, 3, 8, 60, 1_000)]
    assert max(most) <= page_cache.MOST_BYTES_IN_ALL
    assert most[0] == page_cache.MOST_BYTES


@pytest.mark.asyncio
async def test_a_changed_a_faulty_and_a_switched_off_site_leave_the_others_alone(
    hub: HubsInLoop, tmp_path: Path
) -> None:
    write(tmp_path)
    running = await start(hub, config(tmp_path))

    async def comes(host: str, words: str, *, there: bool = True) -> None:
        for _ in range(300):
            if (words in await text(running, host)) is there:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(words)

    branding = tmp_path / "ocean" / "branding.yaml"
    branding.write_text("community: {name: Deep Sea}\n", encoding="utf-8")
    await comes(OCEAN, "Deep Sea")
    branding.write_text("comunity: 3\n", encoding="utf-8")
    await running.log.comes_to("unknown-key")
    assert "Deep Sea" in await text(running, OCEAN)
    metrics = await text(running, OCEAN, "/hub/metrics")
    assert f'jupyterhub_valueprop_problems{{severity="error",site="{OCEAN}"}} 1.0' in metrics
    assert f'jupyterhub_valueprop_problems{{severity="error",site="{FOREST}"}} 0.0' in metrics
    assert re.search(rf"ERROR {OCEAN}: ValueProp: .*unknown-key", running.log.text)

    (tmp_path / "ocean" / "valueprop-off").touch()
    await comes(OCEAN, "vp-footer", there=False)
    assert "Forest Lab" in await text(running, FOREST)
    assert "The network" in await text(running, "elsewhere.example")


async def _no_wait(_: LiveSite) -> None:
    """As for a hub that is there before its pages."""


@pytest.mark.asyncio
async def test_sites_that_hang_or_kill_their_build_keep_no_other_from_being_built(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "SLOW", 0.2)
    body = """
    import os, time
    if "hangs" in kwargs["key"]:
        time.sleep(60)
    if "ends" in kwargs["key"]:
        os.kill(os.getpid(), 9)
    return original(*args, **kwargs)"""
    break_builder(monkeypatch, "jupyterhub_valueprop.page.assembly.build_site", body)
    names = [f"{what}-{number}.example" for what in ("hangs", "ends", "good") for number in (1, 2, 3)]
    brandings = {name: {"community": {"name": name}} for name in names}
    with monkeypatch.context() as patch:
        patch.setattr(LiveSite, "first_site", _no_wait)
        running = await hub(f"{OURS}c.ValueProp.build_timeout = 4\nc.ValueProp.brandings = {brandings!r}\n")
    for name in names[-3:]:
        assert heading(await text(running, name)) == name
    assert "took more than" not in running.log.text  # those that hang still do
    key = "ValueProp.brandings['{}']: error: "
    await running.log.comes_to(key.format("hangs-3.example") + "building the page took more than 4 s")
    for number in (1, 2, 3):
        assert key.format(f"ends-{number}.example") + "the program that builds the page ended early" in running.log.text
        assert heading(await text(running, f"ends-{number}.example")) != f"ends-{number}.example"


@pytest.mark.asyncio
async def test_a_site_whose_file_has_changed_does_not_wait_behind_those_that_have_failed(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    needs: list[Need] = []
    build = process.build

    def noted(question: Mapping[str, Any], seconds: float, need: Callable[[], Need]) -> Answer:
        needs.append(need())
        return build(question, seconds, need)

    monkeypatch.setattr(process, "build", noted)
    break_builder(monkeypatch, "jupyterhub_valueprop.page.assembly.build_site", "__import__('os')._exit(7)")
    branding = tmp_path / "branding" / "branding.yaml"
    branding.parent.mkdir()
    branding.write_text("community: {name: Ocean Data}\n", encoding="utf-8")
    running = await hub(f"{OURS}c.ValueProp.reload_interval = 0.1\nc.ValueProp.branding = {str(branding)!r}\n")
    await running.log.comes_to("ended early (status 7)")
    needs.clear()
    branding.write_text("community: {name: Ocean Lab}\n", encoding="utf-8")
    await running.log.comes_to("a file of the branding has changed")
    for _ in range(200):
        if needs:
            break
        await asyncio.sleep(0.05)
    assert needs[0] == Need.ASKED_FOR


@pytest.mark.asyncio
async def test_a_site_that_somebody_asks_for_is_built_before_the_others(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "__import__('time').sleep(0.1); return original(*args, **kwargs)"
    break_builder(monkeypatch, "jupyterhub_valueprop.page.assembly.build_site", body)
    names = [f"number-{number}.example" for number in range(12)]
    brandings = {name: {"community": {"name": name}} for name in names}
    with monkeypatch.context() as patch:
        patch.setattr(LiveSite, "first_site", _no_wait)
        running = await hub(f"{OURS}c.ValueProp.brandings = {brandings!r}\n")
    assert heading(await text(running, names[-1])) == names[-1]
    assert f"{names[-2]}: ValueProp" not in running.log.text
    await asyncio.to_thread(built, running)


@pytest.mark.asyncio
async def test_a_problem_names_the_entry_as_the_admin_wrote_it(hub: HubsInLoop) -> None:
    brandings = {"OCEAN.example.org.": [{}, {"comunity": 1}], "*": {"layuot": 1}, "Müller.example": {"theme": 7}}
    running = await hub(
        f"{OURS}c.ValueProp.brandings = {brandings!r}\n"
        "c.ValueProp.brandings['FOREST.example'] = [{}, lambda: 1 / 0]\n"
    )
    for says in (
        "ocean.example.org: ValueProp: ValueProp.brandings['OCEAN.example.org.'][1].comunity: error: unknown key",
        "ERROR ValueProp: ValueProp.brandings['*'].layuot: error: unknown key",
        "xn--mller-kva.example: ValueProp: ValueProp.brandings['Müller.example'].theme: error: ",
        "forest.example: ValueProp: ValueProp.brandings['FOREST.example'][1]: error: the callable in",
    ):
        assert says in running.log.text
    assert "ValueProp.branding[" not in running.log.text
    assert "ValueProp.branding." not in running.log.text


@pytest.mark.asyncio
async def test_the_address_of_a_site_is_at_its_own_host(hub: HubsInLoop, folder: Path) -> None:
    running = await start(hub, config(folder, more="c.JupyterHub.public_url = 'https://hub.example.org:9443/'\n"))
    for host, address in ((OCEAN, f"https://{OCEAN}:9443/hub/"), (FOREST, f"https://{FOREST}/hub/")):
        page = await text(running, host)
        assert f'<meta property="og:url" content="{address}' in page
        assert "hub.example.org" not in page.replace(OCEAN, "").replace(FOREST, "")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("brandings", "says"),
    [
        ({"https://ocean.example.org": None}, "leave out 'https://'"),
        ({"ocean.example.org": None, "OCEAN.example.org.": None}, "twice"),
        ({"ocean.example.org": 7}, "takes a path, a mapping"),
        ({"ocean.example.org:443": None}, "browsers leave out"),
        (["ocean.yaml"], "brandings"),
    ],
)
async def test_a_configuration_that_can_not_be_meant_stops_the_hub(hub: HubsInLoop, brandings: Any, says: str) -> None:
    with pytest.raises(Exception, match=re.escape(says)):
        await hub(f"{OURS}c.ValueProp.brandings = {brandings!r}\n")


def test_each_entry_is_read_once_however_many_sites_look_for_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(name: str) -> Host:
        read.append(name)
        return configured_host(name)

    monkeypatch.setattr(traits, "configured_host", counted)
    brandings: dict[str, dict[str, object]] = {f"Community-{number}.example": {} for number in range(100)}
    settings = traits.ValueProp(brandings=brandings)
    first = list(read)

    assert settings.entries == {name.lower(): name for name in brandings}
    assert all(settings.branding_of(name.lower()) is brandings[name] for name in brandings)
    assert settings.key_of("community-7.example") == "ValueProp.brandings['Community-7.example']"
    assert read == first == list(brandings)


@pytest.mark.asyncio
async def test_without_an_entry_for_all_others_they_get_the_branding(hub: HubsInLoop) -> None:
    running = await start(
        hub,
        f"{OURS}c.ValueProp.branding = {{'community': {{'name': 'Plain'}}}}\n"
        f"c.ValueProp.brandings.update({{{OCEAN!r}: {{'community': {{'name': 'Ocean'}}}}}})\n",
    )
    assert heading(await text(running, OCEAN)) == "Ocean"
    assert heading(await text(running, "elsewhere.example")) == "Plain"


@pytest.mark.any_hub
@pytest.mark.asyncio
async def test_a_community_without_a_logo_has_the_one_of_its_hub(hub: HubsInLoop, folder: Path) -> None:
    logo = folder / "ocean" / "logo.svg"
    running = await start(hub, config(folder, more=f"c.JupyterHub.logo_file = {str(logo)!r}\n"))
    image = '<img src="/hub/logo" alt="">'
    async with at(running, "elsewhere.example") as visitor:
        assert image in (await visitor.get("/hub/login")).text
        assert (await visitor.get("/hub/logo")).content == logo.read_bytes()
    assert image not in await text(running, OCEAN)  # which has a logo


@pytest.mark.asyncio
async def test_jupyterhubs_own_logo_is_no_communitys(running: Hub) -> None:
    assert "/hub/logo" not in await text(running, "elsewhere.example")


def test_doctor_tells_of_each_site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    JupyterHub.clear_instance()
    file = folder / "doctor_config.py"
    more = "c.ValueProp.branding = 'ocean/branding.yaml'\n"
    file.write_text(f"c = get_config()\n{config(folder, more=more)}", encoding="utf-8")
    found = findings(str(file))
    JupyterHub.clear_instance()
    assert found["is_on"]
    assert [line.partition("ValueProp")[0] for line in found["line"].splitlines()] == ["", f"{OCEAN}: ", f"{FOREST}: "]
    assert [problem.message for problem in found["problems"] if problem.code == "hub-unused"] == [
        "is not shown, because 'brandings' has an entry '*' for every other host"
    ]
