"""Zero to JupyterHub: the values in `examples/z2jh` are valid and, applied as the chart applies them, give the page."""

from __future__ import annotations

import asyncio
import copy
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from real_hub import PASSWORD, Hub, HubsInLoop

pytestmark = pytest.mark.asyncio

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "z2jh"
GUIDE = (ROOT / "docs" / "how-to" / "z2jh.md").read_text(encoding="utf-8")
OURS_IS_SHOWN = 'class="vp-card"'

# What the chart's own hub configuration does, in its order: `values` are the merged values of the release. `hub.config`
# is laid over with dict.update, so nested mappings stay plain dicts; then come the snippets of `hub.extraConfig`.
APPLIED_AS_THE_CHART_DOES = """
import pathlib, yaml

values = yaml.safe_load(pathlib.Path({values!r}).read_text())["hub"]
c.JupyterHub.tornado_settings = {{"slow_spawn_timeout": 0}}
c.JupyterHub.template_paths = values.get("templatePaths", [])
c.JupyterHub.template_vars = values.get("templateVars", {{}})
for section, settings in values.get("config", {{}}).items():
    c[section].update(settings)
for key, snippet in sorted(values.get("extraConfig", {{}}).items()):
    exec(snippet)
"""


def values_of(name: str) -> Any:
    return yaml.safe_load((EXAMPLES / name).read_text(encoding="utf-8"))


async def release(hub: HubsInLoop, values: Any, folder: Path) -> Hub:
    """A hub configured with these values."""
    file = folder / "values.yaml"
    file.write_text(yaml.safe_dump(values), encoding="utf-8")
    return await hub(APPLIED_AS_THE_CHART_DOES.format(values=str(file)))


async def signs_in(running: Hub) -> str:
    """Sign in; the login page that was shown."""
    async with running.visitor() as visitor:
        page = await visitor.get()
        assert page.status_code == 200
        assert (await visitor.submit(page, username="ada", password=PASSWORD)).status_code == 302
        assert (await visitor.get("/hub/home")).status_code == 200
    return page.text


def for_values_over_defaults(schema: Any) -> Any:
    """The schema without what it requires: the chart's defaults, over which Helm lays the values, bring all of that."""
    if isinstance(schema, dict):
        return {key: for_values_over_defaults(part) for key, part in schema.items() if not _requires(key, part)}
    return [for_values_over_defaults(part) for part in schema] if isinstance(schema, list) else schema


def _requires(key: str, part: Any) -> bool:
    return key == "required" and isinstance(part, list)


@pytest.fixture
def complaints(shared: Path) -> Callable[[Any], list[str]]:
    """What the chart's schema has against some values."""
    jsonschema = pytest.importorskip("jsonschema")
    file = shared / "inputs" / "z2jh-values.schema.yaml"
    schema = for_values_over_defaults(yaml.safe_load(file.read_text(encoding="utf-8")))
    validator = jsonschema.Draft7Validator(schema)
    return lambda values: [error.message for error in validator.iter_errors(values)]


@pytest.mark.parametrize("name", sorted(file.name for file in EXAMPLES.glob("*.yaml")))
async def test_the_charts_schema_accepts_the_values(complaints: Callable[[Any], list[str]], name: str) -> None:
    assert complaints(values_of(name)) == []


