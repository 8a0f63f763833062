"""The ids of sections, and the names under which a document's own links know them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from markdown_it.token import Token

from .inlines import plain_text

#: The letters of a heading that its id is made from.
_LONGEST = 200


def slug(text: str) -> str:
    """A text as an id: letters and digits of any script in lower case, hyphens between them."""
    # marks (M) belong to the letters of Indic scripts, and are no word characters for `re`
    normal = unicodedata.normalize("NFKC", text[:_LONGEST])
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in normal)
    return "-".join(kept.lower().split())


class Ids:
    """Gives out ids, none of them twice."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        # where to count on for a text that was wanted before: counting from 1, ten thousand equal headings take 8 s
        self._last: dict[str, int] = {}

    def give(self, wanted: str) -> str:
        """An id like the wanted text: its slug, with a number when that is taken."""
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
    # explicit targets first: what an author named keeps its name whatever other headings say
    for heading, target, _ in headings:
        if slug(target):
            heading.meta["id"] = ids.give(target)
    for heading, target, title in headings:
        identifier = heading.meta.setdefault("id", "") or ids.give(title)
        heading.meta["id"] = identifier
        for name in (target, identifier, slug(title)):
            anchors.setdefault(name, identifier)
    return anchors
