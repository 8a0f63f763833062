"""A build is a program of its own: whatever becomes of it, people sign in, and nothing of it is left behind."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from broken_builder import break_builder, change_builder, forget_waiting
from jinja2 import Environment
from lone_hub import LoneHub, lone_hub
from real_hub import OURS, PASSWORD, SITES, Hub, HubsInLoop
from visitor import Visitor

import jupyterhub_valueprop
from jupyterhub_valueprop.builder import process
from jupyterhub_valueprop.hub.live_site import FIRST_WAIT, LiveSite
from jupyterhub_valueprop.hub.traits import ValueProp
from jupyterhub_valueprop.site import Site

pytestmark = [pytest.mark.any_hub, pytest.mark.usefixtures("cold_programs")]

PACKAGE = Path(jupyterhub_valueprop.__file__).parent
QUICK = "c.ValueProp.reload_interval = 0.1\n"
READERS = (
    "jupyterhub_valueprop.(content|branding|importing|theme|pictures|page)"
    "|markdown_it|mdit_py|nh3|babel|coloraide|PIL|tinycss2"
)


@pytest.fixture
def branding(tmp_path: Path) -> Path:
    file = tmp_path / "branding" / "branding.yaml"
    file.parent.mkdir()
    (file.parent / "words.md").write_text("# Words\n", encoding="utf-8")
    file.write_text("community: {name: Reef Hub}\nproposition: {source: words.md}\n", encoding="utf-8")
    return file


def config(branding: Path) -> str:
    return f"{OURS}{QUICK}c.ValueProp.branding = {str(branding)!r}\n"


def save(branding: Path, name: str) -> None:
    branding.write_text(f"community: {{name: {name}}}\nproposition: {{source: words.md}}\n", encoding="utf-8")


async def signs_in(url: str) -> bool:
    async with Visitor(url) as visitor:
        return (await visitor.sign_in("ada", PASSWORD)).status_code == 302


async def comes_to_show(url: str, text: str, seconds: float = 10.0) -> bool:
    give_up = time.monotonic() + seconds
    async with httpx.AsyncClient() as client:
        while time.monotonic() < give_up:
            page = (await client.get(f"{url}/hub/login")).text
            assert 'name="_xsrf"' in page
            if text in page:
                return True
            await asyncio.sleep(0.05)
    return False


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param("while True: pass", "took more than 3 s", id="an endless loop"),
        pytest.param("__import__('time').sleep(600)", "took more than 3 s", id="sleep"),
        pytest.param("__import__('re').match('(a|a)*$', 'a' * 40 + 'b')", "took more than 3 s", id="in an expression"),
        pytest.param("b'x' * 2_000_000_000", "MemoryError", id="memory"),
        pytest.param("__import__('os')._exit(7)", "ended early (status 7)", id="exit"),
        pytest.param("__import__('os').abort()", "ended early (signal 6)", id="abort"),
        pytest.param("__import__('os').kill(__import__('os').getpid(), 9)", "ended early (signal 9)", id="killed"),
        pytest.param("raise SystemExit", "ended early (status 0)", id="SystemExit"),
        pytest.param("(lambda f: f(f))(lambda f: f(f))", "RecursionError", id="recursion"),
        pytest.param("[open('/dev/null') for _ in range(100)]", "Too many open files", id="open files"),
        pytest.param("[print('x' * 100_000) for _ in range(1000)]; 1 / 0", "ZeroDivisionError", id="chatter"),
        pytest.param(
            "__import__('os').fork() or __import__('time').sleep(600); __import__('time').sleep(600)",
            "took more than 3 s",
            id="children",
        ),
    ],
)
async def test_a_build_that_goes_wrong_leaves_the_last_page_and_names_the_file_that_it_read(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, branding: Path, body: str, reason: str
) -> None:
    monkeypatch.setattr("jupyterhub_valueprop.hub.live_site.RETRIES", (0.5,))
    running = await hub(config(branding) + "c.ValueProp.build_timeout = 3\n")
    with monkeypatch.context() as patch:
        break_builder(patch, "jupyterhub_valueprop.content.reader.read_proposition", body)
        save(branding, "Kelp Hub")
        await running.log.comes_to(reason)
        assert reason in running.log.text
        assert "words.md: error: " in running.log.text
        assert await comes_to_show(running.url, "Reef Hub")
        assert await signs_in(running.url)
    forget_waiting()
    await no_child_is_left()
    assert await comes_to_show(running.url, "Kelp Hub")  # by itself: no file has changed


async def no_child_is_left() -> None:
    """No program that this process has started goes on, nor one that such a program has left behind in its place.

    Both have the id of their hub's process among their arguments; the programs of other workers have another.
    """
    give_up = time.monotonic() + 15
    left = None
    while left != [] and time.monotonic() < give_up:
        processes = [(each, each.info["cmdline"] or []) for each in psutil.process_iter(["cmdline"])]
        programs = [(each, words) for each, words in processes if any("builder.program" in word for word in words)]
        left = [each for each, words in programs if str(os.getpid()) in words]
        await asyncio.sleep(0.05 if left else 0)
    assert left == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "message",
    [
        pytest.param("b'no site'", id="nonsense"),
        pytest.param("b'{}'", id="an empty site"),
        pytest.param("b'[' * 100000", id="a deep site"),
        pytest.param("b'x' * 100_000_000", id="endless words"),
    ],
)
async def test_an_answer_that_is_no_site_is_not_shown(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, branding: Path, message: str
) -> None:
    running = await hub(config(branding) + "c.ValueProp.build_timeout = 5\n")
    with monkeypatch.context() as patch:
        break_builder(patch, "jupyterhub_valueprop.site.message.write_message", f"return {message}")
        save(branding, "Kelp Hub")
        await running.log.comes_to("ERROR ValueProp:")
        assert "ended early" in running.log.text
        assert await comes_to_show(running.url, "Reef Hub")
    forget_waiting()


@pytest.mark.asyncio
async def test_a_program_that_cannot_be_started_is_said_once_and_the_hubs_own_page_is_shown(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, branding: Path
) -> None:
    monkeypatch.setattr("jupyterhub_valueprop.hub.live_site.RETRIES", (0.3,))
    with monkeypatch.context() as patch:
        forget_waiting()
        patch.setattr("sys.executable", "/no/such/python")
        running = await hub(config(branding))
        for _ in range(3):
            assert await signs_in(running.url)
        await asyncio.sleep(1)  # two tries more
        assert running.log.text.count("can't be started: no such file or directory") == 1
        assert "Traceback" not in running.log.text
    assert await comes_to_show(running.url, "Reef Hub")


@pytest.mark.asyncio
async def test_a_link_out_of_the_folder_that_is_replaced_is_read(hub: HubsInLoop, branding: Path) -> None:
    secret = branding.parent.parent / "secret.md"
    secret.write_text("# A secret word\n", encoding="utf-8")
    words = branding.parent / "words.md"
    words.unlink()
    words.symlink_to(secret)
    running = await hub(config(branding))
    assert "outside-folder" in running.log.text
    words.unlink()
    words.write_text("# Other words\n", encoding="utf-8")
    assert await comes_to_show(running.url, "Other words")
    assert "secret word" not in running.log.text


@pytest.mark.asyncio
async def test_a_file_that_never_stands_still_keeps_no_other_from_being_shown(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, branding: Path
) -> None:
    monkeypatch.setattr("jupyterhub_valueprop.hub.live_site.LONGEST_UNREST", 1.0)
    running = await hub(config(branding))
    words = branding.parent / "words.md"

    async def touch() -> None:
        while True:
            os.utime(words)
            await asyncio.sleep(0.02)

    touching = asyncio.create_task(touch())
    save(branding, "Kelp Hub")
    assert await comes_to_show(running.url, "Kelp Hub")
    touching.cancel()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "callable_layer",
    [
        pytest.param("lambda: sys.exit(3)", id="exits"),
        pytest.param("lambda: (x := [], x.extend([x, x]))[0]", id="holds itself twice"),
        pytest.param("lambda: [lambda: 1] * 3_000_000", id="endless list"),
        pytest.param("lambda: exec('class E(Exception): __str__ = None\\nraise E')", id="an exception without words"),
    ],
)
async def test_whatever_a_callable_does_the_other_layers_are_shown(
    hub: HubsInLoop, branding: Path, callable_layer: str
) -> None:
    running = await hub(f"import sys\n{config(branding)}c.ValueProp.branding = [{str(branding)!r}, {callable_layer}]\n")
    await running.log.comes_to("callable-failed")
    assert "callable-failed" in running.log.text
    save(branding, "Kelp Hub")
    await asyncio.sleep(1)
    assert await comes_to_show(running.url, 'class="vp-card"')


@pytest.mark.asyncio
async def test_an_updated_setting_counts(hub: HubsInLoop) -> None:
    running = await hub(f"{OURS}c.ValueProp.branding.update({{'community': {{'name': 'Reef Hub'}}}})\n")
    assert await comes_to_show(running.url, "Reef Hub")


@pytest.mark.asyncio
async def test_a_first_build_that_hangs_keeps_nobody_waiting_for_long(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, branding: Path
) -> None:
    change_builder(monkeypatch, "import time; time.sleep(600)")
    began = time.monotonic()
    running = await hub(config(branding))
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login")
    assert time.monotonic() - began < 5
    assert 'name="_xsrf"' in page.text
    assert "css/style.min.css" in page.text
    assert "Traceback" not in running.log.text


@pytest.mark.asyncio
async def test_who_waits_for_the_first_page_goes_on_as_soon_as_it_is_there_even_if_others_leave() -> None:
    live = LiveSite(ValueProp(), "/hub/static/")
    leaving, staying = (asyncio.create_task(live.first_site()) for _ in range(2))
    await asyncio.sleep(0.05)
    leaving.cancel()
    await asyncio.sleep(0.05)
    assert not staying.done()
    await asyncio.to_thread(live.first_build)
    assert live.site is not None
    assert await asyncio.wait_for(staying, 0.1) is live.site


@pytest.mark.asyncio
async def test_a_hub_that_can_no_longer_import_this_package_lets_people_sign_in(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, branding: Path
) -> None:
    """As while the package is upgraded below a running hub."""

    def fail(name: str) -> None:
        raise ModuleNotFoundError(name)

    break_builder(monkeypatch, "jupyterhub_valueprop.page.assembly.build_site", "__import__('time').sleep(30)")
    monkeypatch.setattr("jupyterhub_valueprop.hub.rendering.import_module", fail)
    monkeypatch.setattr("jupyterhub_valueprop.hub.live_site.FIRST_WAIT", 0.0)
    running = await hub(config(branding))
    monkeypatch.setattr("jupyterhub_valueprop.hub.live_site.FIRST_WAIT", 1.0)  # the first visitor waits again
    assert await signs_in(running.url)


@pytest.mark.asyncio
async def test_while_its_first_site_is_built_the_hub_does_what_else_the_first_page_needs(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, branding: Path
) -> None:
    """The templates are compiled, and the full garbage collection is over that is due after JupyterHub's imports."""
    events = []
    compile_template = Environment.compile

    def compile_and_tell(environment: Environment, source: Any, name: str | None = None, *more: Any) -> Any:
        events.append(f"compiled {name}")
        return compile_template(environment, source, name, *more)

    break_builder(
        monkeypatch,
        "jupyterhub_valueprop.page.assembly.build_site",
        "__import__('time').sleep(1.5); return original(*args, **kwargs)",
    )
    monkeypatch.setattr("jupyterhub_valueprop.hub.live_site.FIRST_WAIT", 0.0)  # the test does not wait before it looks
    running = await hub(config(branding))
    monkeypatch.setattr("jupyterhub_valueprop.hub.live_site.FIRST_WAIT", 10.0)
    monkeypatch.setattr(Environment, "compile", compile_and_tell)
    monkeypatch.setattr(gc, "collect", lambda: events.append("collected"))
    show = running.live._show

    def show_and_tell(site: Site) -> None:
        events.append("built")
        show(site)

    monkeypatch.setattr(running.live, "_show", show_and_tell)
    async with running.visitor() as visitor:
        assert "Reef Hub" in (await visitor.get("/hub/login")).text
        before = events[: events.index("built")]
        assert "collected" in before
        assert {"compiled valueprop/login.html", "compiled valueprop/languages.html"} <= set(before)
        assert [event for event in events[len(before) :] if event.startswith("compiled")] == []


