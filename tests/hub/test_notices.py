"""Announcements of a branding on the pages of a real hub: which, where, from when and until when."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from every_page import HUB, PAGES, prepare
from real_hub import OURS, PASSWORD, Hub, HubsInLoop

pytestmark = pytest.mark.asyncio

HUBS_OWN = "c.JupyterHub.template_vars = {'announcement': 'From the hub itself'}\n"
OPTIONS = "c.Spawner.options_form = 'Size <input name=\"size\">'\n"


def config(*announcements: dict[str, Any], more: str = "") -> str:
    return f"{OURS}{OPTIONS}{more}c.ValueProp.branding = {{'announcements': {list(announcements)!r}}}\n"


def moment(seconds: float, zone: timezone | None = timezone.utc) -> str:
    """A moment so far from now, as a branding file says it; without a zone it is UTC."""
    there = datetime.now(timezone.utc) + timedelta(seconds=seconds)
    return there.astimezone(zone or timezone.utc).replace(tzinfo=zone).isoformat(timespec="seconds")


async def look(running: Hub, page: str) -> str:
    async with running.visitor() as visitor:
        if page != "login":
            await visitor.sign_in("ada", PASSWORD)
        answer = await visitor.get(f"/hub/{page}")
    assert answer.status_code == 200
    return answer.text


async def notices(running: Hub, page: str = "login") -> list[str]:
    """The texts of the announcements that a page shows."""
    return in_html(await look(running, page))


def in_html(html: str) -> list[str]:
    return re.findall(
        r'<div class="vp-notice vp-\w+"[^>]*><p><strong>\w[\w ]*:</strong> (.*?)(?: <span .*?)?</p>', html
    )


async def test_each_level_is_said_in_words_too_and_the_worst_first(hub: HubsInLoop) -> None:
    levels = ("info", "success", "warning", "danger")
    running = await hub(config(*({"text": f"It is {level}", "level": level} for level in levels)))
    page = await look(running, "login")

    assert re.findall(r'<div class="vp-notice vp-(\w+)"><p><strong>(.*?):</strong> It is (\w+)</p>', page) == [
        ("danger", "Important", "danger"),
        ("warning", "Warning", "warning"),
        ("info", "Note", "info"),
        ("success", "Success", "success"),
    ]


@pytest.mark.parametrize(
    "zone", [None, timezone.utc, timezone(timedelta(hours=9)), timezone(timedelta(hours=-5))], ids=str
)
async def test_a_notice_is_shown_within_its_window(hub: HubsInLoop, zone: timezone | None) -> None:
    past, future = moment(-60, zone), moment(60, zone)
    running = await hub(
        config(
            {"text": "open"},
            {"text": "began", "starts": past},
            {"text": "will begin", "starts": future},
            {"text": "ended", "ends": past},
            {"text": "will end", "ends": future},
            {"text": "is on", "starts": past, "ends": future},
        )
    )
    assert await notices(running) == ["open", "began", "will end", "is on"]


@pytest.mark.parametrize("page", ["login", "home", "spawn"])
async def test_a_notice_is_shown_on_its_pages_only(hub: HubsInLoop, page: str) -> None:
    everywhere = {"text": "everywhere"}
    running = await hub(config(everywhere, *({"text": name, "pages": [name]} for name in ("login", "home", "spawn"))))
    assert await notices(running, page) == ["everywhere", page]


#: The page of the branding whose notices each page of the hub shows; the others show none.
SHOWS = {
    "login": "login",
    "logout": "login",
    "home": "home",
    "spawn": "spawn",
    "spawn pending": "spawn",
    "stop pending": "spawn",
    "not running": "spawn",
    "failed to start": "spawn",
}


async def test_every_page_of_the_hub_shows_the_notices_of_the_page_it_belongs_to(hub: HubsInLoop) -> None:
    running = await hub(config(*({"text": name, "pages": [name]} for name in ("login", "home", "spawn")), more=HUB))
    shown = {}
    for name, page in (await prepare(running.url)).items():
        async with running.visitor() as visitor:
            if page.user:
                await visitor.sign_in(page.user, PASSWORD)
            running.app.authenticator.auto_login = page.auto_login
            shown[name] = in_html((await visitor.get(f"/hub/{page.path}")).text)
        running.app.authenticator.auto_login = False

    assert shown == {name: [SHOWS[name]] if name in SHOWS else [] for name in PAGES}


@pytest.mark.parametrize("page", ["login", "home", "spawn"])
async def test_several_stand_next_to_the_hubs_own_announcement(hub: HubsInLoop, page: str) -> None:
    running = await hub(config({"text": "One"}, {"text": "Two"}, more=HUBS_OWN))
    assert await notices(running, page) == ["One", "Two"]
    assert "From the hub itself" in await look(running, page)


@pytest.mark.parametrize("page", ["login", "home"])
async def test_one_appears_and_vanishes_without_a_restart(hub: HubsInLoop, page: str) -> None:
    change = moment(5)  # long enough before for a hub to start on a busy machine
    running = await hub(config({"text": "old", "ends": change}, {"text": "new", "starts": change}))
    seen = [await notices(running, page)]
    left = datetime.fromisoformat(change) - datetime.now(timezone.utc)
    await asyncio.sleep(left.total_seconds() + 0.1)
    assert [*seen, await notices(running, page)] == [["old"], ["new"]]


async def test_an_announcement_cannot_bring_markup_or_script(hub: HubsInLoop) -> None:
    text = "Down <script>alert(1)</script> [now](javascript:alert(2)) **soon**"
    running = await hub(config({"text": text}))
    page = await look(running, "login")

    assert "<strong>soon</strong>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


async def test_the_mark_by_which_a_closed_notice_is_known_is_that_of_its_text(hub: HubsInLoop) -> None:
    first = {"text": "Down on Friday", "dismissible": True}
    marks = []
    for announcement in (first, first | {"level": "danger"}, first | {"text": "Down on Saturday"}):
        page = await look(await hub(config(announcement)), "login")
        marks += re.findall(r'data-vp-notice="(\w+)"', page)
    assert marks[0] == marks[1] != marks[2]
