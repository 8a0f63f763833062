"""2i2c's chart: its own hub configuration and spawn form, with this package beside it, and every page that people meet.

The chart is not in this repository. `VALUEPROP_2I2C_CHART` names a checkout of github.com/2i2c-org/infrastructure.
Where one of github.com/2i2c-org/default-hub-homepage is beside it, its templates are where the chart mounts them. Every
snippet of `hub.extraConfig` runs as the chart has it. Two things replace what only a cluster has: a module `z2jh` whose
`get_config` looks into the values, and a spawner on top of the one that the chart makes, which starts forever.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
import yaml
from nobodys_cluster import cluster_of_nobody
from real_hub import Hub, HubsInLoop
from visitor import login_form

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.any_hub]

CHECKOUT = "VALUEPROP_2I2C_CHART"
MOUNTED = "/usr/local/share/jupyterhub/custom_templates"
OURS_IS_SHOWN = 'class="vp-card"'

#: The values of one of the chart's hubs.
VARIABLES = {
    "org": {"name": "Ocean Data Commons", "url": "https://ocean.example.org", "logo_url": ""},
    "operated_by": {"name": "Tidewater", "url": "https://tidewater.example.org"},
    "designed_by": {"name": "Tidewater", "url": "https://tidewater.example.org"},
    "funded_by": {"name": "Harbor Foundation", "url": "https://harbor.example.org"},
}
NATIVE = {
    "community": {"name": "Ocean Data Commons", "url": "https://ocean.example.org"},
    "credits": {
        "operated_by": [{"name": "Tidewater", "url": "https://tidewater.example.org"}],
        "funded_by": [{"name": "Harbor Foundation", "url": "https://harbor.example.org"}],
    },
}
PROFILES = [
    {
        "display_name": "Small boat",
        "default": True,
        "profile_options": {
            "image": {
                "display_name": "Image",
                "choices": {"sea": {"display_name": "Sea image", "kubespawner_override": {"image": "sea:1"}}},
                "unlisted_choice": {"enabled": True, "display_name": "Another image"},
            }
        },
    },
    {"display_name": "Trawler", "allowed_groups": ["captains"]},
]
#: What Zero to JupyterHub does with the values, its snippets last, and what replaces the cluster.
AS_THE_CHART_DOES = """
import pathlib, sys, types, yaml

values = yaml.safe_load(pathlib.Path({values!r}).read_text())

def looked_up(key, default=None):
    found = values
    for part in key.split("."):
        if not isinstance(found, dict) or part not in found:
            return default
        found = found[part]
    return found

sys.modules["z2jh"] = types.SimpleNamespace(get_config=looked_up)
c.JupyterHub.template_paths = []
c.JupyterHub.template_vars = {{}}
c.JupyterHub.extra_handlers = []
c.KubeSpawner.profile_list = looked_up("singleuser.profileList")
c.KubeSpawner.namespace = "none"
for section, settings in looked_up("hub.config").items():
    c[section].update(settings)
for key, snippet in sorted(looked_up("hub.extraConfig").items()):
    exec(snippet)

class Sailing(c.JupyterHub.spawner_class):
    async def start(self):
        import asyncio
        await asyncio.Event().wait()

    async def stop(self, now=False):
        pass

    async def poll(self):
        return 0

    async def progress(self):
        yield {{"progress": 40, "message": "Waiting for the tide"}}

c.JupyterHub.spawner_class = Sailing
"""
SETUP = "import jupyterhub_valueprop\njupyterhub_valueprop.setup(c)\n"
#: The two ways in of docs/how-to/migrate.md: the name of a snippet, and the snippet.
WAYS = {
    "from_template_vars": (
        "01-custom-theme",
        SETUP
        + "from z2jh import get_config\nc.ValueProp.branding = [\n"
        + "    jupyterhub_valueprop.from_template_vars(get_config('custom.homepage.templateVars')),\n]\n",
    ),
    "native": ("20-valueprop", f"{SETUP}c.ValueProp.branding = {NATIVE!r}\n"),
}


@dataclass(frozen=True)
class Seen:
    """Every page that was looked at, by its name: status and HTML; and the hub's log."""

    pages: dict[str, tuple[int, str]]
    log: str