@pytest.mark.asyncio
async def test_the_emergency_switch_ends_the_wait_for_the_first_page(
    monkeypatch: pytest.MonkeyPatch, branding: Path
) -> None:
    break_builder(monkeypatch, "jupyterhub_valueprop.page.assembly.build_site", "__import__('time').sleep(30)")
    (branding.parent / "valueprop-off").touch()
    live = LiveSite(ValueProp(branding=str(branding), build_timeout=1.0), "/hub/static/")
    waiting = asyncio.create_task(live.first_site())
    await asyncio.sleep(0.05)
    began = time.monotonic()
    building = asyncio.create_task(asyncio.to_thread(live.first_build))
    assert await waiting is None
    assert time.monotonic() - began < min(0.9, FIRST_WAIT)
    await building


@pytest.mark.asyncio
async def test_strict_a_hub_without_a_page_does_not_start(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, branding: Path
) -> None:
    break_builder(monkeypatch, "jupyterhub_valueprop.page.assembly.read_branding")
    with pytest.raises(jupyterhub_valueprop.ValuePropError, match="no page to show"):
        await hub(config(branding) + "c.ValueProp.strict = True\n")


@pytest.mark.asyncio
async def test_the_hub_imports_nothing_that_reads_what_others_wrote(tmp_path: Path, branding: Path) -> None:
    look = f"""
import atexit, re, sys
def tell():
    print("IMPORTED", sorted(name for name in sys.modules if re.match({READERS!r}, name)), flush=True)
atexit.register(tell)
"""
    values = "jupyterhub_valueprop.from_template_vars({'learn_more': '<b>Read on</b>'})"
    layers = f"c.ValueProp.branding = [{values}, {str(branding)!r}]\n"
    with lone_hub(tmp_path / "hub", config(branding) + layers + look) as running:
        assert await comes_to_show(running.url, "Reef Hub")
        assert await comes_to_show(running.url, "<strong>Read on</strong>")
        save(branding, "Kelp Hub")
        assert await comes_to_show(running.url, "Kelp Hub")
        log = running.log_file
    assert "IMPORTED []" in log.read_text()


