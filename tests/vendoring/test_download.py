"""A real host with every bad habit: what is good comes, all else is a sentence, soon."""

from __future__ import annotations

import socket
import time
import tracemalloc
from typing import Any

import pytest
from picture_host import FRAMINGS, SVG, png

from jupyterhub_valueprop.vendoring import Client, download
from jupyterhub_valueprop.vendoring.remote_error import RemoteError

HTTP, HTTPS = "http://logos.example.org", "https://logos.example.org"
LIMIT = 1_000_000


def test_a_file_comes_as_it_is_from_the_address_that_was_looked_at(world: Any) -> None:
    sizes: list[int] = []
    answer = world.client.fetch(f"{HTTP}/logo.svg", LIMIT, sizes.append)

    assert (answer.data, sizes[-1]) == (SVG, len(SVG))
    assert world.resolved == ["logos.example.org"]
    assert world.host.asked == [("logos.example.org", "/logo.svg")]


def test_over_tls_the_host_is_asked_by_its_name(world: Any) -> None:
    assert world.client.fetch(f"{HTTPS}/böjd.png", LIMIT).data == png()
    assert world.host.asked == [("logos.example.org", "/b%C3%B6jd.png")]
    assert world.host.server_names == ["logos.example.org"]


def test_a_name_that_leads_elsewhere_the_second_time_gains_nothing(world: Any) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    client = Client(resolve=lambda _host, _port: next(answers))
    assert client.fetch(f"{HTTP}/logo.png", LIMIT).data == png()
    with pytest.raises(RemoteError, match=r"leads to 10\.0\.0\.1"):
        client.fetch(f"{HTTP}/logo.png", LIMIT)


def test_the_next_address_is_tried_where_one_does_not_answer(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.create_connection

    def half_dead(address: tuple[str, int], timeout: float) -> Any:
        if address[0] == "192.0.2.1":
            raise ConnectionRefusedError(111, "Connection refused")
        return connect(address, timeout)

    monkeypatch.setattr("socket.create_connection", half_dead)
    client = Client(allow_private=True, resolve=lambda _host, _port: ["192.0.2.1", "127.0.0.1"])
    assert client.fetch(f"{HTTP}/logo.png", LIMIT).data == png()


@pytest.mark.parametrize("proxy", ["http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"])
def test_no_proxy_of_the_environment_is_used(world: Any, proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(proxy, "http://127.0.0.1:9")
    assert world.client.fetch(f"{HTTPS}/logo.png", LIMIT).data == png()


REDIRECTS = [
    ("/to?/logo.png", None),
    ("/to?//logos.example.org/logo.png", None),
    ("/to?https://logos.example.org/logo.png", None),
    ("/to?/b%C3%B6jd.png", None),
    ("/to?http://169.254.169.254/latest", "leads to 169.254.169.254"),
    ("/to?http://inner.example.org/a.svg", r"leads to 10\.0\.0\.9"),
    ("/to?http://2130706433/a.svg", "redirects to a URL that has a host that is a number"),
    ("/to?http://logos.example.org:1/a.svg", "redirects to a URL that has port 1"),
    ("/to?http://a:b@logos.example.org/a.svg", "redirects to a URL that has a user name or password"),
    ("/to?file:///etc/passwd", "redirects to a URL that has the scheme 'file'"),
    ("/to?http://[x", "redirects to a URL that "),
    ("/round", "redirects more than 5 times"),
]


@pytest.mark.parametrize(("path", "why"), REDIRECTS)
def test_each_redirect_is_looked_at_anew(world: Any, path: str, why: str | None) -> None:
    world.names["inner.example.org"] = ["10.0.0.9"]
    if why is None:
        assert world.client.fetch(HTTP + path, LIMIT).data == png()
        return
    with pytest.raises(RemoteError, match=why):
        world.client.fetch(HTTP + path, LIMIT)


def test_a_redirect_from_https_to_http_is_refused(world: Any) -> None:
    with pytest.raises(RemoteError, match="redirects from https: to http:"):
        world.client.fetch(f"{HTTPS}/to?http://logos.example.org/logo.png", LIMIT)
    assert len(world.host.asked) == 1


FAILURES = [
    ("/gone.svg", "remote-gone", "answers 404"),
    ("/status?410", "remote-gone", "answers 410"),
    ("/status?401", "remote-failed", "answers 401"),
    ("/status?500", "remote-failed", "answers 500"),
    ("/status?304", "remote-failed", "answers 304"),
    ("/packed", "remote-failed", "is compressed"),
    ("/short", "remote-failed", "ends after 40 of 4000 bytes"),
    ("/long", "too-large", "is larger than 1 MB"),
    ("/endless", "too-large", "is larger than 1 MB"),
    ("/endless-chunks", "too-large", "is larger than 1 MB"),
    ("/half-a-chunk", "remote-failed", "does not speak HTTP"),
    ("/nonsense", "remote-failed", "does not speak HTTP"),
    ("/dropped", "remote-failed", "can't be reached|does not speak HTTP"),
]


@pytest.mark.parametrize(("path", "code", "why"), FAILURES)
def test_a_bad_answer_is_a_sentence(world: Any, path: str, code: str, why: str) -> None:
    with pytest.raises(RemoteError, match=why) as caught:
        world.client.fetch(HTTP + path, LIMIT)
    assert caught.value.code == code


@pytest.mark.parametrize("framing", FRAMINGS)
def test_no_framing_of_an_answer_fills_the_memory(world: Any, framing: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(RemoteError, match=r"is larger than 1 MB|more than 6 MB|does not speak HTTP"):
            world.client.fetch(f"{HTTP}/framed/{framing}", LIMIT)
        assert tracemalloc.get_traced_memory()[1] < 25_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("path", ["/drip", "/dripping-head", "/continue"])
@pytest.mark.parametrize("scheme", [HTTP, HTTPS])
def test_a_host_that_drips_is_left_when_its_time_is_over(
    world: Any, scheme: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "LONGEST_DOWNLOAD", 0.3)
    began = time.monotonic()
    with pytest.raises(RemoteError, match=r"takes longer than 0\.3 s"):
        world.client.fetch(scheme + path, LIMIT)
    assert time.monotonic() - began < 5


def test_a_certificate_of_another_name_is_not_trusted(world: Any) -> None:
    world.names["other.example.org"] = ["127.0.0.1"]
    with pytest.raises(RemoteError, match="certificate that can't be trusted"):
        world.client.fetch("https://other.example.org/logo.png", LIMIT)
    assert world.host.asked == []


def test_a_host_that_does_not_answer_is_a_sentence(world: Any) -> None:
    with pytest.raises(RemoteError, match="can't be reached: connection refused"):
        Client(allow_private=True).fetch("http://127.0.0.1:9/a.svg", LIMIT)
    with pytest.raises(RemoteError, match="over TLS"):
        Client(allow_private=True).fetch(f"https://127.0.0.1:{world.host.http}/a.svg", LIMIT)
    with pytest.raises(RemoteError, match="can't be found: 'nowhere"):
        Client().fetch("https://nowhere.invalid/a.svg", LIMIT)
