"""The ids of sections, and the names under which a document's own links know them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from markdown_it.token import Token

from .inlines import plain_text

#: How many letters of a heading become its id.
_LONGEST = 200


def slug(text: str) -> str:
    """A text as an id: letters and digits of any script in lower case, hyphens between them."""
    # marks (M) belong to the letters of Indic scripts, but `re` doesn't count them as word characters
    normal = unicodedata.normalize("NFKC", text[:_LONGEST])
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in normal)
    return "-".join(kept.lower().split())


class Ids:
    """Gives out ids, each only once."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        # the next number for a text: counting from 1 each time, ten thousand equal headings would take 8 s
        self._last: dict[str, int] = {}

    def give(self, wanted: str) -> str:
        """An id like the wanted text: its slug, with a number if the slug is taken."""
        base = slug(wanted) or "section"
        name, number = base, self._last.get(base, 1)
        while name in self._given:
            number += 1
            name = f"{base}-{number}"
        self._last[base] = number
        self._given.add(name)
        return name


def name_sections(tokens: Sequence[Token]) -> dict[str, str]:
    """Put an id on every `##` of the document's top level; the result maps its target and its slug to that id."""
    ids = Ids()
    anchors: dict[str, str] = {}
    headings = []
    target, depth = "", 0
    for index, token in enumerate(tokens):
        if depth == 0 and token.type == "myst_target":
            target = token.content.strip()
        elif depth == 0 and token.type == "heading_open" and token.tag == "h2":
            headings.append((token, target, plain_text(tokens[index + 1].children or [])))
        if depth == 0 and token.type not in ("myst_target", "myst_line_comment"):
            target = ""
        depth += token.nesting
    # explicit targets first, so that they keep their names whatever the headings are
    for heading, target, _ in headings:
        if slug(target):
            heading.meta["id"] = ids.give(target)
    for heading, target, title in headings:
        identifier = heading.meta.setdefault("id", "") or ids.give(title)
        heading.meta["id"] = identifier
        for name in (target, identifier, slug(title)):
            anchors.setdefault(name, identifier)
    return anchors
