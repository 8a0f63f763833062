"""Tell which IP addresses are public: all that no registry reserves for special purposes.

The tables are those of IANA (IPv4 and IPv6 Special-Purpose Address Registry, RFC 6890). They are written down here
because `ipaddress.is_global` differs between the Python versions that this package supports.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_SPECIAL_V4: Mapping[IPv4Network, str] = {
    IPv4Network("0.0.0.0/8"): "this machine",
    IPv4Network("10.0.0.0/8"): "a private network",
    IPv4Network("100.64.0.0/10"): "a provider's inner network",
    IPv4Network("127.0.0.0/8"): "this machine",
    IPv4Network("168.63.129.16/32"): "a cloud's inner network",  # Azure's agent is there
    IPv4Network("169.254.0.0/16"): "the local link, where clouds keep credentials",
    IPv4Network("172.16.0.0/12"): "a private network",
    IPv4Network("192.0.0.0/24"): "a reserved network",
    IPv4Network("192.0.2.0/24"): "a network for documentation",
    IPv4Network("192.88.99.0/24"): "a reserved network",
    IPv4Network("192.168.0.0/16"): "a private network",
    IPv4Network("198.18.0.0/15"): "a network for measurements",
    IPv4Network("198.51.100.0/24"): "a network for documentation",
    IPv4Network("203.0.113.0/24"): "a network for documentation",
    IPv4Network("224.0.0.0/4"): "many machines at once",
    IPv4Network("240.0.0.0/4"): "a reserved network",
}
_SPECIAL_V6: Mapping[IPv6Network, str] = {
    IPv6Network("::/128"): "this machine",
    IPv6Network("::1/128"): "this machine",
    IPv6Network("fc00::/7"): "a private network",
    IPv6Network("fe80::/10"): "the local link",
    IPv6Network("fec0::/10"): "a private network",
    IPv6Network("ff00::/8"): "many machines at once",
    IPv6Network("2001::/23"): "a reserved network",  # includes Teredo, which contains an IPv4 address
    IPv6Network("2001:db8::/32"): "a network for documentation",
    IPv6Network("2002::/16"): "a tunnel to an IPv4 address (6to4)",
    IPv6Network("3fff::/20"): "a network for documentation",
}
_PUBLIC_V6 = IPv6Network("2000::/3")
#: Networks whose last 32 bits are an IPv4 address, to which the machine or a gateway connects (RFC 4291, RFC 6052).
_HOLD_V4 = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))


def inner_network(address: str) -> str | None:
    """The kind of network of an IP address that is not public, in words; None for a public IP address.

    Raises ValueError for anything that is not an IP address.
    """
    parsed = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv6Address):
        return _inner_v6(parsed)
    return _inner_v4(parsed)


def _inner_v4(address: IPv4Address) -> str | None:
    return next((what for network, what in _SPECIAL_V4.items() if address in network), None)


def _inner_v6(address: IPv6Address) -> str | None:
    if any(address in network for network in _HOLD_V4):
        return _inner_v4(IPv4Address(int(address) & 0xFFFF_FFFF))
    found = next((what for network, what in _SPECIAL_V6.items() if address in network), None)
    return found or (None if address in _PUBLIC_V6 else "a reserved network")
