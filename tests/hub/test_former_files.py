"""Pages that were sent a moment ago find their files, also after several reloads, and within limits."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from real_hub import OURS, HubsInLoop

from jupyterhub_valueprop.hub import former_files
from jupyterhub_valueprop.hub.former_files import FormerFiles
from jupyterhub_valueprop.site import Asset


def site(*contents: str) -> Any:
    """A site with one image for each content, named for it."""
    assets = (Asset.of(f"{content[:3]}.png", "image/png", content.encode()) for content in contents)
    return SimpleNamespace(assets={asset.name: asset for asset in assets})


def kept(files: FormerFiles, *names: str) -> list[bool]:
    return [files.get(f"{name}.png") is not None for name in names]


def test_what_only_sites_before_have_is_kept() -> None:
    files = FormerFiles()
    files.keep(site("one", "all"), site("two", "all"))
    files.keep(site("two", "all"), site("six", "all"))

    assert kept(files, "one", "two", "six", "all") == [True, True, False, False]


def test_a_file_that_comes_back_is_the_present_one_until_it_goes_again() -> None:
    files = FormerFiles()
    files.keep(site("one"), site("two"))
    files.keep(site("two"), site("one"))
    assert kept(files, "one", "two") == [False, True]

    files.keep(site("one"), site("two"))
    assert kept(files, "one", "two") == [True, False]


def test_the_oldest_give_way_where_all_together_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(former_files, "MOST_BYTES", 6)
    files = FormerFiles()
    for before, now in (("one", "two"), ("two", "six"), ("six", "ten")):
        files.keep(site(before), site(now))

    assert kept(files, "one", "two", "six") == [False, True, True]


def test_the_largest_site_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    from jupyterhub_valueprop.page.file_allowance import MOST_BYTES

    assert former_files.MOST_BYTES >= 2 * MOST_BYTES  # a compressed copy is not larger


def test_they_go_when_their_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("jupyterhub_valueprop.hub.former_files.time.monotonic", lambda: clock[0])
    files = FormerFiles()
    files.keep(site("one"), site("two"))
    clock[0] = former_files.KEEP_BEFORE / 2
    files.keep(site("two"), site("six"))
    assert not files.release()

    clock[0] = former_files.KEEP_BEFORE + 1
    assert files.release()
    assert kept(files, "one", "two") == [False, True]


@pytest.mark.asyncio
async def test_after_several_reloads_the_images_of_the_first_page_are_still_there(
    hub: HubsInLoop, tmp_path: Path
) -> None:
    def draw(color: str) -> None:
        rectangle = f'<rect width="9" height="9" fill="{color}"/>'
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{rectangle}</svg>'
        (tmp_path / "logo.svg").write_text(drawing, encoding="utf-8")

    draw("#123456")
    (tmp_path / "branding.yaml").write_text("community: {name: Sea, logo: logo.svg}\n", encoding="utf-8")
    running = await hub(
        OURS + "c.ValueProp.reload_interval = 3600\nc.ValueProp.branding = 'branding.yaml'\n"  # only the test looks
    )
    live = running.live
    await asyncio.to_thread(live.require)
    seen = []
    async with running.visitor() as visitor:
        for color in ("#654321", "#abcdef", "#fedcba"):
            page = await visitor.get("/hub/login")
            seen += re.findall(r'<img [^>]*src="([^"]+)"', page.text)
            draw(color)
            for _ in range(2):
                await asyncio.to_thread(live.check_files)
        answers = [await visitor.get(address) for address in seen]

    assert len(set(seen)) == 3
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert ["immutable" in answer.headers["Cache-Control"] for answer in answers] == [True, True, True]
