"""Names within sentences: characters and markup that keep one from turning the words around it (Unicode UAX #9).

Plain texts put two characters around a name, HTML a `<bdi>`. Texts for machines have neither.
"""

from __future__ import annotations

import re
import unicodedata

#: FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE: what is between them has a direction of its own.
FSI, PDI = "\u2068", "\u2069"

_ISOLATES = re.compile("[\u2066-\u2069]")
_ISOLATED = re.compile(f"{FSI}([^<>\u2066-\u2069]*){PDI}")
#: Classes of characters that never turn a left-to-right sentence: its letters, digits, punctuation and spaces.
_LEFT_TO_RIGHT = frozenset("L EN ES ET CS NSM BN B S WS ON".split())  # noqa: SIM905


def needs_isolation(name: str, direction: str) -> bool:
    """Whether a name can change the order of a sentence of this direction (`ltr`, `rtl`), or be changed by it."""
    if direction == "rtl":
        return bool(name)
    return not (name.isascii() or _LEFT_TO_RIGHT.issuperset(map(unicodedata.bidirectional, name)))


def isolated(name: str, direction: str) -> str:
    """A name for the middle of a plain text; unchanged if nothing there can get out of order."""
    name = without_isolates(name)
    return f"{FSI}{name}{PDI}" if needs_isolation(name, direction) else name


def without_isolates(text: str) -> str:
    """The text without isolates, for machines."""
    return _ISOLATES.sub("", text)


def isolates_as_markup(html: str) -> str:
    """Safe HTML with a `<bdi>` around every name between two isolates. A name with markup in it keeps the isolates."""
    return _ISOLATED.sub(r"<bdi>\1</bdi>", html) if FSI in html else html


def markup_as_isolates(html: str) -> str:
    """HTML with isolates in the place of each `<bdi>`, so that its text keeps them when its tags are taken out."""
    return html.replace("<bdi>", FSI).replace("</bdi>", PDI)
