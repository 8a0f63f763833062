"""The schemes of addresses that may stand on a page: one rule of security for brandings, documents and pictures."""

from __future__ import annotations

import re

#: What an address begins with that has a scheme (RFC 3986, 3.1).
URL_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")

#: What a visitor can follow; anything else, `javascript:` first of all, reaches no page.
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

#: What a picture or a typeface can be loaded by.
LOADED_SCHEMES = frozenset({"http", "https"})
