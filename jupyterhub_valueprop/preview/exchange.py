"""Send requests to a tornado application in the same process, directly to its handlers and without a port."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tornado.httputil import HTTPConnection, HTTPHeaders, HTTPServerRequest, RequestStartLine, ResponseStartLine
from tornado.web import Application


@dataclass(frozen=True)
class Reply:
    """The answer to a request."""

    status: int
    headers: HTTPHeaders
    body: bytes


class _Exchange(HTTPConnection):
    """The connection that a handler writes its answer to."""

    def __init__(self) -> None:
        self.context = self  # a request reads this attribute
        self.remote_ip, self.protocol = "127.0.0.1", "http"
        self.answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._status, self._headers, self._body = 0, HTTPHeaders(), bytearray()

    def write_headers(
        self,
        start_line: RequestStartLine | ResponseStartLine,
        headers: HTTPHeaders,
        chunk: bytes | None = None,
    ) -> asyncio.Future[None]:
        assert isinstance(start_line, ResponseStartLine)
        self._status, self._headers = start_line.code, headers
        return self.write(chunk or b"")

    def write(self, chunk: bytes) -> asyncio.Future[None]:
        self._body += chunk
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        written.set_result(None)
        return written

    def finish(self) -> None:
        if not self.answer.done():
            self.answer.set_result(Reply(self._status, self._headers, bytes(self._body)))

    def set_close_callback(self, callback: Callable[[], Any] | None) -> None:
        pass


async def exchange(
    application: Application, method: str, uri: str, headers: Mapping[str, str], body: bytes = b""
) -> Reply:
    """The application's answer to a request for `uri`, which begins with a slash."""
    connection = _Exchange()
    request = HTTPServerRequest(
        headers=HTTPHeaders(headers),
        body=body,
        connection=connection,
        start_line=RequestStartLine(method, uri, "HTTP/1.1"),
    )
    application(request)
    return await connection.answer
