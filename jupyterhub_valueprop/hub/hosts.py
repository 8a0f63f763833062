"""Bring names of hosts, from an admin or a `Host` header, into the form in which they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import urlsplit

from jupyterhub_valueprop.host_names import ascii_name

#: The most characters of a host that is read: the longest name in DNS (RFC 1035, 2.3.4), a dot and a port.
LONGEST_HOST = 260

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_PORT = re.compile(r"[0-9]{1,5}")
#: The ports that browsers leave out.
_USUAL_PORTS = (80, 443)


@dataclass(frozen=True)
class Host:
    """A host's `name` in lower case and in ASCII, without a dot at its end, and its `port`, if one is given."""

    name: str
    port: int | None = None

    def __str__(self) -> str:
        return self.name if self.port is None else f"{self.name}:{self.port}"


def read_host(text: str) -> Host | None:
    """The host of a URL; None if it can't be a host.

    Letters beyond ASCII become the `xn--` name that browsers send for them (RFC 5891). An IPv6 address is in
    brackets (RFC 3986, 3.2.2).
    """
    if len(text) > LONGEST_HOST:
        return None
    if text.startswith("["):
        address, closed, rest = text[1:].partition("]")
        name = _ipv6(address) if closed else ""
    else:
        name, colon, port = text.partition(":")
        name, rest = _domain(name), colon + port
    if not name or (rest and not _PORT.fullmatch(rest[1:])) or (rest and rest[0] != ":"):
        return None
    return Host(name, int(rest[1:]) if rest else None)


def host_of_header(header: str, *, is_list: bool = False) -> Host | None:
    """The host that a header names, in which tornado has read each byte as one character.

    A scheme's usual ports are left out. Of the hosts of a list, as proxies write it, the first is the one that
    the browser asked for; a `Host` header is not a list (RFC 9112, 3.2).
    """
    named = header[: LONGEST_HOST + 1]
    named = (named.partition(",")[0] if is_list else named).strip()
    if not named.isascii():
        try:
            named = named.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return None
    host = read_host(named)
    return Host(host.name) if host and host.port in _USUAL_PORTS else host


def name_of_host(url: str) -> str:
    """The name of the host of an absolute URL, without its port; empty if it has no host."""
    name = urlsplit(url).hostname or ""
    host = read_host(f"[{name}]" if ":" in name else name)
    return host.name if host else ""


def configured_host(text: str) -> Host:
    """The host that an admin names; raises ValueError, which says what to write, if no request can match it."""
    host = read_host(text)
    if host is None:
        raise ValueError(f"a host such as 'ocean.example.org', not {text!r}: leave out 'https://' and what follows")
    if host.port in _USUAL_PORTS:
        raise ValueError(f"{host.name!r} without ':{host.port}', which browsers leave out")
    return host


def _ipv6(text: str) -> str:
    try:
        address = IPv6Address(text)
    except ValueError:
        return ""
    return "" if address.scope_id else f"[{address.compressed}]"


def _domain(text: str) -> str:
    """The name in ASCII and lower case; empty if it is not valid."""
    name = ascii_name(text)
    return name if all(map(_LABEL.fullmatch, name.split("."))) else ""
