"""What can't be right in a hub's set-up: told once in its log at start, and by `doctor`, which asks hubs too."""

import asyncio
import re
import runpy
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import jupyterhub
import pytest
import warm_examination
from click.testing import CliRunner, Result
from picture_host import certificate, picture_host
from real_hub import OURS

from jupyterhub_valueprop import __version__
from jupyterhub_valueprop.cli import main
from jupyterhub_valueprop.hub import metrics

PRINTED = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "generate.py"))["PRINTED"]
FINE = OURS + "c.JupyterHub.public_url = 'https://hub.example.org'\n"


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> None:
    """The program that loads the configuration is forked from one that has imported JupyterHub."""
    if not pytestconfig.pluginmanager.hasplugin("builder_coverage"):  # which counts what the program itself runs
        monkeypatch.setattr(subprocess, "run", warm_examination.run)


def doctor(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["doctor", *arguments])


def of_config(tmp_path: Path, config: str, *arguments: str) -> Result:
    file = tmp_path / "jupyterhub_config.py"
    file.write_text("c = get_config()\n" + config, encoding="utf-8")
    return doctor("--config", str(file), *arguments)


def test_a_hub_that_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jupyterhub_config.py").write_text(f"print('noise')\nc = get_config()\n{FINE}", encoding="utf-8")
    result = doctor()
    versions = (jupyterhub.__version__, __version__)
    shown = PRINTED["doctor"].replace("hub/branding.yaml", "the default")
    for pattern, version in zip((r"(?<=on: JupyterHub )[\w.]+", r"(?<=ValueProp )[\w.]+"), versions, strict=True):
        shown = re.sub(pattern, version, shown)
    assert (result.exit_code, f"{result.stdout}{result.stderr}") == (0, shown)


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize(
    ("config", "is_on", "said"),
    [
        ("c.ValueProp.branding = {'community': {'nmae': 'Ocean'}}\n", True, "did you mean 'name'? [unknown-key]"),
        ("c.JupyterHub.jinja_environment_options = {'trim_blocks': True}\n", False, "[hub-undone]"),
        (
            "c.JupyterHub.jinja_environment_options.update(extensions=['jinja2.ext.do'])\n",
            False,
            "'jupyterhub_valueprop.Extension' is no longer in it: JupyterHub's pages are shown; add to the list",
        ),
        ("c.JupyterHub.jinja_environment_options = {}\n", False, "when on: ValueProp "),
        (
            "c.JupyterHub.jinja_environment_options = {'extensions': ['jupyterhub_valueprop.hub.extension.Extension']}",
            True,
            "on: ",
        ),
        ("c.JupyterHub.logo_file = '/none.png'\n", True, "file that does not exist: '/none.png'"),
        ("c.Valueprop.branding = 'x.yaml'\n", True, "write 'ValueProp' [hub-misspelt]"),
        ("c.ValueProp.brandig = 'x.yaml'\n", True, "did you mean 'branding'? [hub-misspelt]"),
        (
            "c.ValueProp.folders = ['/']; c.ValueProp.branding = 'off/b.yaml'\n",
            False,
            "off/valueprop-off: warning: switches",
        ),
        ("c.ValueProp.login_page = 'off'; c.ValueProp.pages = 'login'\n", False, "[hub-off]"),
        (
            "c.JupyterHub.template_paths = ['themes']\n",
            True,
            "themes/valueprop/login.html: warning: replaces the whole login page",
        ),
        ("c.JupyterHub.template_paths = ['themes']\n", True, "themes/login.html: warning: is not shown"),
        ("c.ValueProp.login_page = 'off'\n", True, "leaves the login page to JupyterHub [hub-off]"),
        ("c.x = (\n", False, "jupyterhub_config.py:4:"),
        ("import threading; threading.Thread(target=threading.Event().wait).start()\n", True, "on: "),
        ("import subprocess; subprocess.Popen(['sleep', '9'])\n", True, "on: "),
        ("import no_such_module\n", False, "No module named 'no_such_module' [hub-config]"),
        ("raise SystemExit(0)\n", False, "[hub-config]"),
        ("c.ValueProp.reload_interval = -1\n", False, "should not be less than 0.0"),
    ],
)
def test_a_hub_that_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: str, is_on: bool, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "themes" / "valueprop").mkdir(parents=True)
    (tmp_path / "themes" / "valueprop" / "login.html").write_text("<p>mine</p>", encoding="utf-8")
    (tmp_path / "off").mkdir()
    (tmp_path / "off" / "valueprop-off").touch()
    (tmp_path / "themes" / "login.html").write_text("{% extends 'page.html' %}", encoding="utf-8")
    result = of_config(tmp_path, FINE + config)
    assert said in result.stdout
    assert result.stdout.startswith("on: " if is_on else "off: ")
    assert result.exit_code == (0 if is_on and ": error: " not in result.stdout else 1)


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            "{'extensions': ['jupyterhub_valueprop.extension']}",
            "has no attribute 'extension'): JupyterHub does not start; write 'jupyterhub_valueprop.Extension'",
        ),
        ("{'extensions': ['jupyterhub-valueprop.Extension']}", "write 'jupyterhub_valueprop.Extension' [hub-options]"),
        ("{'extensions': [5, 'jinja2.ext.no']}", "no attribute 'no'): JupyterHub does not start [hub-options]"),
        ("{'extension': []}", "takes no 'extension': JupyterHub does not start; did you mean 'extensions'?"),
        ("{'extensions': 'a.B'}", "'extensions' takes a list, found 'a.B': JupyterHub does not start; write ['a.B']"),
        ("{'extensions': None}", "'extensions' takes a list, found nothing: JupyterHub does not start"),
    ],
)
def test_options_with_which_no_hub_starts(tmp_path: Path, options: str, said: str) -> None:
    result = of_config(tmp_path, f"c.JupyterHub.jinja_environment_options = {options}\n")
    assert said in result.stdout
    assert re.match(r"off: JupyterHub [\w.]+; does not start\n", result.stdout)
    assert "hub-not-set-up" not in result.stdout