def merged(one: Any, other: Any) -> Any:
    """What Helm makes of the chart's values and a hub's."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return other
    return {**one, **{key: merged(one[key], value) if key in one else value for key, value in other.items()}}


def values_of_a_hub(way: str) -> Any:
    """The chart's values with those of a hub, and the snippet that brings this package."""
    if not (named := os.environ.get(CHECKOUT)):
        pytest.skip(f"{CHECKOUT} names no checkout of github.com/2i2c-org/infrastructure")
    for package in ("jupyterhub_fancy_profiles", "kubespawner", "oauthenticator"):
        pytest.importorskip(package)
    checkout = Path(named)
    chart = yaml.safe_load((checkout / "helm-charts" / "basehub" / "values.yaml").read_text(encoding="utf-8"))
    snippet, code = WAYS[way]
    own = {
        "custom": {"homepage": {"templateVars": VARIABLES}},
        "singleuser": {"profileList": PROFILES},
        "hub": {"extraConfig": {snippet: code}},
    }
    values = merged(chart["jupyterhub"], own)
    homepage = checkout.parent / "default-hub-homepage" / "templates"
    if homepage.is_dir():
        snippets = values["hub"]["extraConfig"]
        snippets |= {key: each.replace(MOUNTED, str(homepage)) for key, each in snippets.items()}
    return values


async def look(running: Hub) -> dict[str, tuple[int, str]]:
    """Go where people go, in their order; what starts no server stays at the hub."""
    pages: dict[str, tuple[int, str]] = {}

    def keep(name: str, answer: httpx.Response) -> None:
        pages[name] = answer.status_code, answer.text

    async with running.visitor() as visitor:
        keep("login", await visitor.get())
        keep("wrong password", await visitor.sign_in(password="wrong"))
        assert (await visitor.sign_in()).status_code == 302
        for name in ("home", "spawn", "token", "nowhere", "admin", "fancy-profiles/static/dist/form.js"):
            keep(name, await visitor.get(f"/hub/{name}"))
        chosen = {"profile": "small-boat", "profile-option-small-boat--image": "sea"}
        form = login_form(pages["spawn"][1])
        keep("spawn chosen", await visitor.http.post(form.action, data=chosen))
        keep("spawn pending", await visitor.get("/hub/spawn-pending/ada"))
        keep("home while it starts", await visitor.get("/hub/home"))
        keep("logout", await visitor.http.get("/hub/logout", follow_redirects=True))
        keep("logged out", await visitor.get("/hub/login"))
    return pages


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=sorted(WAYS))
async def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Seen]:
    """One hub for each way in, and every page of it."""
    folder = tmp_path_factory.mktemp("chart")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        # read when KubeSpawner's client is imported
        patch.setenv("KUBECONFIG", cluster_of_nobody(folder))
        values = values_of_a_hub(request.param)
        (folder / "values.yaml").write_text(yaml.safe_dump(values), encoding="utf-8")
        hubs = HubsInLoop(folder)
        try:
            running = await hubs(AS_THE_CHART_DOES.format(values=str(folder / "values.yaml")))
            yield Seen(await look(running), running.log.text)
        finally:
            await hubs.stop()


async def test_every_page_answers_as_it_should(seen: Seen) -> None:
    assert {name: status for name, (status, _) in seen.pages.items() if status != 200} == {
        "wrong password": 403,
        "spawn chosen": 302,
        "nowhere": 404,
        "admin": 403,
    }


async def test_the_login_page_is_this_packages_and_every_other_page_carries_the_brand(seen: Seen) -> None:
    logins = {"login", "wrong password", "logout", "logged out"}
    assert {name for name, (_, html) in seen.pages.items() if OURS_IS_SHOWN in html} == logins
    without = {name for name, (_, html) in seen.pages.items() if 'vp vp-brand"' not in html} - logins
    assert without == {"fancy-profiles/static/dist/form.js", "spawn chosen"}
    for name in seen.pages.keys() - without:
        html = seen.pages[name][1]
        assert "Ocean Data Commons" in html, name
        assert "vp-footer" in html, name
    for name in ("login", "home"):
        assert 'href="https://tidewater.example.org"' in seen.pages[name][1]
        assert "Harbor Foundation" in seen.pages[name][1]


async def test_the_spawn_form_is_that_of_fancy_profiles_with_the_profiles_of_ones_groups(seen: Seen) -> None:
    html = seen.pages["spawn"][1]
    assert '<script src="/hub/fancy-profiles/static/dist/form.js"' in html
    assert "Small boat" in html
    assert "Sea image" in html
    assert "Trawler" not in html
    assert "Waiting for the tide" not in html
    assert 'id="progress-bar"' in seen.pages["spawn pending"][1]


async def test_the_log_tells_of_no_trouble_but_of_the_template_that_is_not_shown(seen: Seen) -> None:
    told = [line for line in seen.log.splitlines() if "ValueProp" in line and not line.startswith("INFO")]
    assert [line for line in told if "[hub-unused]" not in line] == []
    assert "Traceback" not in seen.log
