"""`check --https`: find images and fonts with an `http:` URL whose host answers by `https:`, too.

This is the only part of `check` that contacts other hosts, so it needs an option. Like `vendor`, it doesn't contact
hosts of a private network: the URLs may be somebody else's, and this machine may reach more than they do.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator, Sequence
from http.client import HTTPException, HTTPSConnection

from jupyterhub_valueprop.branding import BrandingReading, file_references
from jupyterhub_valueprop.branding.sources.tree import dotted
from jupyterhub_valueprop.problems import Problem
from jupyterhub_valueprop.problems.phrases import quote
from jupyterhub_valueprop.vendoring.bounded_response import BoundedResponse
from jupyterhub_valueprop.vendoring.download import connect_to_first, system_resolver
from jupyterhub_valueprop.vendoring.remote_error import RemoteError
from jupyterhub_valueprop.vendoring.web_addresses import PORTS, addresses_of, web_address

LONGEST_ANSWER = 5
"""How long, in seconds, a host may take to answer."""

MOST_ASKED = 50
"""How many URLs are requested."""


def files_with_https(reading: BrandingReading) -> Iterator[Problem]:
    """A warning for each such file, with the URL to write instead."""
    named = [(path, file.url) for path, file in file_references(reading.branding) if file.url]
    plain = [(path, url) for path, url in named if url.lower().startswith("http:")]
    for path, url in plain[:MOST_ASKED]:
        secure = f"https{url[4:]}"
        if _answers(secure):
            message = f"{quote(dotted(path))} has an http: URL, but its host answers by https:, too"
            yield Problem(reading.place(path), "warning", "https-too", message, f"write {quote(secure, 300)}")


class _Answer(BoundedResponse):
    longest = LONGEST_ANSWER


class _Connection(HTTPSConnection):
    """A connection to the checked IP addresses of a host, whatever the host's name leads to meanwhile."""

    response_class = _Answer

    def __init__(self, host: str, addresses: Sequence[str]) -> None:
        super().__init__(host, timeout=LONGEST_ANSWER)
        self._addresses = addresses

    def connect(self) -> None:
        """Connect to the first IP address that answers, over TLS with the name of the host."""
        give_up = time.monotonic() + LONGEST_ANSWER
        opened = connect_to_first(self._addresses, self.port, lambda: max(0.01, give_up - time.monotonic()))
        self.sock = ssl.create_default_context().wrap_socket(opened, server_hostname=self.host)


def _answers(url: str) -> bool:
    """Whether the URL leads to a file that is not a page; with a port in the URL, https would need another port."""
    try:
        to = web_address(url, allow_private=False)
        if to.port != PORTS["https"]:
            return False
        addresses = addresses_of(to, system_resolver, allow_private=False)
    except RemoteError:
        return False
    connection = _Connection(to.host, addresses)
    try:
        connection.request("HEAD", to.target, headers={"User-Agent": "jupyterhub-valueprop"})
        with connection.getresponse() as answer:
            return answer.status == 200 and answer.headers.get_content_maintype() in ("image", "font")
    except (OSError, ValueError, HTTPException):
        return False
    finally:
        connection.close()
