"""Every usual way to reach a private address is refused, before anything is asked."""

from __future__ import annotations

import pytest

from jupyterhub_valueprop.vendoring import Client
from jupyterhub_valueprop.vendoring.public_addresses import inner_network
from jupyterhub_valueprop.vendoring.remote_error import RemoteError
from jupyterhub_valueprop.vendoring.web_addresses import web_address

#: What stands in a branding file, what its name leads to, and why it is refused.
REFUSED = [
    ("http://127.0.0.1/a.svg", None, "this machine"),
    ("http://localhost/a.svg", ["127.0.0.1"], "this machine"),
    ("http://127.0.0.1./a.svg", None, "this machine"),
    ("http://127.8.8.8/a.svg", None, "this machine"),
    ("http://0.0.0.0/a.svg", None, "this machine"),
    ("http://2130706433/a.svg", None, "is a number"),
    ("http://0x7f000001/a.svg", None, "is a number"),
    ("http://0x7f.1/a.svg", None, "is a number"),
    ("http://127.1/a.svg", None, "is a number"),
    ("http://0177.0.0.1/a.svg", None, "is a number"),
    ("http://017700000001/a.svg", None, "is a number"),
    ("http://127.0.0.0x1/a.svg", None, "is a number"),
    ("http://①②⑦.⓪.⓪.①/a.svg", None, "this machine"),
    ("http://127。0。0。1/a.svg", None, "this machine"),
    ("http://10.1.2.3/a.svg", None, "a private network"),
    ("http://172.31.255.255/a.svg", None, "a private network"),
    ("http://192.168.0.1/a.svg", None, "a private network"),
    ("http://100.64.0.1/a.svg", None, "a provider's inner network"),
    ("http://169.254.169.254/latest/meta-data/", None, "the local link"),
    ("http://168.63.129.16/a.svg", None, "a cloud's inner network"),
    ("http://224.0.0.1/a.svg", None, "many machines"),
    ("http://255.255.255.255/a.svg", None, "a reserved network"),
    ("http://[::1]/a.svg", None, "this machine"),
    ("http://[::]/a.svg", None, "this machine"),
    ("http://[fd00:ec2::254]/a.svg", None, "a private network"),
    ("http://[fe80::1]/a.svg", None, "the local link"),
    ("http://[fe80::1%25eth0]/a.svg", None, "not an IP address|not a URL"),
    ("http://[ff02::1]/a.svg", None, "many machines"),
    ("http://[::ffff:127.0.0.1]/a.svg", None, "this machine"),
    ("http://[::ffff:a9fe:a9fe]/a.svg", None, "the local link"),
    ("http://[::127.0.0.1]/a.svg", None, "a reserved network"),
    ("http://[::ffff:0:127.0.0.1]/a.svg", None, "a reserved network"),
    ("http://[64:ff9b::10.0.0.1]/a.svg", None, "a private network"),
    ("http://[64:ff9b:1::10.0.0.1]/a.svg", None, "a reserved network"),
    ("http://[2002:7f00:1::]/a.svg", None, "6to4"),
    ("http://[2001:0:7f00:1::]/a.svg", None, "a reserved network"),
    ("http://intranet/a.svg", ["10.0.0.9"], "a private network"),
    ("https://half.example.org/a.svg", ["93.184.216.34", "10.0.0.9"], "a private network"),
    ("https://half.example.org/a.svg", ["2606:4700::1111", "fe80::1%eth0"], "the local link"),
    ("https://odd.example.org/a.svg", ["not-an-address"], "an unknown kind of network"),
    ("https://nowhere.example.org/a.svg", [], "can't be found"),
    ("https://user:secret@example.org/a.svg", None, "a user name or password"),
    ("https://example.org@127.0.0.1/a.svg", None, "a user name or password"),
    ("https://@example.org/a.svg", None, "a user name or password"),
    ("http://example.org:22/a.svg", None, "port 22"),
    ("http://example.org:0/a.svg", None, "port 0"),
    ("http://example.org:6379/a.svg", None, "port 6379"),
    ("http://example.org:99999/a.svg", None, "is not a URL"),
    ("http://[::1/a.svg", None, "is not a URL"),
    ("http://example.org\\@127.0.0.1/a.svg", None, "is not a URL"),
    ("http://example.org/\r\nHost: x", None, "is not a URL"),
    ("http:///a.svg", None, "not a name"),
    ("http://127.0.0.1%2f@x/a.svg", None, "a user name or password"),
    ("http://exa%6dple.org/a.svg", None, "not a name"),
    ("http://a..b/a.svg", None, "not a name"),
    (f"http://{'a' * 64}.example.org/a.svg", None, "not a name"),
    (f"http://{'ö' * 60_000}.example.org/a.svg", None, "not a name"),
    (f"http://{'ö' * 64}.example.org/a.svg", None, "not a name"),
    ("http://ex\u200bample.org/a.svg", None, "not a URL"),
    ("file:///etc/passwd", None, "the scheme 'file'"),
    ("ftp://example.org/a.svg", None, "the scheme 'ftp'"),
    ("gopher://127.0.0.1:6379/_x", None, "the scheme 'gopher'"),
    ("data:image/svg+xml,x", None, "the scheme 'data'"),
]


@pytest.mark.parametrize(("url", "addresses", "why"), REFUSED)
def test_what_leads_into_a_private_network_is_refused(
    url: str, addresses: list[str] | None, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr("socket.create_connection", refuse)
    client = Client(resolve=lambda host, _: [host] if addresses is None else addresses)
    with pytest.raises(RemoteError, match=why):
        client.fetch(url, 1_000)


@pytest.mark.parametrize("url", ["http://2130706433/", "http://127.1/", "https://a:b@127.0.0.1/", "file:///etc/passwd"])
def test_allowing_private_hosts_allows_no_disguise_and_no_password(url: str) -> None:
    with pytest.raises(RemoteError):
        web_address(url, allow_private=True)


@pytest.mark.parametrize(
    ("url", "host", "target"),
    [
        ("HTTPS://Example.org", "example.org", "/"),
        ("https://example.org./a%20b.svg?x=%C3%B6#y", "example.org", "/a%20b.svg?x=%C3%B6"),
        ("https://bücher.example/ö.svg", "xn--bcher-kva.example", "/%C3%B6.svg"),
        ("https://Straße.de/", "xn--strae-oqa.de", "/"),
        ("https://ΣΊΣΥΦΟΣ.gr/", "xn--kxa6akbbkh.gr", "/"),
        ("https://ひと。example/", "xn--o9jta.example", "/"),
        ("https://93.184.216.34/a", "93.184.216.34", "/a"),
        ("https://[2606:4700:0::1111]/a", "2606:4700::1111", "/a"),
        ("https://1.example2/a", "1.example2", "/a"),
    ],
)
def test_a_public_url_is_asked_for_as_it_was_meant(url: str, host: str, target: str) -> None:
    to = web_address(url, allow_private=False)
    assert (to.host, to.port, to.target) == (host, 443, target)


@pytest.mark.parametrize("address", ["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1", "2a00::1"])
def test_public_addresses_are_public(address: str) -> None:
    assert inner_network(address) is None
    if "." in address:
        assert inner_network(f"::ffff:{address}") is None
        assert inner_network(f"64:ff9b::{address}") is None
