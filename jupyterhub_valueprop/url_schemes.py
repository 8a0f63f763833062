"""The schemes of addresses that may stand on a page: one rule of security for brandings, documents and pictures."""

from __future__ import annotations

#: What a visitor can follow; anything else, `javascript:` first of all, reaches no page.
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

#: What a picture or a typeface can be loaded by.
LOADED_SCHEMES = frozenset({"http", "https"})