@pytest.mark.usefixtures("warm")
def test_every_setting_with_a_wrong_value_has_its_line(tmp_path: Path) -> None:
    config = "c.ValueProp.reload_interval = '2 s'\nc.ValueProp.strict = 'yes'\nc.ValueProp.folders = ['here']\n"
    result = of_config(tmp_path, FINE + config)
    found = re.findall(r"config\.py:(\d+):1: error: JupyterHub does not start with this: .*'?(\w+)'? ", result.stdout)
    assert ([line for line, _ in found], result.exit_code) == (["4", "5", "6"], 1)


@pytest.mark.usefixtures("warm")
def test_a_hub_that_does_not_switch_it_on_and_a_python_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "setup(c)' [hub-not-set-up]" in of_config(tmp_path, "").stdout

    monkeypatch.delenv("PYTHONPATH", raising=False)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    result = of_config(tmp_path, FINE, "--python", str(tmp_path / "venv" / "bin" / "python"))
    assert result.exit_code == 1
    assert "[hub-package-missing]" in result.stdout
    assert of_config(tmp_path, FINE, "--python", "/no/such/python").exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        *[("--url", url) for url in ("ftp://hub", "http://[::1", "http://hub example.org")],
        ("--url", "x", "--config", __file__),
        ("--config", __file__, "--python", "/"),
    ],
)
def test_a_wrong_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    assert doctor(*arguments).exit_code == 2


@pytest.mark.any_hub
@pytest.mark.asyncio
async def test_a_running_hub_says_at_start_what_cannot_be_right(
    hub: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "login.html").write_text("{% extends 'page.html' %}", encoding="utf-8")
    running = await hub(f"{OURS}c.Valueprop.strict = True\nc.JupyterHub.template_paths = [{str(tmp_path)!r}]\n")
    for code in ("hub-misspelt", "hub-unused"):
        assert running.log.text.count(code) == 1
    assert "hub-undone" not in running.log.text

    monkeypatch.setattr(jupyterhub, "__version__", "9.0.0")
    running = await hub(OURS + OURS + "c.JupyterHub.jinja_environment_options = {'trim_blocks': True}\n")
    assert running.log.text.count("hub-undone") == 1
    assert (await asyncio.to_thread(doctor, "--url", running.url)).exit_code == 1

    running = await hub(OURS)
    assert "not with 9.0.0" in running.log.text


@pytest.mark.any_hub
@pytest.mark.asyncio
async def test_a_running_hub_is_asked(hub: Any) -> None:
    async def asked(config: str, path: str = "") -> Result:
        metrics._problems.clear()  # those of hubs that this process had before, with sites of other names
        running = await hub(config + "c.JupyterHub.authenticate_prometheus = False\n")
        return await asyncio.to_thread(doctor, "--url", running.url + path)

    fine = await asked(OURS, "/hub/home")
    assert (fine.exit_code, fine.stdout.startswith("on: JupyterHub ")) == (0, True)
    assert "login page: page; language: en" in fine.stdout
    faulty = await asked(OURS + "c.ValueProp.branding = {'layout': 'huge'}\nc.JupyterHub.base_url = '/a/'\n", "/a/")
    assert "the branding has 1 error" in faulty.stdout
    for pages in ("all", "login"):
        wrapped = f"c.ValueProp.login_page = 'wrap'\nc.ValueProp.pages = {pages!r}\n"
        assert "[hub-off]" in (await asked(OURS + wrapped)).stdout
    elsewhere = await asked(OURS + "c.ValueProp.branding = {'sign_in': {'redirect': 'https://ocean.example'}}\n")
    assert (elsewhere.exit_code, "login page: page" in elsewhere.stdout) == (0, True)
    assert "[hub-not-set-up]" in (await asked("")).stdout
    gone = await asyncio.to_thread(doctor, "--url", "http://127.0.0.1:9/")
    assert (gone.exit_code, "[hub-no-answer]" in gone.stdout) == (1, True)


def test_what_answers_fills_no_memory(tmp_path: Path) -> None:
    with picture_host(certificate(tmp_path)) as host:
        tracemalloc.start()
        try:
            result = doctor("--url", f"http://127.0.0.1:{host.http}/framed/chunk-of-less-than-nothing")
            assert tracemalloc.get_traced_memory()[1] < 40_000_000
        finally:
            tracemalloc.stop()
    assert (result.exit_code, "[hub-no-answer]" in result.stdout) == (1, True)
