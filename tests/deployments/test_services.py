"""Services' own pages carry the brand: the addresses that stay, the page of the guide, and a real service with it."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from jupyterhub._data import DATA_FILES_PATH
from real_hub import OURS, HubsInLoop
from visitor import Visitor

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "examples" / "services" / "page.html"
GUIDE = (ROOT / "docs" / "how-to" / "services.md").read_text(encoding="utf-8")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="{}"/></svg>'
BRANDING = "community: {{name: Ocean Data Commons, logo: {logo}, favicon: icon.svg}}\ntheme: {{primary: '{color}'}}\n"
BOTH = "{light: day.svg, dark: night.svg}"
FILES = {"day.svg": "#005", "night.svg": "#aaf", "icon.svg": "#0a0"}


def write(folder: Path, logo: str = BOTH, color: str = "#0b5f73") -> str:
    """A branding with its images; its path."""
    for name, fill in FILES.items():
        (folder / name).write_text(SVG.format(fill), encoding="utf-8")
    file = folder / "branding.yaml"
    file.write_text(BRANDING.format(logo=logo, color=color), encoding="utf-8")
    return str(file)


async def fills(visitor: Visitor, *names: str) -> list[str]:
    """The colors of the images at these addresses, or their statuses."""
    answers = [await visitor.get(f"/hub/static/valueprop/{name}") for name in names]
    return [re.findall('fill="(.+?)"', each.text)[0] if each.is_success else str(each.status_code) for each in answers]


@pytest.mark.asyncio
async def test_addresses_without_a_version_stay_and_follow_the_branding(hub: HubsInLoop, tmp_path: Path) -> None:
    branding = write(tmp_path)
    running = await hub(f"{OURS}c.ValueProp.branding = {branding!r}\nc.ValueProp.reload_interval = 0.05\n")
    images = ("logo", "logo-dark", "favicon")
    async with running.visitor() as visitor:
        assert await fills(visitor, *images) == ["#005", "#aaf", "#0a0"]
        before = [await visitor.get(f"/hub/static/valueprop/{name}") for name in ("page.css", "wrapped.css", *images)]
        assert {answer.headers["Cache-Control"] for answer in before} == {"no-cache"}
        assert [answer.headers["Content-Type"].partition(";")[0] for answer in before] == [
            *["text/css"] * 2,
            *["image/svg+xml"] * 3,
        ]
        etag = before[0].headers["Etag"]
        assert (await visitor.get("/hub/static/valueprop/page.css", headers={"If-None-Match": etag})).status_code == 304
        write(tmp_path, "night.svg", "#7a1f5c")
        for _ in range(200):
            if (await visitor.get("/hub/static/valueprop/page.css")).headers["Etag"] != etag:
                break
            await asyncio.sleep(0.05)
        assert await fills(visitor, *images, "logo.svg", "branding.yaml") == ["#aaf", "#aaf", "#0a0", "404", "404"]
        write(tmp_path, "https://ocean.example.org/logo.svg")
        for _ in range(200):
            if await fills(visitor, "logo") == ["404"]:
                break
            await asyncio.sleep(0.05)
        assert await fills(visitor, *images) == ["404", "404", "#0a0"]


@pytest.mark.asyncio
async def test_each_host_has_its_own_files_at_these_addresses(hub: HubsInLoop, tmp_path: Path) -> None:
    brandings = {}
    for host, logo in (("ocean.example.org", "day.svg"), ("*", "night.svg")):
        folder = tmp_path / logo
        folder.mkdir()
        brandings[host] = write(folder, logo)
    running = await hub(f"{OURS}c.ValueProp.brandings = {brandings!r}\n")
    async with running.visitor() as visitor:
        logo = "/hub/static/valueprop/logo"
        shown = [await visitor.get(logo, headers={"Host": host}) for host in ("ocean.example.org", "x.example", "..")]
    assert [re.findall('fill="(.+?)"', each.text) for each in shown] == [["#005"], ["#aaf"], ["#aaf"]]


@pytest.mark.asyncio
async def test_every_address_of_the_example_page_is_a_file_of_the_hub(hub: HubsInLoop, tmp_path: Path) -> None:
    running = await hub(f"{OURS}c.ValueProp.branding = {write(tmp_path)!r}\n")
    stock = FileSystemLoader(str(Path(DATA_FILES_PATH) / "templates"))
    own = FileSystemLoader(str(PAGE.parent))
    environment = Environment(loader=ChoiceLoader([PrefixLoader({"templates": stock}), own, stock]), autoescape=True)
    given = {"base_url": "/hub/", "static_url": lambda path, **_: path, "no_spawner_check": True}
    page = environment.get_template("page.html").render(given)
    addresses = re.findall(r'(?:href|src)="(/hub/static/valueprop/[^"]+)"', page)
    assert len(addresses) == 5
    async with running.visitor() as visitor:
        assert [(await visitor.get(address)).status_code for address in addresses] == [200] * 5
    assert "JupyterHub logo" not in page


def test_the_page_of_the_guide_is_the_example() -> None:
    assert f"```html\n{PAGE.read_text(encoding='utf-8')}```" in GUIDE
    assert {f"`static/valueprop/{name}`" for name in ("page.css", "wrapped.css", "logo", "logo-dark", "favicon")} <= {
        *re.findall(r"`static/.+?`", GUIDE)
    }


@pytest.mark.any_hub
def test_the_pages_of_jupyterhub_announcement_carry_the_brand(running_hub: Callable[..., str], tmp_path: Path) -> None:
    pytest.importorskip("jupyterhub_announcement")
    port_of = "from real_hub import free_port\n"
    settings = tmp_path / "announcement_config.py"
    settings.write_text(
        f"c.AnnouncementService.template_paths = [{str(PAGE.parent)!r}]\n"
        f"c.AnnouncementService.cookie_secret_file = {str(tmp_path / 'secret')!r}\n"
    )
    url = running_hub(
        f"{OURS}c.ValueProp.branding = {write(tmp_path)!r}\n"
        f"import sys; sys.path.insert(0, {str(ROOT / 'tests')!r})\n{port_of}port = free_port()\n"
        "c.JupyterHub.services = [{'name': 'announcement', 'url': f'http://127.0.0.1:{port}', 'oauth_no_confirm': True,"
        f" 'command': [{sys.executable!r}, '-m', 'jupyterhub_announcement', f'--AnnouncementService.port={{port}}',"
        f" '--AnnouncementService.config_file=' + {str(settings)!r}]}}]\n"
        "c.JupyterHub.load_roles = [{'name': 'user', 'scopes': ['self', 'access:services']}]\n"
    )

    async def look() -> tuple[httpx.Response, list[int]]:
        async with Visitor(url) as visitor:
            await visitor.sign_in()
            page = await visitor.get("/services/announcement/", follow_redirects=True)
            addresses = re.findall(r'(?:href|src)="([^"]*static/valueprop/[^"]+)"', page.text)
            return page, [(await visitor.get(urljoin(str(page.url), each))).status_code for each in addresses]

    page, statuses = asyncio.run(look())
    assert page.status_code == 200, page.text
    assert "Latest Announcement" in page.text
    assert '<span class="vp-brand-name">Ocean Data Commons</span>' in page.text
    assert statuses == [200] * 5
