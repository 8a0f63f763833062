"""Download a file from another host that may be contacted, within limits of time, bytes and redirects.

Uses no proxy of the environment, sends no cookie, and accepts no compressed answer, because that could grow.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import quote, urljoin

from jupyterhub_valueprop.problems.phrases import quote as quoted

from .bounded_response import LARGEST_ANSWER, BoundedResponse, TooMuchError
from .remote_error import RemoteError
from .web_addresses import PORTS, Resolver, WebAddress, addresses_of, web_address

LONGEST_DOWNLOAD = 30.0
"""Seconds for one file, from the first connection to the last byte, redirects included."""

LONGEST_CONNECTION = 10.0
"""Seconds for each connection."""

MOST_REDIRECTS = 5
_PIECE = 65_536
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_GONE = frozenset((404, 410))
_HEADERS = {
    "User-Agent": "jupyterhub-valueprop",
    "Accept": "image/*, font/*, */*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}

Received = Callable[[int], None]
"""Called with the number of bytes received so far."""


@dataclass(frozen=True)
class SentFile:
    """What a host sent: the bytes, and its media type for them, without parameters."""

    data: bytes
    media_type: str


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host name; raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def connect_to_first(addresses: Sequence[str], port: int, seconds: Callable[[], float]) -> socket.socket:
    """A connection to the first IP address that answers within `seconds()`; raises OSError."""
    failure: OSError = OSError("it has no IP address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), seconds())
        except OSError as error:
            failure = error
    raise failure


@dataclass(frozen=True)
class Client:
    """Contacts other hosts; with `allow_private`, also hosts of one's own network, and any port."""

    allow_private: bool = False
    resolve: Resolver = system_resolver

    def fetch(self, url: str, limit: int, received: Received = lambda _: None) -> SentFile:
        """The file at a URL, of at most `limit` bytes; raises `RemoteError`."""
        deadline = time.monotonic() + LONGEST_DOWNLOAD
        to = web_address(url, allow_private=self.allow_private)
        for _ in range(MOST_REDIRECTS + 1):
            addresses = addresses_of(to, self.resolve, allow_private=self.allow_private)
            answer = _Connection(to, addresses, deadline).ask(limit, received)
            if isinstance(answer, SentFile):
                return answer
            to = self._redirected(to, answer)
        raise RemoteError("remote-failed", f"redirects more than {MOST_REDIRECTS} times")

    def _redirected(self, to: WebAddress, location: str) -> WebAddress:
        """Where a redirect leads. Each URL is checked as if somebody had written it."""
        try:
            url = urljoin(to.url, location)
            there = web_address(url, allow_private=self.allow_private)
        except (ValueError, RemoteError) as error:
            reason = error.reason if isinstance(error, RemoteError) else "is not a URL"
            raise RemoteError("remote-refused", f"redirects to a URL that {reason}") from None
        if to.scheme == "https" and there.scheme != "https":
            raise RemoteError("remote-refused", "redirects from https: to http:")
        return there


class _Connection(HTTPConnection):
    """A connection for one request to the checked IP addresses, whatever the host's name leads to meanwhile."""

    response_class = BoundedResponse

    def __init__(self, to: WebAddress, addresses: Sequence[str], deadline: float) -> None:
        super().__init__(to.host, to.port)
        self.default_port = PORTS[to.scheme]  # the header Host has the port only if it is not the usual one
        self._to = to
        self._addresses = addresses
        self._deadline = deadline
        self._was_cut = False
        self._watch: threading.Timer | None = None
        self._opened: socket.socket

    def ask(self, limit: int, received: Received) -> SentFile | str:
        """The file, or the URL that a redirect names; raises `RemoteError`."""
        try:
            self.request("GET", self._to.target, headers=_HEADERS)
            with self.getresponse() as response:
                return self._read(response, limit, received)
        except (OSError, ValueError, HTTPException) as error:
            raise self._told(error) from None
        finally:
            if self._watch:
                self._watch.cancel()
            self.close()

    def connect(self) -> None:
        """Connect to the first IP address that answers, over TLS for https, with the name of the host."""
        opened = connect_to_first(self._addresses, self._to.port, lambda: self._left(LONGEST_CONNECTION))
        self.sock = opened
        if self._to.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(opened, server_hostname=self._to.host, do_handshake_on_connect=False)
        self._opened = self.sock  # http.client drops the socket when the last answer begins
        # a socket's timeout starts again with each byte
        self._watch = threading.Timer(self._left(LONGEST_DOWNLOAD), self._cut)
        self._watch.daemon = True
        self._watch.start()
        self.sock.settimeout(self._left(LONGEST_DOWNLOAD))
        if isinstance(self.sock, ssl.SSLSocket):
            self.sock.do_handshake()

    def _cut(self) -> None:
        self._was_cut = True
        with suppress(OSError):
            # shut down the socket itself: TLS would send a closing message first, and wait
            socket.socket.shutdown(self._opened, socket.SHUT_RDWR)

    def _left(self, longest: float) -> float:
        return max(0.01, min(longest, self._deadline - time.monotonic()))

    def _read(self, response: HTTPResponse, limit: int, received: Received) -> SentFile | str:
        if response.status in _REDIRECTS and (location := response.getheader("Location")):
            # bytes beyond ASCII are UTF-8, but http.client decodes them as Latin-1
            return quote(location.encode("latin-1", "replace"), safe="/%:@!$&'()*+,;=~?#[]")
        if response.status in _GONE:
            raise RemoteError("remote-gone", f"answers {response.status}: the file does not exist", "name another URL")
        if response.status != 200:
            raise RemoteError("remote-failed", f"answers {response.status}", "open it in a browser")
        encoding = response.getheader("Content-Encoding", "identity").strip().lower()
        if encoding not in ("", "identity"):
            raise RemoteError("remote-failed", f"is compressed ({quoted(encoding)}), which was not requested")
        length = response.length
        if length is not None and length > limit:
            raise _too_large(limit)
        pieces, size = [], 0
        while piece := response.read(_PIECE):
            size += len(piece)
            if size > limit:
                raise _too_large(limit)
            pieces.append(piece)
            received(size)
        if self._was_cut:
            raise _too_slow()
        if length is not None and size != length:
            raise RemoteError("remote-failed", f"ends after {size} of {length} bytes", "try again")
        return SentFile(b"".join(pieces), response.headers.get_content_type())

    def _told(self, error: Exception) -> RemoteError:
        if isinstance(error, TooMuchError):
            return RemoteError("too-large", f"comes in an answer of more than {LARGEST_ANSWER / 1e6:g} MB")
        if self._was_cut or isinstance(error, TimeoutError):
            return _too_slow()
        if isinstance(error, ssl.SSLCertVerificationError):
            return RemoteError("remote-failed", f"has a certificate that can't be trusted: {error.verify_message}")
        if isinstance(error, ssl.SSLError):
            return RemoteError("remote-failed", "can't be reached over TLS")
        if isinstance(error, OSError):
            return RemoteError("remote-failed", f"can't be reached: {(error.strerror or str(error)).lower()}")
        return RemoteError("remote-failed", f"has a host that does not speak HTTP ({type(error).__name__})")


def _too_slow() -> RemoteError:
    return RemoteError("remote-failed", f"takes longer than {LONGEST_DOWNLOAD:g} s", "try again later")


def _too_large(limit: int) -> RemoteError:
    return RemoteError("too-large", f"is larger than {limit / 1e6:g} MB", "use a smaller one")
