"""Decide where a link may lead: http(s), mailto, tel, a section of the document, or a page beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urljoin, urlsplit

from markdown_it.common.normalize_url import normalizeLink

from jupyterhub_valueprop.url_schemes import SAFE_SCHEMES, URL_SCHEME

_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]")
_SOURCE = re.compile(r"\.(?:md|ipynb|rst)(?=$|[?#])")

#: The most characters of a URL; browsers and servers accept about this length.
LONGEST_ADDRESS = 2_000

Trouble = Literal["unsafe-link", "relative-link", "unknown-target"]


@dataclass(frozen=True)
class Links:
    """How links resolve in one text; `anchors` maps each name of a section to its id.

    With `as_written`, relative URLs stay unchanged, for texts that are not part of a published document.
    """

    base_url: str | None = None
    anchors: Mapping[str, str] = field(default_factory=dict)
    as_written: bool = False

    def resolve(self, href: str) -> tuple[str, None] | tuple[None, Trouble | None]:
        """The URL to print, or why it can't be used; neither for an empty URL."""
        if len(href) > LONGEST_ADDRESS:
            return None, "unsafe-link"
        # a browser ignores control characters in a scheme, so "java\tscript:" must not pass as a relative URL
        href = _UNSEEN.sub("", href).replace("\\", "/")
        if not href:
            return None, None
        if href.startswith("//"):
            href = f"https:{href}"
        scheme = URL_SCHEME.match(href)
        if scheme:
            return _printable(href) if scheme[1].lower() in SAFE_SCHEMES else (None, "unsafe-link")
        if self.as_written:
            return _printable(href)
        if href.startswith("#"):
            target = self.anchors.get(href[1:])
            return (f"#{target}", None) if target else (None, "unknown-target")
        return self._beside(href)

    def _beside(self, href: str) -> tuple[str, None] | tuple[None, Trouble]:
        if not self.base_url:
            return None, "relative-link"
        try:
            return _printable(urljoin(self.base_url, _SOURCE.sub("", href)))
        except ValueError:
            return None, "unsafe-link"


def _printable(url: str) -> tuple[str, None] | tuple[None, Trouble]:
    """The URL percent-encoded as markdown-it would print it, if a browser can use it."""
    try:
        # `http://[x` has no host; find that here, before other code parses the URL
        urlsplit(url)
        address = normalizeLink(url).replace(">", "%3E").replace("<", "%3C")
        urlsplit(address)
    except ValueError:
        return None, "unsafe-link"
    return address, None
