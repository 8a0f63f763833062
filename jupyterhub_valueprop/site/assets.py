"""The files that the page links to: bytes in memory, with a version made from their content."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass

from jupyterhub_valueprop.static_folder import STATIC_FOLDER


@dataclass(frozen=True)
class Asset:
    """One file under `<hub>/static/valueprop/`; kept in memory, so that a page and its files always match.

    `version` is a checksum of the content. `gzipped` is None for images and fonts, which are compressed already.
    """

    name: str
    media_type: str
    version: str
    data: bytes
    gzipped: bytes | None = None

    @classmethod
    def of(cls, name: str, media_type: str, data: bytes) -> Asset:
        """The asset made of this content."""
        is_text = media_type.startswith("text/") or media_type == "image/svg+xml"
        return cls(name, media_type, fingerprint(data), data, gzip.compress(data, mtime=0) if is_text else None)

    def url(self, static_url_prefix: str) -> str:
        """The URL of exactly this content; `static_url_prefix` ends with a slash (`/hub/static/`)."""
        return f"{static_url_prefix}{STATIC_FOLDER}/{self.name}?v={self.version}"


def fingerprint(data: bytes) -> str:
    """The first 12 hex digits of the SHA-256 of a content."""
    return hashlib.sha256(data).hexdigest()[:12]
