"""The Littlest JupyterHub: the plugin is found and asked as TLJH does it, and gives the page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import pluggy
import pytest
import yaml
from real_hub import PASSWORD, Hub, HubsInLoop

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "tljh"
GUIDE = (ROOT / "docs" / "how-to" / "tljh.md").read_text(encoding="utf-8")
PLUGIN = "jupyterhub_valueprop.hub.tljh"
OURS_IS_SHOWN = 'class="vp-card"'

# TLJH's own hub configuration, in its order: config.yaml, then the plugins, then the admin's files
AS_TLJH_DOES = """
import importlib, os, pathlib, pluggy
from tljh import configurer, hooks

c.JupyterHub.tornado_settings = {}
c.Spawner.default_url = {"jupyterlab": "/lab"}[configurer.load_config()["user_environment"]["default_app"]]
manager = pluggy.PluginManager("tljh")
manager.add_hookspecs(hooks)
manager.register(importlib.import_module("jupyterhub_valueprop.hub.tljh"))
manager.check_pending()
manager.hook.tljh_custom_jupyterhub_config(c=c)
for extra in sorted((pathlib.Path(os.environ["TLJH_INSTALL_PREFIX"]) / "config" / "jupyterhub_config.d").glob("*.py")):
    load_subconfig(str(extra))
"""


@dataclass
class Installation:
    """A machine with TLJH: its folder of configuration, and how to start its hub."""

    hub: HubsInLoop
    prefix: Path

    def set(self, key: str, value: Any) -> None:
        """`tljh-config set key value`: dots go one level deeper."""
        file = self.prefix / "config" / "config.yaml"
        whole = (yaml.safe_load(file.read_text()) if file.exists() else None) or {}
        *parents, last = key.split(".")
        inner = whole
        for parent in parents:
            inner = inner.setdefault(parent, {})
        inner[last] = value
        file.write_text(yaml.safe_dump(whole), encoding="utf-8")

    def admin_file(self, name: str, content: str) -> None:
        (self.prefix / "config" / "jupyterhub_config.d" / name).write_text(content, encoding="utf-8")

    async def page(self) -> str:
        """Start the hub and sign in; the login page that was shown."""
        running: Hub = await self.hub(AS_TLJH_DOES)
        async with running.visitor() as visitor:
            page = await visitor.get()
            assert page.status_code == 200
            assert (await visitor.submit(page, username="ada", password=PASSWORD)).status_code == 302
        return page.text


@pytest.fixture
def tljh_importable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """TLJH's names can be imported during the test, and neither they nor the plugin stay behind."""
    monkeypatch.syspath_prepend(Path(__file__).parent / "tljh_stand_in")
    yield
    for name in [name for name in sys.modules if name == PLUGIN or name.partition(".")[0] == "tljh"]:
        del sys.modules[name]


@pytest.fixture
def tljh(hub: HubsInLoop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tljh_importable: None) -> Installation:
    prefix = tmp_path / "tljh"
    (prefix / "config" / "jupyterhub_config.d").mkdir(parents=True)
    monkeypatch.setenv("TLJH_INSTALL_PREFIX", str(prefix))
    return Installation(hub, prefix)


def test_tljh_finds_the_plugin_among_the_installed_packages(tljh_importable: None) -> None:
    if not [each for each in metadata.distributions() if each.metadata["Name"] == "jupyterhub-valueprop"]:
        pytest.skip("the package is on the path, but not installed: it has no entry points")
    manager = pluggy.PluginManager("tljh")
    assert manager.load_setuptools_entrypoints("tljh", name="valueprop") == 1
    (plugin,) = manager.get_plugins()
    assert [caller.name for caller in manager.get_hookcallers(plugin) or ()] == ["tljh_custom_jupyterhub_config"]


def test_the_package_needs_neither_tljh_nor_pluggy() -> None:
    required = metadata.requires("jupyterhub-valueprop") if _installed() else _written_requirements()
    always = [line for line in required or () if "extra ==" not in line]
    assert [line for line in always if line.startswith(("pluggy", "tljh", "the-littlest"))] == []


def _installed() -> bool:
    return any(each.metadata["Name"] == "jupyterhub-valueprop" for each in metadata.distributions())


def _written_requirements() -> list[str]:
    written = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("\ndependencies = [\n")[1].split("\n]")[0]
    return [line.strip(' ",') for line in written.splitlines()]


@pytest.mark.asyncio
async def test_once_installed_it_shows_our_page(tljh: Installation) -> None:
    assert OURS_IS_SHOWN in await tljh.page()


@pytest.mark.asyncio
async def test_settings_from_tljh_config_are_shown(tljh: Installation) -> None:
    tljh.set("valueprop.branding.community.name", "Reef Hub")
    tljh.set("valueprop.branding.sign_in.help", "Ask in room 12")
    page = await tljh.page()
    assert "Reef Hub" in page
    assert "Ask in room 12" in page


@pytest.mark.asyncio
async def test_the_branding_may_be_a_file(tljh: Installation) -> None:
    tljh.set("valueprop.branding", str(ROOT / "examples" / "ocean" / "branding.yaml"))
    assert "Ocean Data Commons" in await tljh.page()


@pytest.mark.asyncio
async def test_files_of_the_admin_come_later_and_win(tljh: Installation, tmp_path: Path) -> None:
    tljh.set("valueprop.branding.community.name", "Reef Hub")
    tljh.admin_file("10-theme.py", f"c.JupyterHub.template_paths = [{str(tmp_path)!r}]\n")
    tljh.admin_file("20-name.py", "c.ValueProp.branding = {'community': {'name': 'Kelp Hub'}}\n")
    page = await tljh.page()
    assert OURS_IS_SHOWN in page
    assert "Kelp Hub" in page
    assert "Reef Hub" not in page


@pytest.mark.asyncio
async def test_the_login_page_can_be_left_alone(tljh: Installation) -> None:
    tljh.set("valueprop.login_page", "off")
    assert OURS_IS_SHOWN not in await tljh.page()


@pytest.mark.asyncio
@pytest.mark.parametrize("written", [None, "branding.yaml", ["branding.yaml"], {}])
async def test_a_section_that_holds_no_settings_leaves_a_page_that_signs_in(tljh: Installation, written: Any) -> None:
    tljh.set("valueprop", written)
    assert OURS_IS_SHOWN in await tljh.page()


@pytest.mark.asyncio
async def test_the_examples_config_gives_the_page(tljh: Installation) -> None:
    text = (EXAMPLES / "config.yaml").read_text(encoding="utf-8")
    (tljh.prefix / "config" / "config.yaml").write_text(text, encoding="utf-8")
    page = await tljh.page()
    assert OURS_IS_SHOWN in page
    assert yaml.safe_load(text)["valueprop"]["branding"]["community"]["name"] in page


@pytest.mark.asyncio
async def test_the_commands_of_the_guide_give_the_page(tljh: Installation) -> None:
    section = GUIDE.split("## Say who you are")[1].split("\n## ")[0]
    commands = [line.split(maxsplit=5) for line in section.splitlines() if line.startswith("$ sudo tljh-config set ")]
    assert commands != []
    for *_, key, value in commands:
        if not value.startswith("/opt/tljh/"):
            tljh.set(key, value.strip('"'))
    page = await tljh.page()
    assert OURS_IS_SHOWN in page
    assert "Ocean Data Commons" in page
