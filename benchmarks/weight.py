"""What a first visit brings over the wire, as a cold browser sees it."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from .chromium import browser
from .hubs import Bench
from .lines import Budget, Line

# images that the hub's admin or the community chooses, and that no design can make lighter
CHOSEN = """() => [...document.querySelectorAll("link[rel~=icon], img")]
  .flatMap(element => [element.href, element.currentSrc, element.src])"""
FIRST_WINDOW = 14_600  # bytes that a server sends before it waits for an answer: ten segments of TCP (RFC 6928)
TEXT_TYPES = ("Document", "Stylesheet", "Script")


@dataclass
class Request:
    """One file: its bytes on the wire with headers, and its content."""

    url: str
    kind: str
    wire: int = 0
    body: bytes = b""

    @property
    def uncompressed(self) -> int:
        """The bytes for a browser that takes no compression: texts of ours come compressed to all others."""
        return max(self.wire, len(self.body))


def requests(browser: Browser, url: str) -> list[Request]:
    """What a new visitor's browser asks for, without the images that somebody chose."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    seen: dict[str, Request] = {}

    def asked(event: dict[str, Any]) -> None:
        seen[event["requestId"]] = Request(event["request"]["url"], event.get("type", "Other"))

    def loaded(event: dict[str, Any]) -> None:
        if event["requestId"] in seen:
            seen[event["requestId"]].wire = round(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", loaded)
    session.send("Network.enable")
    page.goto(url, wait_until="networkidle")
    chosen = set(page.evaluate(CHOSEN))
    found = [
        request for request in seen.values() if request.url not in chosen and urlsplit(request.url).scheme != "data"
    ]
    for request in found:
        if request.kind in TEXT_TYPES:
            request.body = context.request.get(request.url).body()
    context.close()
    return [request for request in found if not request.url.endswith("favicon.ico")]


def zipped(found: Iterable[Request]) -> int:
    """The bytes of document, style sheets and scripts, each compressed as a server would (gzip -9)."""
    return sum(len(gzip.compress(request.body, 9, mtime=0)) for request in found if request.kind in TEXT_TYPES)


def measure(bench: Bench) -> list[Line]:
    """Bytes, compressed bytes, requests, JavaScript, other hosts; and the bytes by type."""
    hubs = bench.pair()
    with browser() as running:
        stock, ours = (requests(running, hubs[name].login) for name in ("stock", "ours"))
        host = urlsplit(hubs["ours"].url).netloc
        scripts, foreign = (
            [[request for request in found if test(request)] for found in (stock, ours)]
            for test in (
                lambda request: request.kind == "Script",
                lambda request: urlsplit(request.url).netloc not in (host, urlsplit(hubs["stock"].url).netloc),
            )
        )
    by_type = [
        Line(f"of these, {kind.lower()}", "B", _wire(stock, kind), _wire(ours, kind), _own_budget(kind, bench))
        for kind in sorted({request.kind for request in (*stock, *ours)})
    ]
    return [
        Line("bytes over the wire, uncompressed", "B", _wire(stock), _wire(ours), Budget(45_000), note=_counts(ours)),
        *by_type,
        Line("document with CSS and JS, gzip -9", "B", zipped(stock), zipped(ours), Budget(FIRST_WINDOW)),
        Line("requests", "", len(stock), len(ours), Budget(3)),
        Line("JavaScript", "B", *(sum(len(each.body) for each in found) for found in scripts), Budget(3_000)),
        Line("requests to other hosts", "", *map(len, foreign), Budget(0)),
    ]


def _own_budget(kind: str, bench: Bench) -> Budget | None:
    """JupyterHub compresses no document: where nobody does, the default one should still come without a wait."""
    return Budget(FIRST_WINDOW) if kind == "Document" and bench.branding is None else None


def _wire(found: Iterable[Request], kind: str | None = None) -> int:
    return sum(request.uncompressed for request in found if kind in (None, request.kind))


def _counts(found: Iterable[Request]) -> str:
    counts = Counter(request.kind.lower() for request in found)
    return "without logo, favicon and other images: " + ", ".join(
        f"{count} {kind}" for kind, count in sorted(counts.items())
    )