def test_a_hub_starts_the_program_first_and_makes_the_classes_of_a_site_with_its_first_answer() -> None:
    """Not before: this took a third of what the package adds to a hub's start."""
    program = """
import sys
from traitlets.config import Config
import jupyterhub_valueprop
assert not any(name.startswith(("jupyterhub_valueprop.builder", "jupyterhub_valueprop.hub")) for name in sys.modules)
jupyterhub_valueprop.setup(Config())
assert len(sys.modules["jupyterhub_valueprop.builder.process"]._waiting) == 1
assert "jupyterhub_valueprop.hub.extension" not in sys.modules
jupyterhub_valueprop.Extension
assert "jupyterhub_valueprop.hub.live_site" in sys.modules
assert "jupyterhub_valueprop.site" not in sys.modules
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.asyncio
async def test_no_plugin_of_pydantic_runs_in_the_program(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, branding: Path, tmp_path: Path
) -> None:
    installed, ran = tmp_path / "installed", tmp_path / "ran"
    information = installed / "spy-1.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: spy\nVersion: 1\n")
    (information / "entry_points.txt").write_text("[pydantic]\nspy = spy\n")
    (installed / "spy.py").write_text(f"open({str(ran)!r}, 'w')\n")
    monkeypatch.syspath_prepend(installed)
    forget_waiting()
    running = await hub(config(branding))
    assert await comes_to_show(running.url, "Reef Hub")
    assert not ran.exists()


@pytest.mark.asyncio
async def test_the_program_gets_none_of_the_hubs_environment(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, branding: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("CONFIGPROXY_AUTH_TOKEN", "a secret")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    seen = tmp_path / "seen"
    change_builder(
        monkeypatch,
        f"import os; open({str(seen)!r}, 'w').write(repr((dict(os.environ), sorted(os.listdir('/proc/self/fd')))))",
    )
    secret = os.open(branding, os.O_RDONLY)
    os.set_inheritable(secret, True)
    try:
        running = await hub(config(branding))
        assert await comes_to_show(running.url, "Reef Hub")
    finally:
        os.close(secret)
    environment, descriptors = eval(seen.read_text())
    assert set(environment) <= {"LC_CTYPE", "LD_LIBRARY_PATH", "PYDANTIC_DISABLE_PLUGINS"}
    assert len(descriptors) <= 6  # three pipes, the answers, the two that were looked with


@pytest.mark.asyncio
async def test_a_build_has_no_pipe_of_another(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, branding: Path, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    seen.mkdir()
    body = f"""
    import os, time
    ends = {{os.readlink(f"/proc/self/fd/{{each}}") for each in os.listdir("/proc/self/fd")[:-1]}}
    open(f"{seen}/{{os.getpid()}}", "w").write(repr({{end for end in ends if end.startswith(("pipe:", "socket:"))}}))
    time.sleep(0.5)  # until both are there
    return original(*args, **kwargs)"""
    break_builder(monkeypatch, "jupyterhub_valueprop.page.assembly.build_site", body)
    monkeypatch.setattr("jupyterhub_valueprop.builder.kept_program.KEPT", 0.5)
    running = await hub(config(branding) + f"c.ValueProp.brandings = {{'reef.example.org': {str(branding)!r}}}\n")
    assert await comes_to_show(running.url, "Reef Hub")
    one, other = (eval(file.read_text()) for file in seen.iterdir())
    assert {end.partition(":")[0] for end in one | other} == {"pipe"}
    assert (len(one), len(other), len(one | other)) == (3, 3, 6)
    await no_child_is_left()  # the program ends when it is asked nothing


@pytest.mark.asyncio
async def test_a_program_that_was_killed_while_it_waited_is_replaced(hub: HubsInLoop, branding: Path) -> None:
    running = await hub(config(branding))
    await asyncio.to_thread(running.live.require)
    process.prepare()
    (program,) = process._waiting
    program._started.wait()
    assert program._program is not None
    os.kill(program._program.pid, signal.SIGKILL)
    save(branding, "Kelp Hub")
    assert await comes_to_show(running.url, "Kelp Hub")
    assert "ERROR" not in running.log.text


@pytest.mark.asyncio
async def test_a_thread_that_has_built_its_site_takes_no_other_build_with_it(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, branding: Path
) -> None:
    """The kernel ends a program with the thread that has started it; without reloading, that of a site ends early."""
    body = "__import__('time').sleep(0.3 if 'brandings' in kwargs['key'] else 0); return original(*args, **kwargs)"
    break_builder(monkeypatch, "jupyterhub_valueprop.page.assembly.build_site", body)
    brandings = dict.fromkeys(("one.example", "two.example", "three.example"), str(branding))
    running = await hub(f"{OURS}c.ValueProp.reload_interval = 0\nc.ValueProp.brandings = {brandings!r}\n")
    for live in running.app.tornado_settings[SITES]:
        await asyncio.to_thread(live.require)
    assert "ended early" not in running.log.text


def waiting_for_ever(branding: Path) -> str:
    """A hub whose builds settle, and then never end by themselves; it doesn't wait for them to show its own page."""
    return f"""
from jupyterhub_valueprop.builder import process
from jupyterhub_valueprop.hub import live_site
live_site.FIRST_WAIT = 0.0
process.PROGRAM = process.PROGRAM.replace(
    "main()", "from jupyterhub_valueprop.builder import limits; limits.settle(int(sys.argv[1])); "
    "import time; time.sleep(50)")
{config(branding)}c.ValueProp.build_timeout = 40
"""


