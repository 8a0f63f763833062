"""Pictures on a real hub: cleaned, served only when the branding names them, and judged by `check` as by the hub."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from real_hub import OURS, Hub, HubsInLoop

from jupyterhub_valueprop.cli import main

HOSTILE = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 30"
  onload="alert(1)"><script>alert(2)</script><style>@import url(https://evil.example/x.css);</style>
  <a xlink:href="javascript:alert(3)"><rect width="90" height="30" fill="#7a1f1f" onclick="alert(4)"/></a>
  <image href="https://evil.example/track.png" width="1" height="1"/>
  <foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="//evil.example"/></body>
  </foreignObject></svg>"""
PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#7a1f1f"/></svg>'

pytestmark = [pytest.mark.any_hub, pytest.mark.asyncio]


async def branded(hub: HubsInLoop, folder: Path, branding: str) -> Hub:
    (folder / "branding.yaml").write_text(branding, encoding="utf-8")
    return await hub(f"{OURS}c.ValueProp.branding = {str(folder / 'branding.yaml')!r}\n")


async def login_page(running: Hub) -> str:
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login")
    assert page.status_code == 200
    return page.text


async def test_a_hostile_svg_is_served_without_what_is_hostile(hub: HubsInLoop, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(HOSTILE, encoding="utf-8")
    running = await branded(hub, tmp_path, "community: {logo: logo.svg}\n")
    (address,) = re.findall(r'<img [^>]*src="([^"]+)"', await login_page(running))
    async with running.visitor() as visitor:
        picture = await visitor.get(address)

    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert "default-src 'none'" in picture.headers["Content-Security-Policy"]
    hostile = ("alert", "script", "onload", "onclick", "evil", "import", "foreignObject", "iframe")
    assert [word for word in hostile if word in picture.text] == []
    assert "<rect" in picture.text


async def test_a_logo_on_another_host_is_shown_with_a_warning(hub: HubsInLoop, tmp_path: Path) -> None:
    running = await branded(hub, tmp_path, "community: {logo: 'https://cdn.example.org/logo.svg'}\n")

    assert '<img class="vp-on-both" src="https://cdn.example.org/logo.svg" alt="">' in await login_page(running)
    assert "[remote-file]" in running.log.text


@pytest.mark.parametrize("path", ["../secret.svg", "/etc/secret.svg", "sub/../../secret.svg", "link.svg"])
async def test_a_picture_outside_the_folder_is_refused(hub: HubsInLoop, tmp_path: Path, path: str) -> None:
    folder = tmp_path / "branding"
    folder.mkdir()
    (tmp_path / "secret.svg").write_text(PLAIN, encoding="utf-8")
    (folder / "link.svg").symlink_to(tmp_path / "secret.svg")
    running = await branded(hub, folder, f"community: {{name: Sea, logo: {path}}}\n")
    page = await login_page(running)

    assert "<h1>Sea</h1>" in page
    assert "picture-" not in page
    assert "[outside-folder]" in running.log.text


async def test_a_dark_logo_that_cannot_be_read_leaves_the_other_for_both_schemes(
    hub: HubsInLoop, tmp_path: Path
) -> None:
    (tmp_path / "day.svg").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "night.svg").write_text("no drawing", encoding="utf-8")
    running = await branded(hub, tmp_path, "community: {logo: {light: day.svg, dark: night.svg}}\n")

    assert re.findall(r'<img class="(vp-on-\w+)', await login_page(running)) == ["vp-on-both"]


@pytest.mark.parametrize(
    ("branding", "code"),
    [
        ("community: {logo: broken.svg}\n", "picture-broken"),
        ("community: {favicon: words.png}\n", "picture-format"),
        ("credits: {funded_by: [{name: Reef, logo: broken.svg}]}\n", "picture-broken"),
        ("theme: {font: {body: huge.woff2}}\n", "font-bytes"),
        ("proposition: {source: latin.md}\n", "unreadable-document"),
        ("proposition: {sections: [nowhere]}\n", "unknown-section"),
        ("community: {logo: 'https://cdn.example.org/logo.svg'}\n", "remote-file"),
    ],
)
async def test_check_says_what_the_hub_says(
    hub: HubsInLoop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, branding: str, code: str
) -> None:
    (tmp_path / "broken.svg").write_text("<svg", encoding="utf-8")
    (tmp_path / "words.png").write_text("words", encoding="utf-8")
    (tmp_path / "huge.woff2").write_bytes(b"\0" * 2_100_000)
    (tmp_path / "latin.md").write_bytes("# Für alle".encode("latin-1"))
    running = await branded(hub, tmp_path, branding)
    logged = [line.partition("ValueProp: ")[2] for line in running.log.lines if " ValueProp: " in line]
    monkeypatch.chdir("/")
    checked = CliRunner().invoke(main, ["check", str(tmp_path / "branding.yaml")])

    said = [line for line in checked.stdout.splitlines() if line.startswith(str(tmp_path).lstrip("/"))]
    assert [f"/{line}" for line in said] == logged
    assert [f"[{code}]" in line for line in said] == [True]
