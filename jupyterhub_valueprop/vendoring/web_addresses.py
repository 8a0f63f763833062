"""Check a URL that somebody wrote, and get its host, port and IP addresses.

A name is resolved once, and only the checked IP address is connected to: a name server that answers
differently the second time has no effect.
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
"""The IP addresses of a host name, for a port; raises OSError if there are none."""

PORTS = {"http": 80, "https": 443}
MOST_ADDRESSES = 4
"""How many IP addresses of a host are tried."""

_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.I)
_LABEL = re.compile(r"[a-z0-9_-]{1,63}", re.I)
_PRIVATE = "if it is your own host, allow it with --allow-private"
_REFUSED = "remote-refused"
#: Characters that stay as they are in a path and a query (RFC 3986, 3.3 and 3.4). Others become percent-encoded UTF-8.
_KEPT = "/?%:@!$&'()*+,;=~"


@dataclass(frozen=True)
class WebAddress:
    """A URL that may be requested: the parts of the request, and the URL without its fragment.

    `host` is in ASCII, without brackets. `target` is the path with its query.
    """

    url: str
    scheme: str
    host: str
    port: int
    target: str


def web_address(url: str, *, allow_private: bool) -> WebAddress:
    """The parts of a URL; raises `RemoteError` if it is never allowed, or not without `allow_private`.

    Allowed: `http` and `https`, ports 80 and 443, no user name or password, and no host that is a disguised number, as
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
        raise RemoteError(_REFUSED, f"has the scheme {quoted(parts.scheme)}", "only https: and http: are allowed")
    if "@" in parts.netloc:
        raise RemoteError(_REFUSED, "has a user name or password", "use a URL that everybody can open")
    port = PORTS[parts.scheme] if port is None else port
    if port not in PORTS.values() and not allow_private:
        raise RemoteError(_REFUSED, f"has port {port}; only 80 and 443 are allowed", _PRIVATE)
    target = quote(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", safe=_KEPT)
    ascii_host = _ascii_host(host)
    shown = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    netloc = shown if port == PORTS[parts.scheme] else f"{shown}:{port}"
    return WebAddress(f"{parts.scheme}://{netloc}{target}", parts.scheme, ascii_host, port, target)


def addresses_of(to: WebAddress, resolve: Resolver, *, allow_private: bool) -> tuple[str, ...]:
    """The IP addresses to connect to; raises `RemoteError` if there are none or one of them is not public.

    One private IP address is enough to refuse, because no honest host name leads to a public and a private one.
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
            inner = "an unknown kind of network"
        if inner:
            raise RemoteError(_REFUSED, f"leads to {address}, which belongs to {inner}", _PRIVATE)
    return addresses[:MOST_ADDRESSES]


def _ascii_host(host: str) -> str:
    """The host for a request; raises `RemoteError` if it is not a host or only looks like a name."""
    if ":" in host:
        try:
            return str(
                IPv6Address(host.replace("%", "-"))
            )  # a zone, as in fe80::1%eth0, only has a meaning on this machine
        except ValueError:
            raise RemoteError(_REFUSED, "has a host that is not an IP address") from None
    name = ascii_name(host)
    if not all(map(_LABEL.fullmatch, name.split("."))):
        raise RemoteError(_REFUSED, "has a host that is not a name", "write https://host.example.org/logo.svg")
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        try:
            return str(IPv4Address(name))
        except ValueError:
            raise RemoteError(_REFUSED, f"has a host that is a number, {quoted(name)}", "write its name") from None
    return name
