"""Names within sentences: characters and markup that keep one from turning the words around it (Unicode UAX #9).

In plain texts a name stands between two characters, in HTML in a `<bdi>`. What machines read has neither.
"""

from __future__ import annotations

import re
import unicodedata

#: FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE: what is between them has a direction of its own.
FSI, PDI = "\u2068", "\u2069"

_ISOLATES = re.compile("[\u2066-\u2069]")
_ISOLATED = re.compile(f"{FSI}([^<>\u2066-\u2069]*){PDI}")
#: What never turns a sentence that is read from left to right: its own letters, digits, marks and spaces.
_LEFT_TO_RIGHT = frozenset("L EN ES ET CS NSM BN B S WS ON".split())  # noqa: SIM905


def needs_isolation(name: str, direction: str) -> bool:
    """Whether a name can change the order of a sentence of this direction (`ltr`, `rtl`), or be changed by it."""
    if direction == "rtl":
        return bool(name)
    return not (name.isascii() or _LEFT_TO_RIGHT.issuperset(map(unicodedata.bidirectional, name)))


def isolated(name: str, direction: str) -> str:
    """A name for the middle of a plain text; as it is where it can't get into disorder."""
    name = without_isolates(name)
    return f"{FSI}{name}{PDI}" if needs_isolation(name, direction) else name


def without_isolates(text: str) -> str:
    """A text as machines read it."""
    return _ISOLATES.sub("", text)


def isolates_as_markup(html: str) -> str:
    """Safe HTML with a `<bdi>` around every name between two isolates; one that has markup in it keeps those."""
    return _ISOLATED.sub(r"<bdi>\1</bdi>", html) if FSI in html else html


def markup_as_isolates(html: str) -> str:
    """HTML with isolates in the place of each `<bdi>`, so that its text keeps them when its tags are taken out."""
    return html.replace("<bdi>", FSI).replace("</bdi>", PDI)
