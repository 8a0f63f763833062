"""Pages that are rendered once for many views: each view has its own token, and nothing of anybody else's."""

from __future__ import annotations

import asyncio
import re
from urllib.parse import quote

import pytest
from real_hub import OURS, PASSWORD, HubsInLoop
from visitor import Visitor, login_form

pytestmark = pytest.mark.asyncio


async def form(visitor: Visitor, address: str = "/hub/login") -> dict[str, str]:
    return {field.name: field.value for field in login_form((await visitor.get(address)).text).fields}


async def test_every_visitor_gets_a_token_of_their_own_and_can_sign_in_with_it(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    tokens = set()
    for name in ("ada", "grace", "mary"):
        async with running.visitor() as visitor:
            visitor.http.headers["User-Agent"] = f"The browser of {name}"  # tokens are of an address and a browser
            tokens.add((await form(visitor))["_xsrf"])
            assert (await visitor.sign_in(name, PASSWORD)).status_code == 302

    assert len(tokens) == 3


async def test_equal_views_share_one_rendering(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    kept = running.kept_pages
    async with running.visitor() as visitor:
        for address in ("/hub/login", "/hub/login", "/hub/login?next=%2Fhub%2Fhome"):
            await visitor.get(address)
        assert len(kept) == 2
        await visitor.get(f"/hub/login?next={'x' * 5_000}")  # a visitor can send any
        await visitor.sign_in("ada", "wrong")
    assert len(kept) == 2


async def test_what_one_visitor_typed_or_followed_is_on_no_other_page(hub: HubsInLoop) -> None:
    running = await hub(OURS)
    async with running.visitor() as one, running.visitor() as other:
        page = (await one.get(f"/hub/login?username={quote('ada <b>')}&next=%2Fhub%2Ftoken")).text
        assert "ada &lt;b&gt;" in page
        assert "%2Fhub%2Ftoken" in page
        await one.sign_in("ada", "wrong")
        assert await form(other) == {"_xsrf": (await form(other))["_xsrf"], "username": "", "password": ""}
        assert "login_error" not in (await other.get("/hub/login")).text


async def test_an_announcement_that_ends_is_gone_from_the_next_view(hub: HubsInLoop) -> None:
    running = await hub(
        OURS
        + """
from datetime import datetime, timedelta, timezone
ends = datetime.now(timezone.utc) + timedelta(seconds=5)
c.ValueProp.branding = {"announcements": [{"text": "Only now", "ends": ends}]}
"""
    )
    async with running.visitor() as visitor:
        assert "Only now" in (await visitor.get("/hub/login")).text
        await asyncio.sleep(5.1)
        assert "Only now" not in (await visitor.get("/hub/login")).text


async def test_a_value_that_changes_in_the_hubs_configuration_shows_at_once(hub: HubsInLoop) -> None:
    """Also one that Python calls equal to the value before."""
    running = await hub(
        OURS
        + """
values = iter(["View 0", "View 1", "1", 1, True, 1.0])
c.JupyterHub.template_vars = {"announcement": lambda user: next(values)}
"""
    )
    async with running.visitor() as visitor:
        pages = [(await visitor.get("/hub/login")).text for _ in range(6)]

    shown = [re.findall(r'aria-label="Announcement">(.*?)</section>', page) for page in pages]
    assert shown == [["View 0"], ["View 1"], ["1"], ["1"], ["True"], ["1.0"]]


async def test_a_context_that_cannot_be_compared_is_rendered_afresh(hub: HubsInLoop) -> None:
    running = await hub(OURS + 'c.JupyterHub.template_vars = {"anything": object(), "announcement": "Still here"}\n')
    async with running.visitor() as visitor:
        for _ in range(2):
            assert "Still here" in (await visitor.get("/hub/login")).text
