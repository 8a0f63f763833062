"""The preview's web server: a page around the pages, and its data, for this machine's browser only."""

from __future__ import annotations

import asyncio
import json
import re
import signal
from collections.abc import Callable, Container, Sequence
from contextlib import suppress
from dataclasses import asdict
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from socket import AF_INET, AF_INET6, create_server, socket
from typing import Any
from urllib.parse import urlencode

from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from jupyterhub_valueprop.problems import Problem

from .origins import LONGEST_TEXT, find_origin
from .rehearsal import STATIC_URL, Rehearsal
from .revisions import Revision, Revisions
from .server_address import OWN, Hosts, url_of
from .states import BY_ID, STATES, State

SCHEMES = ("light", "dark")

#: How many texts, URLs and parts of a page are searched to find where it comes from.
MOST_AROUND = 12

#: Seconds between two messages to a page that waits for changes.
HEARTBEAT = 15.0

_VIEWER = files(__package__) / "viewer"
_VIEWER_FILES = {"preview.css": "text/css", "preview.js": "text/javascript"}
_VIEWER_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self' "
    "data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

Describe = Callable[[Problem], dict[str, Any]]
"""A problem as the page shows it: its words, its place, the line with a caret."""


class Preview:
    """What the preview shows: the revisions of one branding in a rehearsal."""

    def __init__(self, revisions: Revisions, rehearsal: Rehearsal, describe: Describe) -> None:
        self.revisions = revisions
        self.rehearsal = rehearsal
        self.describe = describe
        self._changed = asyncio.Event()

    def tell(self, _: Revision) -> None:
        """Tell every waiting page about a new revision."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def change(self, number: int) -> int:
        """Wait for a revision other than this number, at most for a heartbeat; return the newest number."""
        if self.revisions.revision.number == number:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._changed.wait(), HEARTBEAT)
        return self.revisions.revision.number

    def states(self) -> list[dict[str, str]]:
        """Every state in every language of the branding, in light and dark."""
        return [
            {
                "id": f"{state.id}.{locale}.{scheme}",
                "title": state.title,
                "page": state.page,
                "locale": locale,
                "scheme": scheme,
                "url": f"/states/{state.id}?{urlencode({'locale': locale, 'scheme': scheme})}",
            }
            for state in STATES
            for locale in self.revisions.revision.site.landings
            for scheme in SCHEMES
        ]

    def about(self) -> dict[str, Any]:
        """The revision as data: its files, its problems, its adjusted colors."""
        revision = self.revisions.revision
        return {
            "revision": revision.number,
            "files": [str(path) for path in self.revisions.source or ()],
            "problems": [self.describe(problem) for problem in revision.problems],
            "adjustments": [
                {**asdict(each), "ground_color": _ground(revision, each.scheme, each.ground), "text": str(each)}
                for each in revision.theme.adjustments
            ],
            "locales": list(revision.site.landings),
            "groups": _groups(),
        }


def _ground(revision: Revision, scheme: str, role: str) -> str:
    colors = revision.theme.light if scheme == "light" else revision.theme.dark
    return colors[role]


def _groups() -> dict[str, list[dict[str, str]]]:
    groups: dict[str, list[dict[str, str]]] = {}
    for state in STATES:
        groups.setdefault(state.group, []).append({"id": state.id, "title": state.title, "act": state.act})
    return groups


class _Guarded(RequestHandler):
    """Answers only requests with one of the allowed hosts (against DNS rebinding)."""

    preview: Preview

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def prepare(self) -> None:
        host, origin = self.request.host, self.request.headers.get("Origin")
        if host not in self.settings["hosts"] or origin not in (None, f"http://{host}"):
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def set_default_headers(self) -> None:
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", "frame-ancestors 'self'")

    def compute_etag(self) -> str | None:
        return None

    def log_exception(self, *exception: Any) -> None:
        if not isinstance(exception[1], HTTPError):
            super().log_exception(*exception)

    def send_json(self, data: Any) -> None:
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(data, ensure_ascii=False, default=str))


class _Nothing(_Guarded):
    def prepare(self) -> None:
        super().prepare()
        raise HTTPError(HTTPStatus.NOT_FOUND)


class _Viewer(_Guarded):
    def get(self, name: str) -> None:
        self.set_header("Content-Type", f"{_VIEWER_FILES.get(name, 'text/html')}; charset=utf-8")
        self.set_header("Content-Security-Policy", _VIEWER_POLICY)
        self.finish((_VIEWER / (name or "index.html")).read_bytes())


class _States(_Guarded):
    def get(self) -> None:
        self.send_json(self.preview.states())


class _About(_Guarded):
    def get(self) -> None:
        self.send_json(self.preview.about())


class _Page(_Guarded):
    """One state, byte for byte as a hub sends it."""

    async def get(self, name: str) -> None:
        state = BY_ID.get(name)
        revision = self.preview.revisions.revision
        locale = self.get_query_argument("locale", next(iter(revision.site.landings)))
        if state is None or locale not in revision.site.landings:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        site = await asyncio.to_thread(self.preview.revisions.variant, revision, state.id, state.branding)
        answer = await self.preview.rehearsal.show(state, site, locale, self.request.host)
        self.set_status(answer.status)
        for header in ("Content-Type", "Content-Language"):
            if header in answer.headers:
                self.set_header(header, answer.headers[header])
        self.finish(answer.body)


class _File(_Guarded):
    """The files that pages link to: this package's, for every variant that was shown, and JupyterHub's."""

    async def get(self, _: str) -> None:
        path, version = self.request.path.removeprefix(f"{STATIC_URL}valueprop/"), self.get_query_argument("v", "")
        revision = self.preview.revisions.revision
        for site in (revision.site, *tuple(revision.variants.values())):
            asset = site.assets.get(path)
            if asset and asset.version == version:
                self.set_header("Content-Type", asset.media_type)
                # opened by itself, an SVG is a document of this origin, so nothing in it may run
                self.set_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                self.finish(asset.data)
                return
        answer = await self.preview.rehearsal.file(self.request.uri or "/", {"Host": self.request.host})
        self.set_status(answer.status)
        self.set_header("Content-Type", answer.headers.get("Content-Type", "application/octet-stream"))
        self.finish(answer.body)


class _Origin(_Guarded):
    """The key and place that a part of the page comes from."""

    async def get(self) -> None:
        revision = self.preview.revisions.revision
        state = BY_ID.get(self.get_query_argument("state", ""), STATES[0])
        locale = self.get_query_argument("locale", "")
        if locale not in revision.site.landings:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        found = await asyncio.to_thread(
            find_origin, revision.reading, locale, self._given("text"), self._given("address"), self._given("part")
        )
        self.send_json(None if found is None else {**asdict(found), "is_example": _is_example(state, found.key)})

    def _given(self, name: str) -> Sequence[str]:
        return [each[:LONGEST_TEXT] for each in self.get_query_arguments(name)[:MOST_AROUND]]


def _is_example(state: State, key: str) -> bool:
    """Whether the value of this key comes from the state, not from a file."""
    return re.split(r"[.\[]", key, maxsplit=1)[0] in state.branding


class _Events(_Guarded):
    """Tells a page about new revisions by server-sent events."""

    async def get(self) -> None:
        self.set_header("Content-Type", "text/event-stream")
        number = self.preview.revisions.revision.number
        while not self.request.connection.stream.closed():  # type: ignore[union-attr]
            self.write(f"data: {number}\n\n")
            await self.flush()
            number = await self.preview.change(number)


class _Progress(_Guarded):
    """The progress of a starting server: one step, without an end."""

    async def get(self, _: str) -> None:
        self.set_header("Content-Type", "text/event-stream")
        self.write('data: {"progress": 40, "message": "Waiting for the tide"}\n\n')
        while not self.request.connection.stream.closed():  # type: ignore[union-attr]
            await self.flush()
            await asyncio.sleep(HEARTBEAT)
            self.write(": waiting\n\n")


def application(preview: Preview, hosts: Container[str]) -> Application:
    """The preview as a web application that only answers for these hosts, each with its port."""
    routes: list[tuple[str, type[_Guarded]]] = [
        (r"/()", _Viewer),
        (r"/(preview\.css|preview\.js)", _Viewer),
        (r"/states\.json", _States),
        (r"/states/([a-z0-9-]{1,60})", _Page),
        (r"/about\.json", _About),
        (r"/origin", _Origin),
        (r"/events", _Events),
        (r"/hub/api/users/([^/]{1,60})/server/progress", _Progress),
        (r"/hub/(static/.{1,500}|logo)", _File),
    ]
    given = {"preview": preview}
    return Application(
        [(path, handler, given) for path, handler in routes],
        default_handler_class=_Nothing,
        default_handler_args=given,
        hosts=hosts,
        log_function=lambda _: None,
    )


def listen(port: int, address: str = OWN) -> list[socket]:
    """Listen on an IP address or host name, by default this machine's; port 0 is any free one. Raises OSError."""
    family = AF_INET6 if ":" in address else AF_INET
    opened = create_server((address, port), family=family)
    opened.setblocking(False)
    return [opened]


async def serve(
    source: list[Path] | None,
    sockets: list[socket],
    describe: Describe,
    ready: Callable[[str], None],
    address: str = OWN,
) -> None:
    """Serve until the process is asked to end; `ready` is called with the URL once it answers.

    `address` is the given IP address or host name of the sockets.
    """
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, ended.set)
    port = sockets[0].getsockname()[1]
    revisions = await asyncio.to_thread(Revisions, source, STATIC_URL, (Path.cwd(),))
    rehearsal = await Rehearsal.begin()
    preview = Preview(revisions, rehearsal, describe)
    server = HTTPServer(application(preview, Hosts(address, port)))
    server.add_sockets(sockets)
    watching = asyncio.ensure_future(revisions.watch(preview.tell))
    try:
        ready(url_of(address, port))
        await ended.wait()
    finally:
        watching.cancel()
        server.stop()
        await server.close_all_connections()
        await rehearsal.end()
