"""What a visitor sends selects no other page, fills no memory, and writes next to nothing into the log."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from lone_hub import LoneHub, lone_hub
from real_hub import OURS, HubsInLoop
from visitor import Visitor, login_form

pytestmark = pytest.mark.asyncio

HEADERS = [
    "EN", "DE-de", "pt-br", "PT-BR", "en-US,en;q=0.5", "x-private", "i-klingon", "zh-min-nan", "en-GB-oed",
    "de-CH-1996", "de-x-goethe", "de-a-b-c", "*", "*;q=0", "de;q=0", "de;q=nan", "de;q=inf", "de;q=-1", "de;q=1e999",
    "de;q=", "de;;;", ",,,", "de;q=0.8;q=0.1", "DE ; Q=0.9", "\u00e4\u00f6", "d\u00e9", "-", "--", "a" * 9_000,
    "de," * 3_000, "de-" * 3_000, ";q=1" * 2_000, "de\tfr", "../../etc/passwd", "<script>", "%ff", "de_DE",
    "de_DE.UTF-8", "C", "POSIX", "und", "mul", "root",
]  # fmt: skip
QUERIES = [
    "lang=DE", "lang=de-DE", "lang=%ff", "lang=%00", "lang=", "lang", "lang=de&lang=es", "lang=%C3%A4",
    "lang=" + "a" * 9_000, "lang=x-private", "lang=i-klingon", "lang=*", "lang=<script>", "LANG=de", "lang=../..",
    "next=//x", "next=%5C%5Cx", "next=%2Fhub%2Fspawn%0d%0aX:%20y", "next=%2Fuser%2F" + "%2F" * 20_000,
    "next=%2Fhub%2Fuser-redirect%2Fgit-pull%3Frepo%3D" + "a" * 60_000, "next=%2Fuser%2Fx%3F" + "%26a" * 600,
    "lang=de%0d%0aX:%20y", "lang=" + "-" * 60_000, "lang=" + "aa-" * 20_000, "lang=" + "a-" * 30_000,
]  # fmt: skip


#: A form that a browser sends.
FORM = {"Sec-Fetch-Mode": "navigate", "Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.clock
@pytest.mark.parametrize("mode", ["page", "wrap"])
async def test_no_header_and_no_address_selects_the_hubs_own_page(hub: HubsInLoop, mode: str) -> None:
    running = await hub(
        f"{OURS}c.ValueProp.branding = {{'locales': ['en', 'de', 'es', 'pt-BR']}}\nc.ValueProp.login_page = {mode!r}\n"
    )
    await running.log.comes_to("login page: ")  # the line at start, which is no answer to anybody
    lines = len(running.log.lines)
    async with running.visitor() as visitor:
        for header in HEADERS:
            page = await visitor.http.get("/hub/login", headers={b"Accept-Language": header.encode("utf-8")})
            assert (page.status_code, "vp-footer" in page.text) == (200, True), header
        for query in QUERIES:
            began = time.monotonic()
            page = await visitor.get(f"/hub/login?{query}")
            assert time.monotonic() - began < 0.25, query[:20]
            assert (page.status_code, "vp-footer" in page.text) == (200, True), query
            assert page.headers.get("X") is None
    said = [line for line in running.log.lines[lines:] if "ValueProp" in line or "Traceback" in line]
    assert said == []


@pytest.mark.parametrize(
    ("header", "language"),
    [("EN", "en"), ("DE-de", "de"), ("pt-br", "pt-BR"), ("PT-BR-x-rio", "pt-BR"), ("de_AT", "de"), ("i-klingon", "en"),
     ("fr, ES-mx;q=0.9", "es"), ("x-de", "en"), ("de-x-y", "de")],
)  # fmt: skip
async def test_letter_case_and_length_of_a_tag_do_not_matter(hub: HubsInLoop, header: str, language: str) -> None:
    running = await hub(f"{OURS}c.ValueProp.branding = {{'locales': ['en', 'de', 'es', 'pt-BR']}}\n")
    async with running.visitor() as visitor:
        page = await visitor.http.get("/hub/login", headers={"Accept-Language": header})
        asked = await visitor.get(f"/hub/login?lang={language.swapcase()}")
    assert page.headers["Content-Language"] == language
    assert asked.headers["Content-Language"] == language


async def send_what_differs(hub: LoneHub) -> float:
    """Forty wrong passwords with 2 MB each and 400 different addresses; the memory of the hub afterwards, in MB."""
    async with Visitor(hub.url) as visitor:
        for number in range(40):
            form = login_form((await visitor.get("/hub/login")).text)
            # letters need no escapes, for which a client would look at each of them
            others = form.filled(username="ada", password="wrong")
            others.pop("next", None)
            body = f"{urlencode(others)}&next=%2Fhub%2F{number}{'x' * 2_000_000}"
            answer = await visitor.http.post("/hub/login", content=body, headers=FORM)
            assert "Invalid username or password" in answer.text  # 403, before JupyterHub 5.3 200
    async with httpx.AsyncClient(base_url=hub.url) as client:
        for number in range(400):
            query = f"next=%2Fhub%2F{number}{'y' * 3_000}&username={number}"
            page = await client.get(f"/hub/login?{query}", headers={"Accept-Language": f"x-{number}"})
            assert page.status_code == 200
    await asyncio.sleep(0.5)
    return hub.megabytes


@pytest.mark.any_hub
async def test_an_anonymous_visitor_fills_no_memory(tmp_path: Path) -> None:
    with lone_hub(tmp_path / "stock", "") as stock, lone_hub(tmp_path / "ours") as ours:
        usual, held = await asyncio.gather(send_what_differs(stock), send_what_differs(ours))
    assert held < usual + 60
