"""Whether styles and script should be linked or stand in the page: the same page both ways, on the slow line.

Linked files are a request more at the first visit and none at the next; inlined ones come again with every page, and a
Content-Security-Policy without `unsafe-inline` has to name their hashes.
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import median

from .chromium import browser
from .client import Connection
from .hubs import PATH, Bench
from .lines import Line
from .statistic import alternating
from .vitals import PHONE, look

STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
SCRIPT = re.compile(r'<script async src="([^"]+)"></script>')
TYPES = {"css": "text/css", "js": "text/javascript"}


def measure(bench: Bench, *, rounds: int = 7) -> list[Line]:
    """Largest paints of the page as it is and with everything inlined, at the first visit and the next; medians."""
    files = asyncio.run(_files(bench.pair()["ours"].url))
    seen: dict[str, list[tuple[float, float]]] = {"linked": [], "inlined": []}
    with _serving(files) as url, browser() as running:
        for order in alternating(list(seen), rounds):
            for name in order:
                context = running.new_context(**PHONE)
                first, again = (look(context, f"{url}/{name}")["lcp"] for _ in range(2))
                seen[name].append((first, again))
                context.close()
    return [
        Line(f"largest paint, {visit} visit, files {name}", "ms", ours=median(each[number] for each in seen[name]))
        for number, visit in enumerate(("first", "second"))
        for name in seen
    ]


async def _files(url: str) -> Mapping[str, tuple[str, bytes]]:
    """What is served, by address: media type and content of both pages and of the files that one of them links to."""
    async with Connection(url) as hub:
        linked = (await hub.get(PATH)).body.decode()
        inlined = linked
        files = {}
        for pattern, tag in ((STYLE, "style"), (SCRIPT, "script")):
            for found in pattern.finditer(linked):
                body = (await hub.get(found[1])).body
                files[found[1]] = (TYPES[found[1].partition("?")[0].rpartition(".")[2]], body)
                inlined = inlined.replace(found[0], f"<{tag}>{body.decode()}</{tag}>")
    pages = {f"/{name}": ("text/html", text.encode()) for name, text in (("linked", linked), ("inlined", inlined))}
    return files | pages


@contextmanager
def _serving(files: Mapping[str, tuple[str, bytes]]) -> Iterator[str]:
    """The address of a small server of these files; all but the pages may be kept, as the hub's may."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            media_type, body = files.get(self.path, ("text/plain", b""))
            self.send_response(200 if self.path in files else 404)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            if media_type != "text/html":
                self.send_header("Cache-Control", "max-age=31536000, immutable")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing: the table is the program's output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
