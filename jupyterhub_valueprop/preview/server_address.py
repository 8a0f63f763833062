"""Where the preview listens, and which names may be used for it."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

OWN = "127.0.0.1"
"""The loopback address of this machine, which no other machine can reach."""

_LOCAL = ("127.0.0.1", "localhost", "::1")
_ANY = ("0.0.0.0", "::")  # noqa: S104 - only compared with, and used only if the user asks for it


def is_own(address: str) -> bool:
    """Whether only this machine can reach an IP address."""
    return address in _LOCAL


def url_of(address: str, port: int) -> str:
    """The URL to open on this machine."""
    shown = OWN if address in _ANY else address
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


@dataclass(frozen=True)
class Hosts:
    """The accepted `Host` headers, so that no other site can use its own name for this machine.

    For one IP address: it with the port, and `localhost` on the loopback address. For all: any IP address
    and `localhost` with any port, because a container's port may differ outside. DNS rebinding needs a name.
    """

    address: str
    port: int

    def __contains__(self, host: object) -> bool:
        if not isinstance(host, str):
            return False
        if self.address in _ANY:
            return _is_number_or_local(host)
        names = {self.address, *(("localhost", OWN) if is_own(self.address) and ":" not in self.address else ())}
        return host in {f"[{name}]:{self.port}" if ":" in name else f"{name}:{self.port}" for name in names}


def _is_number_or_local(host: str) -> bool:
    try:
        parts = urlsplit(f"//{host}")
        name, _ = parts.hostname or "", parts.port
        if parts.netloc != host or "@" in host or name == "localhost":
            return name == "localhost" and "@" not in host
        return bool(ip_address(name))
    except ValueError:
        return False
