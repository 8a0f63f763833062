"""The emergency switch takes our pages off a running hub and puts them on again; no request fails meanwhile."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from real_hub import OURS, Hub

from jupyterhub_valueprop.hub.log_lines import as_log_line

BRANDED = (
    OURS
    + """
c.ValueProp.reload_interval = 0.2
c.ValueProp.branding = 'branding.yaml'
c.JupyterHub.authenticate_prometheus = False
"""
)
NAME = "Ocean Data Commons"
#: What only our login page says; the name also stands on the wrapped pages of the hub.
STORY = "right to replicate"


def write(folder: Path, more: str = "") -> None:
    (folder / "branding.yaml").write_text(f"community: {{name: {NAME}}}\n{more}", encoding="utf-8")


async def comes_to(running: Hub, *, ours: bool, seconds: float = 5.0) -> None:
    """Ask for the login page until it is ours, or JupyterHub's; each answer has to be a page that signs in."""
    async with running.visitor() as visitor:
        for _ in range(int(seconds / 0.02)):
            page = await visitor.get("/hub/login")
            assert page.status_code == 200
            assert 'name="_xsrf"' in page.text
            if (STORY in page.text.casefold()) is ours:
                return
            await asyncio.sleep(0.02)
    raise AssertionError(f"the login page never became {'ours' if ours else 'the one of JupyterHub'}")


