"""A saved file shows on the next view; a broken one changes nothing but the log."""

import asyncio
import re
import time
from pathlib import Path
from typing import Any

import pytest
from real_hub import OURS, Hub

QUICK = OURS + "c.ValueProp.reload_interval = 0.05\n"


async def shows(running: Hub, text: str, seconds: float = 5.0) -> bool:
    """Look at the login page until it shows the text; whether it ever did."""
    async with running.visitor() as visitor:
        for _ in range(int(seconds / 0.05)):
            page = await visitor.get("/hub/login")
            assert page.status_code == 200
            assert 'name="_xsrf"' in page.text
            if text in page.text:
                return True
            await asyncio.sleep(0.05)
    return False


@pytest.mark.asyncio
async def test_every_file_of_a_layered_branding_is_watched(hub: Any, tmp_path: Path) -> None:
    (tmp_path / "words.md").write_text("# First words\n", encoding="utf-8")
    (tmp_path / "network.yaml").write_text("network: {name: Old Network}\n", encoding="utf-8")
    (tmp_path / "branding.yaml").write_text(
        "extends: network.yaml\ncommunity: {name: Old Name}\nproposition: {source: words.md}\n", encoding="utf-8"
    )
    running = await hub(QUICK + "c.ValueProp.branding = 'branding.yaml'\n")
    assert await shows(running, "Old Name")

    (tmp_path / "network.yaml").write_text("network: {name: New Network}\n", encoding="utf-8")
    assert await shows(running, "New Network")
    (tmp_path / "words.md").write_text("# Second words\n", encoding="utf-8")
    assert await shows(running, "Second words")
    (tmp_path / "words.en.md").write_text("# Words in English\n", encoding="utf-8")
    assert await shows(running, "Words in English")


@pytest.mark.asyncio
async def test_a_broken_save_keeps_the_last_good_page_and_says_so_once(hub: Any, tmp_path: Path) -> None:
    branding = tmp_path / "branding.yaml"
    branding.write_text("community: {name: Good Name}\n", encoding="utf-8")
    running = await hub(QUICK + "c.ValueProp.branding = 'branding.yaml'\n")

    branding.write_text("community: {nmae: Bad Name}\n", encoding="utf-8")
    await running.log.comes_to("unknown-key")
    await asyncio.sleep(0.5)  # several more looks
    assert await shows(running, "Good Name")
    assert running.log.text.count("unknown-key") == 1

    branding.write_text("community: {name: Mended Name}\n", encoding="utf-8")
    assert await shows(running, "Mended Name")


@pytest.mark.asyncio
async def test_a_mounted_folder_of_kubernetes_is_followed_when_its_link_is_swapped(hub: Any, tmp_path: Path) -> None:
    def publish(version: Any, name: Any) -> None:
        data = tmp_path / f"..{version}"
        data.mkdir()
        (data / "branding.yaml").write_text(f"community: {{name: {name}}}\n", encoding="utf-8")
        (tmp_path / "..data_tmp").symlink_to(data.name)
        (tmp_path / "..data_tmp").rename(tmp_path / "..data")

    publish("one", "First Mount")
    (tmp_path / "branding.yaml").symlink_to("..data/branding.yaml")
    running = await hub(QUICK + "c.ValueProp.branding = 'branding.yaml'\n")
    assert await shows(running, "First Mount")

    publish("two", "Second Mount")
    assert await shows(running, "Second Mount")


@pytest.mark.asyncio
async def test_a_file_that_comes_late_is_found(hub: Any, tmp_path: Path) -> None:
    running = await hub(QUICK + "c.ValueProp.branding = 'branding.yaml'\n")
    assert await shows(running, "Community hub")
    assert "missing-file" in running.log.text

    (tmp_path / "branding.yaml").write_text("community: {name: Late Name}\n", encoding="utf-8")
    assert await shows(running, "Late Name")


@pytest.mark.asyncio
async def test_a_change_in_any_of_three_layers_shows_within_the_interval(hub: Any, tmp_path: Path) -> None:
    texts = {
        "network.yaml": "network: {name: Network %s}\nproposition: {source: words.md}\n",
        "campus.yaml": "extends: network.yaml\ncommunity: {tagline: Tagline %s}\n",
        "branding.yaml": "extends: campus.yaml\ncommunity: {name: Community %s}\n",
        "words.md": "# Words %s\n",
    }
    interval = 4.0  # a part of it is left for a busy machine to build the pages
    hubs = {}
    for changed in texts:  # one hub for each file, so that all can be watched at the same time
        folder = tmp_path / changed
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text % "before", encoding="utf-8")
        branding = str(folder / "branding.yaml")
        hubs[changed] = await hub(
            OURS + f"c.ValueProp.reload_interval = {interval}\nc.ValueProp.branding = {branding!r}\n"
        )

    async def takes(name: str) -> float:
        text = texts[name]
        (tmp_path / name / name).write_text(text % "after", encoding="utf-8")
        saved = time.monotonic()
        assert await shows(hubs[name], text.rpartition("%s")[0].split()[-1] + " after", seconds=2 * interval)
        return time.monotonic() - saved

    took = dict(zip(texts, await asyncio.gather(*map(takes, texts)), strict=True))
    assert [name for name, seconds in took.items() if seconds > interval] == [], took


