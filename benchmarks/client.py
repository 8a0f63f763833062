"""A small HTTP/1.1 client for loopback: one kept-alive connection, one request at a time, little work of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True)
class Answer:
    """A response: `cookies` are those that it sets."""

    status: int
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    body: bytes


@dataclass
class Connection:
    """`async with Connection(url) as hub: await hub.get("/hub/login")`; cookies are the caller's business."""

    url: str
    _reader: asyncio.StreamReader = field(init=False)
    _writer: asyncio.StreamWriter = field(init=False)

    async def __aenter__(self) -> Connection:
        address = urlsplit(self.url)
        assert address.hostname
        self._host = address.netloc
        self._reader, self._writer = await asyncio.open_connection(address.hostname, address.port, limit=1 << 22)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._writer.close()

    async def get(self, path: str, cookies: Mapping[str, str] | None = None) -> Answer:
        """GET a path of the hub."""
        return await self._send("GET", path, cookies or {}, b"")

    async def post(self, path: str, form: Mapping[str, str], cookies: Mapping[str, str]) -> Answer:
        """POST a form to a path of the hub."""
        return await self._send("POST", path, cookies, urlencode(form).encode())

    async def _send(self, method: str, path: str, cookies: Mapping[str, str], body: bytes) -> Answer:
        head = [f"{method} {path} HTTP/1.1", f"Host: {self._host}"]
        if cookies:
            head.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
        if method == "POST":
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        self._writer.write("\r\n".join([*head, "", ""]).encode() + body)
        await self._writer.drain()
        return await self._answer()

    async def _answer(self) -> Answer:
        first, *lines = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        cookies: dict[str, str] = {}
        for line in filter(None, lines):
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                key, _, content = value.partition(";")[0].partition("=")
                cookies[key] = content
            else:
                headers[name.lower()] = value
        body = await self._reader.readexactly(int(headers.get("content-length", 0)))
        return Answer(int(first.split()[1]), headers, cookies, body)
