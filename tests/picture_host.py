"""A host of pictures on this machine, by http and https, with every bad habit that hosts have."""

from __future__ import annotations

import datetime
import http.server
import io
import ipaddress
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from PIL import Image

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_START = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"'
SVG = _START + b'><script>1</script><rect width="5" height="5"/></svg>'
CLEAN = _START + b' viewBox="0 0 9 9"><rect width="5" height="5" /></svg>'
_OK, _CHUNKED = b"HTTP/1.1 200 OK\r\n", b"Transfer-Encoding: chunked\r\n"
#: Ways to frame an answer so that it never ends: how it begins, and what goes on and on.
FRAMINGS: Mapping[str, tuple[bytes, bytes]] = {
    "chunk-of-less-than-nothing": (_OK + _CHUNKED + b"\r\n-1\r\n", b"x" * 65_536),
    "chunk-of-a-terabyte": (_OK + _CHUNKED + b"\r\n+0x1_0000000000\r\n", b"x" * 65_536),
    "chunks-of-one": (_OK + _CHUNKED + b"\r\n", b"1;" + b"x" * 60_000 + b"\r\nx\r\n"),
    "chunk-with-a-long-extension": (_OK + _CHUNKED + b"\r\n1;", b"x" * 65_536),
    "trailers": (_OK + _CHUNKED + b"\r\n0\r\n", b"a: " + b"x" * 60_000 + b"\r\n"),
    "continued": (b"", b"HTTP/1.1 100 Continue\r\nA: " + b"x" * 60_000 + b"\r\n\r\n"),
    "headers": (_OK, b"a: b\r\n" * 10_000),
    "long-header": (_OK + b"a: ", b"x" * 65_536),
    "length-of-less-than-nothing": (_OK + b"Content-Length: -1\r\n\r\n", b"x" * 65_536),
    "two-lengths": (_OK + b"Content-Length: x\r\nContent-Length: 9\r\n" + _CHUNKED + b"\r\n-9\r\n", b"x" * 65_536),
}


def png(color: str = "teal") -> bytes:
    """A small picture."""
    file = io.BytesIO()
    Image.new("RGB", (30, 20), color).save(file, "PNG")
    return file.getvalue()


def certificate(folder: Path, *names: str) -> Path:
    """A certificate of this machine for itself and some names, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.timezone.utc)
    its_names = [x509.IPAddress(ipaddress.ip_address("127.0.0.1")), *map(x509.DNSName, names)]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(its_names), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "host.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@dataclass
class Host:
    """What runs: its ports, what it was asked for (host and path), what it answers besides its habits.

    `before` is what it does before it answers a path for the first time.
    """

    http: int = 0
    https: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    server_names: list[str | None] = field(default_factory=list)
    before: dict[str, Callable[[], object]] = field(default_factory=dict)
    is_ending: threading.Event = field(default_factory=threading.Event)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    host: Host

    def do_GET(self) -> None:
        self.host.asked.append((self.headers["Host"], self.path))
        self.close_connection = True
        self.host.before.pop(self.path, lambda: None)()
        with suppress(OSError):  # whoever asked has gone
            self._answer(self.path.partition("?")[0], self.path.partition("?")[2])

    def _answer(self, path: str, query: str) -> None:
        if path in self.host.files:
            self._send(self.host.files[path])
        elif path == "/to":
            self._send(b"", {"Location": query}, 302)
        elif path == "/round":
            self._send(b"", {"Location": "/round"}, 307)
        elif path == "/status":
            self._send(b"no", {}, int(query))
        elif path == "/page":
            self._send(b"<!doctype html><p>A logo", {"Content-Type": "text/html; charset=utf-8"})
        elif path == "/packed":
            self._send(b"\x1f\x8b", {"Content-Encoding": "gzip"})
        elif path == "/short":
            self._send(png()[:40], {"Content-Length": "4000"})
        elif path == "/long":
            self._send(png(), {"Content-Length": str(10**9)})
        elif path == "/negative":
            self._send(png(), {"Content-Length": "-5"})
        elif path == "/words":
            self._send(b"only words")
        elif path == "/nonsense":
            self.wfile.write(b"\x00\xff nonsense\r\n\r\n")
        elif path == "/dropped":
            self.connection.close()
        elif path == "/endless":
            self._send_head()
            while not self.host.is_ending.is_set():
                self.wfile.write(b"x" * 65_536)
        elif path == "/endless-chunks":
            self._send_head({"Transfer-Encoding": "chunked"})
            while not self.host.is_ending.is_set():
                self.wfile.write(b"10000\r\n" + b"x" * 65_536 + b"\r\n")
        elif path.startswith("/framed/"):
            start, more = FRAMINGS[path.split("/")[2]]
            self.wfile.write(start)
            while not self.host.is_ending.is_set():
                self.wfile.write(more)
        elif path == "/half-a-chunk":
            self._send_head({"Transfer-Encoding": "chunked"})
            self.wfile.write(b"10000\r\nxx")
        elif path == "/drip":
            self._send_head()
            self._drip(b"x")
        elif path == "/dripping-head":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            self._drip(b"x")
        elif path == "/continue":
            self._drip(b"HTTP/1.1 100 Continue\r\n\r\n")
        else:
            self._send(b"no", {}, 404)

    def _send(self, body: bytes, headers: Mapping[str, str] = _NO_HEADERS, status: int = 200) -> None:
        self._send_head({"Content-Length": str(len(body)), **headers}, status)
        self.wfile.write(body)

    def _send_head(self, headers: Mapping[str, str] = _NO_HEADERS, status: int = 200) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _drip(self, drop: bytes) -> None:
        while not self.host.is_ending.is_set():
            self.wfile.write(drop)
            self.wfile.flush()
            time.sleep(0.02)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a client that trusts nobody ends the handshake


@contextmanager
def picture_host(pem: Path) -> Iterator[Host]:
    """Run the host, with a certificate from `pem`."""
    host = Host()
    handler = type("_Bound", (_Handler,), {"host": host})
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    context.sni_callback = lambda _, name, __: host.server_names.append(name)
    plain, secure = (_Server(("127.0.0.1", 0), handler) for _ in range(2))
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    host.http, host.https = plain.server_address[1], secure.server_address[1]
    threads = [threading.Thread(target=server.serve_forever, args=(0.02,)) for server in (plain, secure)]
    for thread in threads:
        thread.start()
    try:
        yield host
    finally:
        host.is_ending.set()
        for server, thread in zip((plain, secure), threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()