@pytest.mark.asyncio
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
async def test_no_program_outlives_its_hub(tmp_path: Path, branding: Path, ending: signal.Signals) -> None:
    with lone_hub(tmp_path / "hub", waiting_for_ever(branding)) as running:
        (builder,) = running.builders
        running.process.send_signal(ending)
        psutil.wait_procs([running.process], timeout=10)
        _, alive = psutil.wait_procs([builder], timeout=3)
    assert alive == []


@pytest.mark.asyncio
async def test_a_package_that_is_deleted_under_a_running_hub_keeps_nobody_out(tmp_path: Path, branding: Path) -> None:
    libraries = tmp_path / "libraries"
    shutil.copytree(PACKAGE, libraries / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    environment = {"PYTHONPATH": str(libraries)}
    with lone_hub(tmp_path / "hub", config(branding), environment=environment) as running:
        assert await comes_to_show(running.url, "Reef Hub")
        shutil.rmtree(libraries)
        assert await signs_in(running.url)
        save(branding, "Kelp Hub")
        await asyncio.sleep(1.5)
        assert await comes_to_show(running.url, 'name="password"')
        assert await signs_in(running.url)
        assert traceback_count(running) <= 2


def traceback_count(running: LoneHub | Hub) -> int:
    return running.log.count("Traceback") if isinstance(running, LoneHub) else running.log.text.count("Traceback")
