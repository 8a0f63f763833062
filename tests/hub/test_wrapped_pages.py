"""Which pages of the hub carry our parts; whatever breaks in them leaves the pages that the hub has without us."""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from broken_builder import break_builder
from every_page import HUB, prepare
from real_hub import OURS, PASSWORD, HubsInLoop

from jupyterhub_valueprop.hub import custom_html, error_pages, internals, languages, rendering, request, templates

pytestmark = pytest.mark.asyncio

WRAPPED = OURS + "c.ValueProp.login_page = 'wrap'\n"
TEMPLATES = templates.TEMPLATES
PARTS = sorted(path.stem for path in (TEMPLATES / "valueprop").glob("wrapped-*.html"))
SHIMS = [*templates.WRAPPED, "login-wrap.html"]


def public_functions(module: ModuleType) -> list[str]:
    functions = inspect.getmembers(module, inspect.isfunction)
    return [name for name, value in functions if value.__module__ == module.__name__ and not name.startswith("_")]


#: What breaks in a page while it is made; `part`, `login` and `hubs_own` are what keeps that from the hub.
FUNCTIONS = [
    *((module, name) for module in (custom_html, error_pages, languages, request) for name in public_functions(module)),
    *((internals, name) for name in ("handler_of", "refusal_of", "sign_in_handlers", "is_raised_by")),
    *((rendering.Rendering, name) for name in ("_landing", "_values")),
    (templates.Ancestors, "of"),
]


def breaks(*args: Any, **kwargs: Any) -> Any:
    raise RuntimeError("broken on purpose")


class Looks(dict[str, tuple[int, str]]):
    """The status and the HTML of every page of a hub, without what differs from hub to hub and from view to view."""

    def lines(self, name: str) -> list[str]:
        return [line.strip() for line in self[name][1].splitlines() if line.strip()]


async def look(hub: HubsInLoop, config: str) -> Looks:
    """Every page of a hub."""
    running = await hub(HUB + config)
    pages = await prepare(running.url)
    seen = Looks()
    for user in {page.user for page in pages.values()}:
        async with running.visitor() as visitor:
            if user:
                answer = await visitor.sign_in(user, PASSWORD)
                assert answer.status_code == 302, f"{user} could not sign in: {answer.status_code}\n{answer.text}"
                assert (await visitor.get("/hub/token")).status_code == 200, f"{user} is not signed in"
            for name, page in pages.items():
                if page.user == user:
                    running.app.authenticator.auto_login = page.auto_login
                    answer = await visitor.get(f"/hub/{page.path}")
                    seen[name] = answer.status_code, same(answer.text)
        running.app.authenticator.auto_login = False
    assert {name: status for name, (status, _) in seen.items()} == {name: page.status for name, page in pages.items()}
    return seen


def same(html: str) -> str:
    """The page without tokens and versions, and without title, logo and icon, which ours stand in for."""
    html = re.sub(r"[\w%=|-]{40,}", "TOKEN", html)
    html = re.sub(r"\bv=\w+|\b20\d{12}\b", "VERSION", html)
    html = re.sub(r'<link rel="(shortcut )?icon"[^>]*>|<title.*?</title>', "", html, flags=re.S)
    return re.sub(r'<span id="jupyterhub-logo".*?</span>', "", html, flags=re.S)


_stock = Looks()


async def stock(hub: HubsInLoop) -> Looks:
    """The pages of the hub without us, which stay the same for all tests."""
    if not _stock:
        _stock.update(await look(hub, ""))
    return _stock


def lacking(ours: Looks, stock: Looks) -> dict[str, list[str]]:
    """The lines of the stock pages that ours have not, or not in the same order; for each page that lacks some."""
    missing = {}
    for name in stock:
        rest = iter(ours.lines(name))
        lost = [line for line in stock.lines(name) if line not in rest]
        if lost or ours[name][0] != stock[name][0]:
            missing[name] = lost
    return missing


# --- which pages ------------------------------------------------------------------------------------------------------


async def test_every_page_carries_our_parts_and_all_that_the_stock_page_has(hub: HubsInLoop) -> None:
    expected, seen = await stock(hub), await look(hub, WRAPPED)

    assert [name for name, (_, html) in seen.items() if "vp-footer" not in html] == []
    assert lacking(seen, expected) == {}


async def test_with_pages_login_the_others_are_stock(hub: HubsInLoop) -> None:
    seen = await look(hub, WRAPPED + "c.ValueProp.pages = 'login'\n")
    expected = dict(await stock(hub))
    del expected["login"], seen["login"]

    assert seen == expected


