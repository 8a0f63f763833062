"""Which pages of the hub carry our parts, and what happens when one of the parts fails."""

from __future__ import annotations

import pytest
from real_hub import OURS, PASSWORD, HubsInLoop

pytestmark = pytest.mark.asyncio

PATHS = ("/hub/home", "/hub/token", "/hub/nothing-here")


async def pages(running):
    async with running.visitor() as visitor:
        await visitor.sign_in("ada", PASSWORD)
        return {path: await visitor.get(path) for path in PATHS}


async def test_every_page_carries_our_footer(hub: HubsInLoop) -> None:
    running = await hub(OURS)

    assert [path for path, page in (await pages(running)).items() if "vp-footer" not in page.text] == []


async def test_with_pages_login_the_others_are_stock(hub: HubsInLoop) -> None:
    running = await hub(OURS + "c.ValueProp.pages = 'login'\n")

    assert [path for path, page in (await pages(running)).items() if "valueprop" in page.text] == []


async def test_with_login_page_off_the_login_page_is_stock(hub: HubsInLoop) -> None:
    running = await hub(OURS + "c.ValueProp.login_page = 'off'\nc.ValueProp.pages = 'login'\n")
    async with running.visitor() as visitor:
        assert "valueprop" not in (await visitor.get("/hub/login")).text


async def test_with_login_page_wrap_the_story_stands_below_the_stock_form(hub: HubsInLoop) -> None:
    running = await hub(OURS + "c.ValueProp.login_page = 'wrap'\n")
    async with running.visitor() as visitor:
        page = (await visitor.get("/hub/login")).text
        assert 0 < page.index("auth-form-body") < page.index("vp-promise")
        assert (await visitor.sign_in("ada", PASSWORD)).status_code == 302


@pytest.mark.parametrize("name", ["head", "favicon", "logo", "notices", "footer", "home", "error"])
async def test_a_part_that_raises_leaves_the_stock_page(hub: HubsInLoop, tmp_path, name: str) -> None:
    folder = tmp_path / "templates" / "valueprop"
    folder.mkdir(parents=True)
    (folder / f"wrapped-{name}.html").write_text("{{ landing.nothing.at.all }}", encoding="utf-8")
    running = await hub(OURS + f"c.JupyterHub.template_paths = [{str(folder.parent)!r}]\n")
    seen = await pages(running)

    assert {path: page.status_code for path, page in seen.items()} == dict(zip(PATHS, (200, 200, 404), strict=True))
    assert all("vp-footer" in page.text for page in seen.values()) is (name != "footer")
