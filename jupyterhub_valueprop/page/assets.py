"""Files that the page links to: bytes in memory, named with a version of their own content."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cached_property

FOLDER = "valueprop"  # below the hub's static prefix


@dataclass(frozen=True)
class Asset:
    """One file under `<hub>/static/valueprop/`; held in memory, so a page and its files always belong together."""

    name: str
    media_type: str
    data: bytes

    @cached_property
    def version(self) -> str:
        """The first 20 hex digits of the SHA-256 of the content."""
        return hashlib.sha256(self.data).hexdigest()[:20]

    @cached_property
    def gzipped(self) -> bytes | None:
        """The content of a text compressed; None for pictures and typefaces, which are compressed already."""
        compressible = self.media_type.startswith("text/") or self.media_type == "image/svg+xml"
        return gzip.compress(self.data, mtime=0) if compressible else None

    def url(self, static_url_prefix: str) -> str:
        """The address of exactly this content; `static_url_prefix` ends with a slash (`/hub/static/`)."""
        return f"{static_url_prefix}{FOLDER}/{self.name}?v={self.version}"
