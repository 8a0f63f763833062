"""Whatever of ours breaks, people sign in: on our default page or on the hub's own, and the log says why."""

from __future__ import annotations

import asyncio
import inspect
import re
import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from broken_builder import break_builder, forget_waiting
from real_hub import OURS, PASSWORD, Hub, HubsInLoop

from jupyterhub_valueprop.hub.metrics import SiteMetrics

pytestmark = pytest.mark.asyncio

EXAMPLE = Path(__file__).parents[2] / "examples" / "ocean" / "branding.yaml"
OURS_IS_SHOWN = 'class="vp-card"'
STOCK_IS_SHOWN = "css/style.min.css"


class BrokenError(Exception):
    """What the broken parts of these tests raise."""


def breaks(*args: Any, **kwargs: Any) -> Any:
    raise BrokenError("broken on purpose")


async def sign_in_with_a_mistake(running: Hub) -> str:
    """Sign in as people do, with a wrong password first; the login page that was shown."""
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login?next=%2Fhub%2Ftoken")
        assert page.status_code == 200
        refused = await visitor.submit(page, username="ada", password="wrong")
        assert refused.status_code < 500
        assert "Invalid username or password" in refused.text
        answer = await visitor.submit(refused, username="ada", password=PASSWORD)
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/hub/token")
        assert (await visitor.get("/hub/home")).status_code == 200
    return page.text


# --- files of the branding: our page, with what can still be used ----------------------------------------------------


def written(content: bytes) -> Callable[[Path], str]:
    def make(folder: Path) -> str:
        file = folder / "branding.yaml"
        file.write_bytes(content)
        return str(file)

    return make


def missing(folder: Path) -> str:
    return str(folder / "gone.yaml")


def directory(folder: Path) -> str:
    return str(folder)


def link_to_itself(folder: Path) -> str:
    """Unreadable for everybody, also for root."""
    link = folder / "loop.yaml"
    link.symlink_to(link)
    return str(link)


@pytest.mark.parametrize(
    ("branding", "reason"),
    [
        pytest.param(missing, r"gone\.yaml", id="gone"),
        pytest.param(directory, r"", id="a directory"),
        pytest.param(link_to_itself, r"loop\.yaml", id="unreadable"),
        pytest.param(written(b"\xff\xfe\x00\x01"), r"branding\.yaml", id="binary"),
        pytest.param(written(b"community: {name: [unclosed"), r"branding\.yaml:1", id="broken YAML"),
        pytest.param(written(b"- a\n- list\n"), r"branding\.yaml", id="a list"),
        pytest.param(written(b"just words"), r"branding\.yaml", id="words"),
        pytest.param(written(b"a: &a [*a]"), r"branding\.yaml", id="recursive"),
        pytest.param(written(b"!!python/object/apply:os.system ['true']"), r"branding\.yaml", id="a Python object"),
        pytest.param(written(b"community: {name: {}}\ntheme: {primary: nonsense}\n"), r"primary", id="wrong values"),
        pytest.param(written(b"extends: branding.yaml\n"), r"branding\.yaml", id="extends itself"),
        pytest.param(written(b"community: {logo: gone.svg}\n"), r"gone\.svg", id="logo gone"),
        pytest.param(written(b"proposition: {source: gone.md}\n"), r"gone\.md", id="document gone"),
        pytest.param(written(b"proposition: {source: .}\n"), r"source|directory", id="document a directory"),
    ],
)
async def test_an_unusable_branding_file_leaves_our_page_and_a_reason(
    hub: HubsInLoop, tmp_path: Path, branding: Callable[[Path], str], reason: str
) -> None:
    folder = tmp_path / "branding"
    folder.mkdir()
    running = await hub(f"{OURS}c.ValueProp.branding = {branding(folder)!r}\n")
    assert OURS_IS_SHOWN in await sign_in_with_a_mistake(running)
    said = [line for line in running.log.lines if line.startswith(("ERROR ValueProp:", "WARNING ValueProp:"))]
    assert said != []
    assert re.search(reason, "\n".join(said))