async def test_with_login_page_off_and_pages_login_every_page_is_stock(hub: HubsInLoop) -> None:
    expected = await stock(hub)

    assert await look(hub, OURS + "c.ValueProp.login_page = 'off'\nc.ValueProp.pages = 'login'\n") == expected


async def test_with_login_page_wrap_the_story_stands_below_the_stock_form(hub: HubsInLoop) -> None:
    running = await hub(WRAPPED)
    async with running.visitor() as visitor:
        page = (await visitor.get("/hub/login")).text
        assert 0 < page.index("auth-form-body") < page.index("vp-promise")
        assert (await visitor.sign_in("ada", PASSWORD)).status_code == 302


# --- whatever breaks --------------------------------------------------------------------------------------------------


def overridden(folder: Path, source: str, *parts: str) -> str:
    """The line of configuration with which a template of an admin stands in for each of these parts."""
    (folder / "admins" / "valueprop").mkdir(parents=True)
    for part in parts:
        (folder / "admins" / "valueprop" / f"{part}.html").write_text(source, encoding="utf-8")
    return f"c.JupyterHub.template_paths = [{str(folder / 'admins')!r}]\n"


@pytest.mark.sampled(most=3)
@pytest.mark.parametrize("part", PARTS)
async def test_a_part_that_raises_leaves_the_stock_page_and_the_other_parts(
    hub: HubsInLoop, tmp_path: Path, part: str
) -> None:
    expected = await stock(hub)
    seen = await look(hub, WRAPPED + overridden(tmp_path, "{{ landing.nothing.at.all }}", part))

    assert lacking(seen, expected) == {}
    assert all("vp-footer" in html for _, html in seen.values()) is (part != "wrapped-footer")
    assert f"the part '{part}' failed" in hub.log.text


@pytest.mark.parametrize("source", ["{{ 1 // 0 }}", "{% if %}", "{% include 'gone.html' %}"])
async def test_with_every_part_broken_the_pages_are_the_stock_pages(
    hub: HubsInLoop, tmp_path: Path, source: str
) -> None:
    expected = await stock(hub)

    assert await look(hub, WRAPPED + overridden(tmp_path, source, *PARTS)) == expected


async def test_where_no_page_could_be_built_at_all_the_pages_are_the_stock_pages(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = await stock(hub)
    break_builder(monkeypatch, "jupyterhub_valueprop.page.assembly.read_branding")

    assert await look(hub, WRAPPED) == expected


@pytest.mark.sampled(most=5)
@pytest.mark.parametrize(("home", "name"), FUNCTIONS, ids=[name for _, name in FUNCTIONS])
async def test_a_function_that_raises_leaves_the_stock_page(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, home: Any, name: str
) -> None:
    expected = await stock(hub)
    original = getattr(home, name)
    for user in (home, rendering, request):
        if vars(user).get(name) is original:
            monkeypatch.setattr(user, name, breaks)

    assert lacking(await look(hub, WRAPPED), expected) == {}


@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_bytes(b"\xff")], ids=["gone", "garbage"])
async def test_templates_of_ours_that_cannot_be_read_leave_the_stock_page(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    expected = await stock(hub)
    monkeypatch.setattr(templates, "TEMPLATES", shutil.copytree(TEMPLATES, tmp_path / "ours"))
    for shim in SHIMS:
        damage(tmp_path / "ours" / shim)

    assert await look(hub, WRAPPED) == expected
    assert [shim for shim in SHIMS if f"{shim} can't be read" not in hub.log.text] == []


@pytest.mark.parametrize(
    "source",
    ['{% extends "valueprop-next/NAME" %}', '{% extends "NAME" %}', "{% if %}", '{% extends "gone.html" %}'],
    ids=["extends itself by our name", "extends itself", "does not parse", "extends what is not there"],
)
async def test_templates_of_an_admin_that_cannot_be_shown_leave_the_stock_page(
    hub: HubsInLoop, tmp_path: Path, source: str
) -> None:
    expected = await stock(hub)
    (tmp_path / "admins").mkdir()
    for name in templates.WRAPPED:
        (tmp_path / "admins" / name).write_text(source.replace("NAME", name), encoding="utf-8")
    seen = await look(hub, f"{WRAPPED}c.JupyterHub.template_paths = [{str(tmp_path / 'admins')!r}]\n")

    assert lacking(seen, expected) == {}