@pytest.mark.asyncio
@pytest.mark.parametrize("moment", [b"", b"community:\n", None], ids=["empty", "half", "gone"])
async def test_a_file_caught_while_it_is_written_is_never_shown(hub: Any, tmp_path: Path, moment: Any) -> None:
    branding = tmp_path / "branding.yaml"
    branding.write_text("community: {name: Before}\n", encoding="utf-8")
    never = "c.ValueProp.reload_interval = 3600\n"  # only the test looks
    running = await hub(OURS + never + "c.ValueProp.branding = 'branding.yaml'\n")
    live = running.live

    branding.unlink() if moment is None else branding.write_bytes(moment)
    live.check_files()
    assert live.landing(lambda available, fits: available[0]).name == "Before"
    branding.write_text("community: {name: After}\n", encoding="utf-8")
    for _ in range(2):
        live.check_files()
    assert await shows(running, "After")
    assert "ERROR" not in running.log.text


@pytest.mark.asyncio
async def test_a_file_that_stays_empty_is_a_branding_without_a_word(hub: Any, tmp_path: Path) -> None:
    branding = tmp_path / "branding.yaml"
    branding.write_text("community: {name: Before}\n", encoding="utf-8")
    running = await hub(QUICK + "c.ValueProp.branding = 'branding.yaml'\n")

    branding.write_text("", encoding="utf-8")
    assert await shows(running, "Community hub")


@pytest.mark.asyncio
async def test_the_pictures_of_a_page_sent_before_the_change_are_still_there(hub: Any, tmp_path: Path) -> None:
    def draw(color: Any) -> None:
        rectangle = f'<rect width="9" height="9" fill="{color}"/>'
        (tmp_path / "logo.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{rectangle}</svg>'
        )

    draw("#123456")
    (tmp_path / "branding.yaml").write_text("community: {name: Sea, logo: logo.svg}\n", encoding="utf-8")
    running = await hub(QUICK + "c.ValueProp.branding = 'branding.yaml'\n")
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login")
        (old,) = re.findall(r'<img [^>]*src="([^"]+)"', page.text)
        draw("#654321")
        while old in page.text:
            page = await visitor.get("/hub/login")
        assert (await visitor.get(old)).status_code == 200


@pytest.mark.asyncio
async def test_with_an_interval_of_zero_nothing_is_watched(hub: Any, tmp_path: Path) -> None:
    branding = tmp_path / "branding.yaml"
    branding.write_text("community: {name: Old}\n", encoding="utf-8")
    running = await hub(OURS + "c.ValueProp.reload_interval = 0\nc.ValueProp.branding = 'branding.yaml'\n")

    branding.write_text("community: {name: Newer}\n", encoding="utf-8")
    await asyncio.sleep(0.3)
    assert not await shows(running, "Newer", seconds=0.2)


@pytest.mark.asyncio
async def test_a_strict_hub_with_errors_does_not_start(hub: Any) -> None:
    with pytest.raises(Exception, match="unknown-key"):
        await hub(OURS + "c.ValueProp.strict = True\nc.ValueProp.branding = {'comunity': {'name': 'Sea'}}\n")


@pytest.mark.asyncio
async def test_views_reloads_and_problems_are_counted_on_the_hubs_own_metrics(hub: Any) -> None:
    running = await hub(
        OURS
        + "c.JupyterHub.authenticate_prometheus = False\nc.ValueProp.branding = {'theme': {'primary': 'nocolor'}}\n"
    )
    await shows(running, "")
    async with running.visitor() as visitor:
        metrics = (await visitor.get("/hub/metrics")).text

    assert 'jupyterhub_valueprop_login_page_views_total{locale="en",site="*"}' in metrics
    assert 'jupyterhub_valueprop_reloads_total{result="failure",site="*"}' in metrics
    assert 'jupyterhub_valueprop_problems{severity="error",site="*"} 1.0' in metrics
    assert "jupyterhub_valueprop_last_reload_success_timestamp_seconds" in metrics
    assert 'jupyterhub_valueprop_last_build_success{site="*"} 1.0' in metrics