async def test_a_document_of_another_encoding_leaves_our_page_and_a_reason(hub: HubsInLoop, tmp_path: Path) -> None:
    document = tmp_path / "latin.md"
    document.write_bytes("# Für alle".encode("latin-1"))
    running = await hub(f"{OURS}c.ValueProp.branding = {{'proposition': {{'source': {str(document)!r}}}}}\n")
    assert OURS_IS_SHOWN in await sign_in_with_a_mistake(running)
    assert "latin.md" in running.log.text


async def test_a_callable_that_raises_is_logged_and_people_sign_in(hub: HubsInLoop) -> None:
    running = await hub(OURS + "def broken():\n    raise OSError('no such database')\nc.ValueProp.branding = broken\n")
    await sign_in_with_a_mistake(running)
    assert "no such database" in running.log.text


@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_text("community: [")], ids=["gone", "garbage"])
async def test_a_file_that_breaks_while_the_hub_runs_leaves_the_last_good_page(
    hub: HubsInLoop, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    file = tmp_path / "branding.yaml"
    file.write_text("community: {name: Reef Hub}\n")
    running = await hub(f"{OURS}c.ValueProp.branding = {str(file)!r}\nc.ValueProp.reload_interval = 0.05\n")
    damage(file)
    await running.log.comes_to("ERROR ValueProp:")
    assert "branding.yaml" in running.log.text
    assert "Reef Hub" in await sign_in_with_a_mistake(running)


async def test_strict_a_branding_with_errors_stops_the_hub_at_start(hub: HubsInLoop) -> None:
    with pytest.raises(Exception, match="unknown key"):
        await hub(f"{OURS}c.ValueProp.strict = True\nc.ValueProp.branding = {{'communty': {{}}}}\n")


# --- templates and code: the hub's own page --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("{{ 1 // 0 }}", id="raises"),
        pytest.param("{% if %}", id="does not parse"),
        pytest.param("{% include 'no-such-template.html' %}", id="includes what is not there"),
        pytest.param("{{ landing.no.such.thing }}", id="asks for what is not there"),
    ],
)
async def test_a_broken_template_gives_the_hubs_own_page(hub: HubsInLoop, tmp_path: Path, template: str) -> None:
    folder = tmp_path / "templates" / "valueprop"
    folder.mkdir(parents=True)
    (folder / "login.html").write_text(template)
    running = await hub(f"{OURS}c.JupyterHub.template_paths = [{str(folder.parent)!r}]\n")
    page = await sign_in_with_a_mistake(running)
    assert OURS_IS_SHOWN not in page
    assert STOCK_IS_SHOWN in page
    assert "ERROR ValueProp: the login page failed" in running.log.text
    assert "Traceback" in running.log.text


def functions_of(modules: str) -> list[str]:
    """Full names of the public functions of ours that these modules define or import."""
    import_module("jupyterhub_valueprop.hub")
    import_module("jupyterhub_valueprop.page")
    users = [
        vars(module) for name, module in sys.modules.items() if re.match(rf"jupyterhub_valueprop\.{modules}", name)
    ]
    functions = [value for names in users for value in names.values() if inspect.isfunction(value)]
    ours = {f"{each.__module__}.{each.__name__}" for each in functions if not each.__name__.startswith("_")}
    return sorted(name for name in ours if name.startswith("jupyterhub_valueprop."))


INTERNALS = "jupyterhub_valueprop.hub.internals"
NOT_IN_A_VIEW = {
    # only saves time: where it fails, `build` starts the program, and says so if it can't
    "jupyterhub_valueprop.builder.process.prepare",
    # while the hub starts
    f"{INTERNALS}.native_templates",
    f"{INTERNALS}.replace_login_template",
    f"{INTERNALS}.replace_static_handler",
}
FUNCTIONS_OF_THE_HUB = sorted(
    {*functions_of("(hub.(internals|request|metrics|rendering|languages)|builder.(process|layers))")} - NOT_IN_A_VIEW
)


