"""A hub with a proxy, by the fixture `hub_app` that JupyterHub's projects share: settings, pages and signing in."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from jupyterhub.tests.mocking import MockHub
from real_hub import VENV_BIN, free_port
from traitlets.config import Config
from visitor import Visitor

import jupyterhub_valueprop
from jupyterhub_valueprop.problems import ValuePropError

pytestmark = [
    # the fixture ends the event loop together with the hub
    pytest.mark.filterwarnings("ignore:An exception occurred during teardown of an asyncio.Runner"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

OCEAN = Path(__file__).parents[2] / "examples" / "ocean" / "branding.yaml"
NAME = "Ocean Data Commons"


@pytest.fixture
async def proxied(
    hub_app: Callable[..., Awaitable[Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Callable[..., Awaitable[Any]]]:
    """Starts a hub with its proxy: `hub = await proxied(branding=…)`, with settings of ours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{VENV_BIN}{os.pathsep}{os.environ['PATH']}")
    started, opened = [], []

    async def start(**settings: object) -> Any:
        config = Config()
        jupyterhub_valueprop.setup(config)
        config.ValueProp.update(settings)
        config.JupyterHub.bind_url = f"http://127.0.0.1:{free_port()}/"
        try:
            hub = await hub_app(config)
        finally:
            opened.append(MockHub.instance())  # one that does not start has opened its database all the same
        started.append(hub)
        return hub

    yield start
    for hub in started:
        process = hub.proxy.proxy_process
        process.terminate()
        process.wait(10)
    for hub in opened:
        # nothing else closes them, and a later test would get Python's warning
        hub.db_file.close()
        if getattr(hub, "db", None) is not None:
            hub.db.close()
            hub.db.get_bind().dispose()


def visitor(hub: Any) -> Visitor:
    return Visitor(hub.bind_url.rstrip("/"))


async def test_every_setting_reaches_the_page_through_the_proxy(proxied: Callable[..., Awaitable[Any]]) -> None:
    hub = await proxied(branding={"community": {"name": "Reef Watch"}, "layout": "minimal"}, strict=True)
    async with visitor(hub) as someone:
        page = await someone.get()

    assert page.status_code == 200
    assert "Reef Watch</h1>" in page.text
    assert 'class="vp-promise"' not in page.text


async def test_a_strict_hub_does_not_start_with_a_problem(proxied: Callable[..., Awaitable[Any]]) -> None:
    with pytest.raises(ValuePropError, match="communty"):
        await proxied(branding={"communty": {"name": "Reef Watch"}}, strict=True)


async def test_somebody_signs_in_and_sees_the_brand_on_every_page(proxied: Callable[..., Awaitable[Any]]) -> None:
    hub = await proxied(branding=str(OCEAN), strict=True)
    async with visitor(hub) as ada:
        login = await ada.get()
        answer = await ada.submit(login, username="ada", password="ada")
        pages = [login, await ada.get("/hub/home"), await ada.get("/hub/token"), await ada.get("/hub/lost")]

    assert (answer.status_code, answer.headers["location"]) == (302, "/hub/spawn")
    assert [page.status_code for page in pages] == [200, 200, 200, 404]
    assert [NAME in page.text for page in pages] == [True] * 4


async def test_a_wrong_password_keeps_somebody_out_with_a_word(proxied: Callable[..., Awaitable[Any]]) -> None:
    hub = await proxied(branding=str(OCEAN), strict=True)
    async with visitor(hub) as ada:
        answer = await ada.sign_in("ada", "wrong")

    assert "Invalid username or password" in answer.text
    assert NAME in answer.text


async def test_the_page_of_a_server_that_is_gone_has_the_brand(proxied: Callable[..., Awaitable[Any]]) -> None:
    """The proxy asks the hub for it: nobody's request gets there."""
    hub = await proxied(branding=str(OCEAN), strict=True)
    await hub.proxy.add_route("/gone/", f"http://127.0.0.1:{free_port()}", {})
    async with visitor(hub) as someone:
        page = await someone.get("/gone/")

    assert page.status_code == 503
    assert NAME in page.text
