"""What the preview shows is what a hub sends: the same bytes, token and times aside, for every state."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import httpx
import pytest
from every_page import HUB, prepare
from real_hub import OURS, PASSWORD, Hub, HubsInLoop, close_client
from visitor import Visitor, login_form

from jupyterhub_valueprop.branding import read_branding
from jupyterhub_valueprop.page import site_of
from jupyterhub_valueprop.preview.rehearsal import STATIC_URL, Rehearsal
from jupyterhub_valueprop.preview.states import STATES, State
from jupyterhub_valueprop.site import Site

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]

EXAMPLE = Path(__file__).parents[2] / "examples" / "ocean" / "branding.yaml"
PLAIN = {"login_service": "", "custom_html": "", "request_otp": False, "otp_prompt": "OTP:", "auto_login": False}
LANGUAGES = {"locales": ["en", "es"]}
#: What differs from one answer of the same hub to the next, or with the second in which the hub was started.
DIFFERS = re.compile(
    rb'(?<=_xsrf" value=")[^"]+|(?<=xsrf_token: ")[^"]+|(?<=data-xsrf-token=")[^"]+|(?<=xsrf_token":")[^"]+'
    rb'|(?<=_xsrf=)[^"&]+'
    rb"|\b20\d{12}\b|\d{4}-\d\d-\d\dT[\d:.]+Z|(?<=code=)[\w-]{20,}|(?<=code\" value=\")[\w-]{20,}|127\.0\.0\.1:\d+"
)


def configure(running: Hub, state: State, branding: Path) -> None:
    """Let a real hub be in this state, as if its admin had configured it so."""
    text = json.dumps(state.branding)
    if text != branding.read_text(encoding="utf-8"):
        branding.write_text(text, encoding="utf-8")
        for _ in range(2):  # a change counts when a second look sees it, too
            running.live.check_files()
    authenticator, variables = running.app.authenticator, running.app.tornado_settings["template_vars"]
    for name, value in {**PLAIN, **state.authenticator}.items():
        setattr(authenticator, name, value)
    variables.clear()
    variables.update(state.template_vars)


async def answer(running: Hub, state: State, branding: Path, path: str) -> tuple[int, bytes]:
    """What a real hub answers to the person in this state, whose browser asks for Spanish."""
    async with running.visitor() as visitor:
        if state.user:
            configure(running, STATES[0], branding)
            await visitor.sign_in(state.user, PASSWORD)
        configure(running, state, branding)
        visitor.http.headers["Accept-Language"] = "es"
        page = await visitor.get(f"/hub/{path}")
        if state.act.startswith("send"):
            page = await send(visitor, page.text, path, expired="expired" in state.act)
        return page.status_code, page.content


async def send(visitor: Visitor, page: str, path: str, *, expired: bool) -> httpx.Response:
    data = login_form(page).filled(username="ada", password="wrong")
    return await visitor.http.post(f"/hub/{path}", data=data | ({"_xsrf": "expired"} if expired else {}))


async def test_every_state_has_the_bytes_of_a_hub(hub: HubsInLoop, tmp_path: Path) -> None:
    branding = tmp_path / "branding.yaml"
    branding.write_text("{}")
    layers = [str(EXAMPLE), LANGUAGES, str(branding)]
    running = await hub(f"{HUB}{OURS}c.ValueProp.branding = {layers!r}\nc.ValueProp.reload_interval = 0.0\n")
    pages = await prepare(running.url)
    expected = {}
    for state in STATES:
        path = pages[state.name].path if state.name in pages else state.path
        expected[state.id] = await answer(running, state, branding, path)
    await close_client()
    rehearsal = await Rehearsal.begin()
    shown = {}
    for state in STATES:
        page = await rehearsal.show(state, site(json.dumps(state.branding)), "es", running.url.removeprefix("http://"))
        shown[state.id] = page.status, page.body
    await rehearsal.end()
    await close_client()

    # a failed sign-in has another status before JupyterHub 5.3
    assert [state.id for state in STATES if shown[state.id][0] != state.status and not state.act] == []
    assert [name for name in shown if same(shown[name]) != same(expected[name])] == []
    assert [name for name, (_, body) in shown.items() if b"vp-" not in body] == []


@cache
def site(branding: str) -> Site:
    """The site of the example with a layer over it, built once for all states that have the same."""
    reading = read_branding([EXAMPLE, LANGUAGES, json.loads(branding)])
    return site_of(reading, static_url_prefix=STATIC_URL)


def same(answer: tuple[int, bytes]) -> tuple[int, bytes]:
    """An answer without what differs from one to the next."""
    return answer[0], DIFFERS.sub(b"", answer[1])