@pytest.mark.sampled
@pytest.mark.parametrize("moment", ["from the start", "while the hub runs"])
@pytest.mark.parametrize("part", FUNCTIONS_OF_THE_HUB)
async def test_any_function_of_the_hub_that_raises_leaves_a_page_that_signs_in(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], part: str, moment: str
) -> None:
    config = f"{OURS}c.ValueProp.branding = {str(EXAMPLE)!r}\n"
    calls: list[str] = []

    def broken(*args: Any, **kwargs: Any) -> Any:
        calls.append(part)
        raise BrokenError("broken on purpose")

    if moment == "from the start":
        replace_everywhere(monkeypatch, part, broken)
        running = await hub(config)
    else:
        running = await hub(config)
        replace_everywhere(monkeypatch, part, broken)
    await sign_in_with_a_mistake(running)
    # what is logged while the configuration is read, only the terminal has
    assert ("BrokenError: broken on purpose" in running.log.text + capfd.readouterr().err) == bool(calls)


@pytest.mark.parametrize("name", ["viewed", "reloaded", "built", "count_problems", "switched"])
async def test_metrics_that_fail_leave_a_page_that_signs_in(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise BrokenError("broken on purpose")

    running = await hub(OURS)
    monkeypatch.setattr(SiteMetrics, name, broken)
    await sign_in_with_a_mistake(running)


@pytest.mark.parametrize("part", functions_of("page"))
async def test_any_function_of_the_builder_that_raises_leaves_a_page_that_signs_in(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, part: str
) -> None:
    """From the start it is the hub's own; while the hub runs it is the last one, and both come back by themselves."""
    folder = shutil.copytree(EXAMPLE.parent, tmp_path / "example")
    file, called = folder / "branding.yaml", tmp_path / "called"
    config = f"{OURS}c.ValueProp.branding = {str(file)!r}\nc.ValueProp.reload_interval = 0.05\n"
    body = f"open({str(called)!r}, 'a').close(); raise RuntimeError('broken on purpose')"
    with monkeypatch.context() as patch:
        break_builder(patch, part, body)
        running = await hub(config)
        page = await sign_in_with_a_mistake(running)
        assert ("RuntimeError: broken on purpose" in running.log.text) == called.exists()
        assert (OURS_IS_SHOWN not in page) == ("the page could not be built" in running.log.text)
    forget_waiting()
    file.write_text(file.read_text(encoding="utf-8") + "\n# saved again\n", encoding="utf-8")
    assert await comes_to_show(running, OURS_IS_SHOWN)


async def comes_to_show(running: Hub, text: str, seconds: float = 10.0) -> bool:
    """Whether the login page has a text before long."""
    async with running.visitor() as visitor:
        for _ in range(int(seconds / 0.05)):
            if text in (await visitor.get("/hub/login")).text:
                return True
            await asyncio.sleep(0.05)
    return False


def replace_everywhere(monkeypatch: pytest.MonkeyPatch, part: str, replacement: Callable[..., Any]) -> None:
    """Replace a function in the module that defines it and in all that have imported it."""
    home, _, name = part.rpartition(".")
    original = getattr(sys.modules[home], name)
    for module in [module for known, module in sys.modules.items() if known.startswith("jupyterhub_valueprop.")]:
        for attribute, value in list(vars(module).items()):
            if value is original:
                monkeypatch.setattr(module, attribute, replacement)


async def test_a_reload_that_raises_changes_nothing(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "branding.yaml"
    file.write_text("community: {name: Reef Hub}\n")
    running = await hub(f"{OURS}c.ValueProp.branding = {str(file)!r}\nc.ValueProp.reload_interval = 0.05\n")
    with monkeypatch.context() as patch:
        break_builder(patch, "jupyterhub_valueprop.page.assembly.read_branding")
        file.write_text("community: {name: Kelp Hub, tagline: changed}\n")
        await running.log.comes_to("broken on purpose")
        assert "Reef Hub" in await sign_in_with_a_mistake(running)
    forget_waiting()
    file.write_text("community: {name: Mangrove Hub, tagline: changed again}\n")
    assert await comes_to_show(running, "Mangrove Hub")


async def test_broken_parts_of_other_pages_leave_those_pages_whole(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = await hub(OURS)
    monkeypatch.setattr("jupyterhub_valueprop.hub.rendering.choose_language", breaks)
    async with running.visitor() as visitor:
        await visitor.sign_in("ada", PASSWORD)
        home = await visitor.get("/hub/home")
        lost = await visitor.get("/hub/no/such/page")
    assert home.status_code == 200
    assert "ada" in home.text
    assert lost.status_code == 404
