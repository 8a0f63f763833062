"""A host of pictures, and a world in which it is a public one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from picture_host import SVG, Host, certificate, picture_host, png

from jupyterhub_valueprop.vendoring import Client, web_addresses
from jupyterhub_valueprop.vendoring.public_addresses import inner_network

NAME = "logos.example.org"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Host, Path]]:
    pem = certificate(tmp_path_factory.mktemp("host"), NAME)
    with picture_host(pem) as host:
        yield host, pem


@dataclass
class World:
    """The host, called `logos.example.org`, and what names lead to."""

    host: Host
    names: dict[str, list[str]] = field(default_factory=lambda: {NAME: ["127.0.0.1"]})
    resolved: list[str] = field(default_factory=list)

    def resolve(self, host: str, _port: int) -> Sequence[str]:
        """The addresses of a name; of an address itself."""
        self.resolved.append(host)
        if host not in self.names and not host[-1].isdigit():
            raise OSError("unknown")
        return self.names.get(host, [host])

    @property
    def client(self) -> Client:
        """A client that knows these names, and goes nowhere private but to the host."""
        return Client(resolve=self.resolve)


@pytest.fixture
def world(running: tuple[Host, Path], monkeypatch: pytest.MonkeyPatch) -> World:
    """The host stands where a public one would: at an address and ports that may be asked."""
    host, pem = running
    for asked in (host.asked, host.server_names):
        asked.clear()
    host.files = {"/logo.svg": SVG, "/logo.png": png(), "/böjd.png": png(), "/b%C3%B6jd.png": png()}
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    monkeypatch.setitem(web_addresses.PORTS, "http", host.http)
    monkeypatch.setitem(web_addresses.PORTS, "https", host.https)
    monkeypatch.setattr(web_addresses, "inner_network", lambda ip: None if ip == "127.0.0.1" else inner_network(ip))
    return World(host)
