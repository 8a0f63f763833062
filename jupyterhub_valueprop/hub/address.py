"""The public URL of this hub: the one that its admin has set, else the one of the request.

A host that a visitor sends is shown to that visitor only, and only if it is valid.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from tornado.web import RequestHandler

from .hosts import Host

#: A name, an IPv4 address or an IPv6 address, and a port; at most as long as names can be (RFC 1035, 2.3.4).
_HOST = r"(?:[a-z0-9][a-z0-9._-]{0,252}|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?"
_ORIGIN = re.compile(rf"https?://{_HOST}", re.IGNORECASE)
_PATH = re.compile(r"/[a-z0-9._~%@+/-]{0,500}", re.IGNORECASE)


def public_address(url: str) -> str:
    """What `JupyterHub.public_url` says, such as `https://hub.example.org/`; empty if that is not such a URL."""
    origin = _ORIGIN.match(url)
    return url if origin and _PATH.fullmatch(url, origin.end()) else ""


def at_host(public_url: str, host: Host) -> str:
    """The same URL at another host of this hub; empty if the first one is not known."""
    if not public_url:
        return ""
    parts = urlsplit(public_url)
    port = host.port or parts.port
    return urlunsplit(parts._replace(netloc=str(Host(host.name, port))))


def public_origin(handler: RequestHandler | None, public_url: str) -> str:
    """The origin of this hub's URLs, `https://hub.example.org`; empty if it is not known.

    A proxy that ends TLS says so in a header. Its first value is from the proxy next to the browser, as in JupyterHub's
    `get_browser_protocol`; tornado takes the last one.
    """
    given = _ORIGIN.match(public_url)
    if given or handler is None:
        return given[0] if given else ""
    request = handler.request
    proxys = request.headers.get("X-Scheme") or request.headers.get("X-Forwarded-Proto") or ""
    scheme = proxys[:20].split(",")[0].strip().lower()
    origin = f"{scheme if scheme in {'http', 'https'} else request.protocol}://{request.host}"
    return origin if _ORIGIN.fullmatch(origin) else ""