async def metric(running: Hub, name: str) -> float:
    async with running.visitor() as visitor:
        text = (await visitor.get("/hub/metrics")).text
    found = re.search(rf"^jupyterhub_valueprop_{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


async def counts(running: Hub, name: str, value: float, seconds: float = 5.0) -> None:
    """Look at a metric until it has this value: the hub of the test before shares it, and may still set it once."""
    for _ in range(int(seconds / 0.02)):
        if await metric(running, name) == value:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{name} never became {value}")


@pytest.mark.any_hub
@pytest.mark.asyncio
@pytest.mark.parametrize("said", ["off", " OFF "])
async def test_the_environment_switches_everything_off(
    hub: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("JUPYTERHUB_VALUEPROP", said)
    write(tmp_path, "no_such_key: 1\n")
    running = await hub(BRANDED + "c.ValueProp.strict = True\n")
    async with running.visitor() as visitor:
        login = await visitor.get("/hub/login")
        await visitor.sign_in("ada")
        home = await visitor.get("/hub/home")
    assert "valueprop" not in login.text + home.text
    assert 'name="password"' in login.text
    assert running.log.text.count("switched off by JUPYTERHUB_VALUEPROP") == 1
    assert "no_such_key" not in running.log.text  # nothing of the branding is read


@pytest.mark.asyncio
async def test_a_template_of_the_admin_that_extends_ours_does_not_fail_while_switched_off(
    hub: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTERHUB_VALUEPROP", "off")
    (tmp_path / "login.html").write_text('{% extends "valueprop/login.html" %}', encoding="utf-8")
    running = await hub(OURS + f"c.JupyterHub.template_paths = [{str(tmp_path)!r}]\n")
    await comes_to(running, ours=False)


@pytest.mark.any_hub
@pytest.mark.asyncio
async def test_a_file_beside_the_branding_switches_off_and_on_under_load(hub: Any, tmp_path: Path) -> None:
    write(tmp_path)
    running = await hub(BRANDED)
    await comes_to(running, ours=True)
    codes: list[int] = []

    async def load() -> None:
        async with running.visitor() as visitor:
            while True:
                codes.extend([(await visitor.get(path)).status_code for path in ("/hub/login", "/hub/login?next=/x")])
                await asyncio.sleep(0)

    visitors = [asyncio.create_task(load()) for _ in range(4)]
    for _ in range(2):
        (tmp_path / "valueprop-off").touch()
        await comes_to(running, ours=False)
        (tmp_path / "valueprop-off").unlink()
        await comes_to(running, ours=True)
    for each in visitors:
        each.cancel()
    await asyncio.gather(*visitors, return_exceptions=True)
    assert len(codes) > 20
    assert set(codes) == {200}
    assert running.log.text.count("switched off by") == running.log.text.count("switched on again") == 2


@pytest.mark.asyncio
async def test_what_the_switch_does_is_counted(hub: Any, tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "valueprop-off").symlink_to("nowhere")  # an emergency: a link that leads nowhere counts
    running = await hub(BRANDED)
    before = await metric(running, 'fallback_views_total{reason="off",site="*"}')
    await comes_to(running, ours=False)
    assert await metric(running, 'fallback_views_total{reason="off",site="*"}') > before
    await counts(running, 'switched_off{site="*"}', 1)
    (tmp_path / "valueprop-off").unlink()
    await comes_to(running, ours=True)
    await counts(running, 'switched_off{site="*"}', 0)


@pytest.mark.asyncio
async def test_a_folder_of_the_admin_serves_where_the_branding_is_no_file(hub: Any, tmp_path: Path) -> None:
    mapping = f"c.ValueProp.branding = {{'community': {{'name': {NAME!r}}}}}\n"
    running = await hub(BRANDED + mapping + f"c.ValueProp.folders = [{str(tmp_path)!r}]\n")
    await comes_to(running, ours=True)
    (tmp_path / "valueprop-off").mkdir()
    await comes_to(running, ours=False)


@pytest.mark.asyncio
async def test_the_folder_of_what_a_mapping_extends_serves_too(hub: Any, tmp_path: Path) -> None:
    write(tmp_path)
    mapping = f"c.ValueProp.branding = [{{'extends': {str(tmp_path / 'branding.yaml')!r}}}]\n"
    running = await hub(BRANDED + mapping)
    await comes_to(running, ours=True)
    (tmp_path / "valueprop-off").touch()
    await comes_to(running, ours=False)


def test_control_characters_of_a_name_do_not_reach_the_log_as_they_are() -> None:
    assert as_log_line("a\x1b[31mb\r\nc\u202ed\ud800é") == r"a\x1b[31mb\r\nc\u202ed\ud800é"


@pytest.mark.asyncio
@pytest.mark.parametrize("page", ["page", "wrap"])
async def test_a_branding_leaves_the_login_page_to_the_hub(hub: Any, tmp_path: Path, page: str) -> None:
    write(tmp_path)
    running = await hub(BRANDED + f"c.ValueProp.login_page = {page!r}\n")
    await comes_to(running, ours=True)

    write(tmp_path, "hub: {login_page: OFF}\n")
    await comes_to(running, ours=False)
    async with running.visitor() as visitor:
        await visitor.sign_in("ada")
        assert NAME in (await visitor.get("/hub/home")).text
    write(tmp_path, "hub: {login_page: on}\n")
    await comes_to(running, ours=True)


@pytest.mark.asyncio
async def test_a_branding_with_a_mistake_elsewhere_still_switches_its_login_page_off(hub: Any, tmp_path: Path) -> None:
    write(tmp_path)
    running = await hub(BRANDED)
    await comes_to(running, ours=True)
    write(tmp_path, "hub: {login_page: off}\nlayout: enormous\n")
    await comes_to(running, ours=False)
    await running.log.comes_to("switched the login page off")
    write(tmp_path, "layout: enormous\n")  # faulty, and no word of it any more: as it was
    await asyncio.sleep(0.5)
    await comes_to(running, ours=False)
    write(tmp_path)
    await comes_to(running, ours=True)


@pytest.mark.asyncio
async def test_the_hub_says_once_what_it_shows_and_again_what_has_changed(hub: Any, tmp_path: Path) -> None:
    write(tmp_path, "locales: [en, es]\n")
    running = await hub(BRANDED)
    await comes_to(running, ours=True)
    line = next(line for line in running.log.lines if "login page: page" in line)
    assert re.match(r"INFO ValueProp \S+: login page: page; other pages: branded; layers: branding\.yaml; ", line)
    assert line.endswith("languages: en, es; problems: none")
    write(tmp_path)
    await running.log.comes_to("now shown")
    assert sum("login page: page" in line for line in running.log.lines) == 2


@pytest.mark.asyncio
async def test_a_set_up_that_cannot_be_looked_at_or_told_keeps_no_page_back(
    hub: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("jupyterhub_valueprop.hub.live_site.start_line", breaks)
    monkeypatch.setattr("jupyterhub_valueprop.hub.extension.setup_problems", breaks)
    write(tmp_path)
    running = await hub(BRANDED)
    await comes_to(running, ours=True)
    for words in ("the check of this hub's setup failed", "the line about what is shown could not be logged"):
        assert running.log.text.count(words) == 1
