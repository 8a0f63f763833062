"""From a URL that somebody wrote to the host, the port and the addresses that may be asked for it.

A name is resolved once, and what is connected to is the address that was looked at: a name server that answers
differently the second time gains nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urlsplit

from jupyterhub_valueprop.host_names import ascii_name
from jupyterhub_valueprop.problems.phrases import quote as quoted
from jupyterhub_valueprop.url_schemes import LOADED_SCHEMES

from .public_addresses import inner_network
from .remote_error import RemoteError

Resolver = Callable[[str, int], Sequence[str]]
"""The IP addresses of a host name, for a port; raises OSError where there are none."""

PORTS = {"http": 80, "https": 443}
MOST_ADDRESSES = 4
"""How many addresses of a host are tried."""

_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.I)
_LABEL = re.compile(r"[a-z0-9_-]{1,63}", re.I)
_PRIVATE = "allow it with --allow-private if it is a host of your own"
_REFUSED = "remote-refused"
#: What a path and a query may have as it is (RFC 3986, 3.3 and 3.4); what is beyond ASCII becomes UTF-8.
_KEPT = "/?%:@!$&'()*+,;=~"


@dataclass(frozen=True)
class WebAddress:
    """A URL that may be asked for: the parts of a request, and the URL without a fragment.

    `host` is in ASCII, without brackets; `target` is what is asked for, a path with its query.
    """

    url: str
    scheme: str
    host: str
    port: int
    target: str


def web_address(url: str, *, allow_private: bool) -> WebAddress:
    """The parts of a URL; raises `RemoteError` for what is asked for by no means or, without `allow_private`, not here.

    Only `http` and `https`, ports 80 and 443, no user name or password, and no host that is a number in disguise, as
    `inet_aton` reads it (`127.1`, `0x7f.1`, `2130706433`).
    """
    if not url.isprintable() or any(char.isspace() or char == "\\" for char in url):
        raise RemoteError(_REFUSED, "is not a URL")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise RemoteError(_REFUSED, "is not a URL", "check its host and port") from None
    if parts.scheme not in LOADED_SCHEMES:
        raise RemoteError(_REFUSED, f"has the scheme {quoted(parts.scheme)}", "only https: and http: are asked")
    if "@" in parts.netloc:
        raise RemoteError(_REFUSED, "holds a user name or password", "a logo has to be open to everybody")
    port = PORTS[parts.scheme] if port is None else port
    if port not in PORTS.values() and not allow_private:
        raise RemoteError(_REFUSED, f"has port {port}; only 80 and 443 are asked", _PRIVATE)
    target = quote(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", safe=_KEPT)
    ascii_host = _ascii_host(host)
    shown = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    netloc = shown if port == PORTS[parts.scheme] else f"{shown}:{port}"
    return WebAddress(f"{parts.scheme}://{netloc}{target}", parts.scheme, ascii_host, port, target)


def addresses_of(to: WebAddress, resolve: Resolver, *, allow_private: bool) -> tuple[str, ...]:
    """The addresses to connect to; raises `RemoteError` where there are none, or where one of them is not public.

    One is enough: a name that leads to a public and to a private address is not a mistake that happens.
    """
    try:
        addresses = tuple(dict.fromkeys(resolve(to.host, to.port)))
    except (OSError, UnicodeError):
        addresses = ()
    if not addresses:
        raise RemoteError("remote-failed", f"has a host that can't be found: {quoted(to.host)}")
    for address in addresses if not allow_private else ():
        try:
            inner = inner_network(address)
        except ValueError:
            inner = "no network that is known"
        if inner:
            raise RemoteError(_REFUSED, f"leads to {address}, which belongs to {inner}", _PRIVATE)
    return addresses[:MOST_ADDRESSES]


def _ascii_host(host: str) -> str:
    """The host as it is asked for; raises `RemoteError` for one that is none, or that only looks like a name."""
    if ":" in host:
        try:
            return str(IPv6Address(host.replace("%", "-")))  # a zone, as in fe80::1%eth0, is of this machine
        except ValueError:
            raise RemoteError(_REFUSED, "has a host that is not an address") from None
    name = ascii_name(host)
    if not all(map(_LABEL.fullmatch, name.split("."))):
        raise RemoteError(_REFUSED, "has a host that is not a name", "write https://host.example.org/logo.svg")
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        try:
            return str(IPv4Address(name))
        except ValueError:
            raise RemoteError(_REFUSED, f"has a host that is a number, {quoted(name)}", "write its name") from None
    return name
