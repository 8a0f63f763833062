"""How one language stands in for another: one rule matches texts, documents, catalogues and visitors."""

from __future__ import annotations


def shortened(tag: str) -> tuple[str, ...]:
    """A tag and what is left of it as it is shortened from its end (RFC 4647, 3.4): `zh-Hant-TW`, `zh-Hant`, `zh`.

    A single letter or digit goes with the subtag that it introduces: `en-x-sea` leads to `en`. Underscores, as POSIX
    writes them, count as hyphens; the case of letters stays as it is.
    """
    parts = tag.replace("_", "-").split("-")
    tags = []
    while parts:
        tags.append("-".join(parts))
        parts.pop()
        while len(parts) > 1 and len(parts[-1]) == 1:
            parts.pop()
    return tuple(tags)


def language(tag: str) -> str:
    """The primary language subtag, in lower case: `pt` of `pt-BR`."""
    return shortened(tag)[-1].lower()
