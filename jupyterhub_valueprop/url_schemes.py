"""The URL schemes that a page may use: one security rule for brandings, documents and images."""

from __future__ import annotations

import re

#: The scheme at the start of a URL (RFC 3986, 3.1).
URL_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")

#: The schemes of links that a visitor can follow. No other scheme reaches a page, above all not `javascript:`.
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

#: The schemes by which an image or a font can be loaded.
LOADED_SCHEMES = frozenset({"http", "https"})