async def test_the_charts_schema_accepts_the_values_of_the_guide(complaints: Callable[[Any], list[str]]) -> None:
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(hub:.*?)```", GUIDE, re.S)]
    assert blocks != []
    assert [complaints(block) for block in blocks] == [[]] * len(blocks)


@pytest.mark.parametrize("misplaced", [{"hub": {"valueprop": {}}}, {"valueprop": {}}])
async def test_the_charts_schema_refuses_our_settings_elsewhere(
    complaints: Callable[[Any], list[str]], misplaced: Any
) -> None:
    assert complaints(misplaced) != []


async def test_image_and_values_are_of_the_same_chart() -> None:
    dockerfile = (ROOT / "examples" / "hub-image" / "Dockerfile").read_text(encoding="utf-8")
    tags = {values_of(file.name)["hub"]["image"]["tag"] for file in EXAMPLES.glob("*.yaml")}
    assert set(re.findall(r"^ARG CHART_VERSION=(.+)$", dockerfile, re.M)) == tags


async def test_values_alone_give_the_page(hub: HubsInLoop, tmp_path: Path) -> None:
    running = await release(hub, values_of("values.yaml"), tmp_path)
    page = await signs_in(running)
    assert OURS_IS_SHOWN in page
    assert "Ocean Data Commons" in page
    assert "Ask for an account" in page
    assert "ValueProp:" not in running.log.text


async def test_values_of_the_charts_own_templates_stay_in_force(hub: HubsInLoop, tmp_path: Path) -> None:
    values = values_of("values.yaml")
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "login.html").write_text(
        '{% extends "valueprop/login.html" %}{% block title %}From values{% endblock %}'
    )
    values["hub"] |= {"templatePaths": [str(templates)], "templateVars": {"announcement": "Down on Sunday"}}
    page = await signs_in(await release(hub, values, tmp_path))
    assert "<title>From values</title>" in page
    assert "Down on Sunday" in page


async def test_snippets_of_extra_config_run_after_the_values_in_the_order_of_their_names(
    hub: HubsInLoop, tmp_path: Path
) -> None:
    values = values_of("values.yaml")
    values["hub"]["extraConfig"] = {
        "20-last": "c.ValueProp.branding = [c.ValueProp.branding, {'community': {'name': 'Kelp Hub'}}]",
        "10-first": "import jupyterhub_valueprop; jupyterhub_valueprop.setup(c)\nc.ValueProp.branding = {}",
    }
    page = await signs_in(await release(hub, values, tmp_path))
    assert OURS_IS_SHOWN in page
    assert "Kelp Hub" in page
    assert "Shared notebooks for ocean science" not in page


class ConfigMap:
    """A mounted ConfigMap: names in the folder lead through `..data` to a folder that each update replaces."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.updates = 0
        folder.mkdir()

    def update(self, files: dict[str, bytes]) -> None:
        """Write the new files beside the old ones, switch over at once and delete the old ones, as the kubelet does."""
        old = (self.folder / "..data").resolve() if self.updates else None
        self.updates += 1
        new = self.folder / f"..2026_11_23_{self.updates}"
        new.mkdir()
        for name, content in files.items():
            (new / name).write_bytes(content)
            if not (self.folder / name).is_symlink():
                (self.folder / name).symlink_to(Path("..data") / name)
        switch = self.folder / "..data_tmp"
        switch.symlink_to(new.name)
        switch.replace(self.folder / "..data")
        if old:
            shutil.rmtree(old)


async def test_a_mounted_folder_gives_the_page_and_each_update_shows_without_a_restart(
    hub: HubsInLoop, tmp_path: Path
) -> None:
    values = copy.deepcopy(values_of("values-mounted.yaml"))
    (mount,) = values["hub"]["extraVolumeMounts"]
    settings = values["hub"]["config"]["ValueProp"]
    assert "subPath" not in mount
    mounted = ConfigMap(tmp_path / "mounted")
    files = {file.name: file.read_bytes() for file in (ROOT / "examples" / "ocean").iterdir()}
    mounted.update(files)
    settings["branding"] = settings["branding"].replace(mount["mountPath"], str(mounted.folder))
    settings["reload_interval"] = 0.05
    running = await release(hub, values, tmp_path)
    assert "Ocean Data Commons" in await signs_in(running)
    for name in (b"Kelp Data Commons", b"Mangrove Data Commons"):
        mounted.update(files | {"branding.yaml": files["branding.yaml"].replace(b"Ocean Data Commons", name)})
        assert await comes_to_show(running, name.decode())
    assert "ERROR ValueProp:" not in running.log.text


async def comes_to_show(running: Hub, words: str) -> bool:
    for _ in range(100):
        async with running.visitor() as visitor:
            if words in (await visitor.get()).text:
                return True
        await asyncio.sleep(0.05)
    return False


async def test_the_volume_of_the_mounted_values_is_a_whole_config_map() -> None:
    hub = values_of("values-mounted.yaml")["hub"]
    (volume,), (mount,) = hub["extraVolumes"], hub["extraVolumeMounts"]
    assert volume["name"] == mount["name"]
    assert set(volume) == {"name", "configMap"}
    assert Path(hub["config"]["ValueProp"]["branding"]).parent == Path(mount["mountPath"])


def merged(one: Any, other: Any) -> Any:
    """What Helm makes of two values files: mappings merge, everything else is replaced."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return other
    return {**one, **{key: merged(one[key], value) if key in one else value for key, value in other.items()}}


async def test_values_files_of_the_guide_merge_and_their_network_follows_git_and_the_switch(
    hub: HubsInLoop, tmp_path: Path
) -> None:
    """git-sync leaves a link to a folder of each commit; a ConfigMap with another key has another file."""
    blocks = re.findall(r"```yaml\n(hub: +# .*?)```", GUIDE, re.S)
    common, ocean = (yaml.safe_load(block.replace("/srv/network-branding", str(tmp_path / "git"))) for block in blocks)
    values = merged(merged(values_of("values.yaml"), common), ocean)
    settings = values["hub"]["config"]["ValueProp"]
    assert settings["branding"]["extends"] == str(tmp_path / "git" / "network.yaml")
    settings["branding"]["extends"] = [
        {"file": str(tmp_path / "git" / "current" / "network.yaml"), "optional": True},
        str(tmp_path / "map" / "map.yaml"),
    ]
    settings["reload_interval"] = 0.05
    mounted = ConfigMap(tmp_path / "map")
    mounted.update({"map.yaml": b"{}"})
    (tmp_path / "git").mkdir()
    running = await release(hub, values, tmp_path)
    assert "Ocean Data Commons" in await signs_in(running)
    for commit in ("Kelp help", "Reef help"):
        folder = tmp_path / "git" / ".worktrees" / commit.replace(" ", "")
        folder.mkdir(parents=True)
        (folder / "network.yaml").write_text(f"sign_in: {{help: {commit}}}\n", encoding="utf-8")
        link = tmp_path / "git" / "next"
        link.symlink_to(folder)
        link.replace(tmp_path / "git" / "current")
        assert await comes_to_show(running, commit)
    mounted.update({"map.yaml": b"{}", "valueprop-off": b""})
    await running.log.comes_to("switched off by")
    assert OURS_IS_SHOWN not in await signs_in(running)
