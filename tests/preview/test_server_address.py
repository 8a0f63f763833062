"""By which names the preview may be asked for, on its own address, on another one, and on all."""

from __future__ import annotations

import pytest

from jupyterhub_valueprop.preview.server import listen
from jupyterhub_valueprop.preview.server_address import Hosts, is_own, url_of


@pytest.mark.parametrize(
    ("address", "answered", "refused"),
    [
        ("127.0.0.1", ["127.0.0.1:80", "localhost:80"], ["127.0.0.1", "127.0.0.1:81", "evil.example:80", "0.0.0.0:80"]),
        ("::1", ["[::1]:80"], ["::1:80", "localhost:80", "[::2]:80"]),
        ("192.168.0.7", ["192.168.0.7:80"], ["192.168.0.7:81", "localhost:80", "127.0.0.1:80", "192.168.0.8:80"]),
        ("hub.lan", ["hub.lan:80"], ["localhost:80", "evil.example:80"]),
        (
            "0.0.0.0",
            ["127.0.0.1:80", "localhost:9000", "192.168.0.7:80", "[fe80::1]:80", "localhost", "10.0.0.1"],
            ["evil.example:80", "2130706433:80", "127.1:80", "x@127.0.0.1", "127.0.0.1:x", "[x", "", "a" * 70_000],
        ),
        ("::", ["[::1]:80", "10.0.0.1:80"], ["evil.example", "localhost.evil.example:80", "x@localhost"]),
    ],
)
def test_only_names_that_nobody_else_can_have_are_answered(
    address: str, answered: list[str], refused: list[str]
) -> None:
    hosts = Hosts(address, 80)
    assert [host for host in answered if host not in hosts] == []
    assert [host for host in refused if host in hosts] == []
    assert None not in hosts


def test_the_url_is_one_that_opens_on_this_machine() -> None:
    assert [url_of(address, 8) for address in ("127.0.0.1", "0.0.0.0", "::", "::1", "hub.lan")] == [
        "http://127.0.0.1:8/",
        "http://127.0.0.1:8/",
        "http://127.0.0.1:8/",
        "http://[::1]:8/",
        "http://hub.lan:8/",
    ]
    assert [
        address for address in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "10.0.0.1") if is_own(address)
    ] == [
        "127.0.0.1",
        "::1",
        "localhost",
    ]


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0", "localhost"])
def test_the_address_is_listened_on(address: str) -> None:
    (opened,) = listen(0, address)
    assert opened.getsockname()[0] == ("127.0.0.1" if address == "localhost" else address)
    opened.close()
