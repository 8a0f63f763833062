"""Find the key of the branding, or the line of the document, that a part of the page comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from jupyterhub_valueprop.branding import BrandingReading, translated_documents
from jupyterhub_valueprop.content import LARGEST_DOCUMENT, default_document, inline_markdown
from jupyterhub_valueprop.files import FileError, Files, Identity, identity

#: The most characters of a text that are searched.
LONGEST_TEXT = 2_000
#: How many words of a text are searched in the document: fewer if there are links and placeholders between them.
_FIRST_WORDS = (12, 8, 5, 3)

_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"\]\([^()\s]{0,2000}\)|\{\{[^{}]{0,200}\}\}")

#: The key of a part of the page by its class or id, if its text alone is not enough.
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "vp-logo": "community.logo",
        "jupyterhub-logo": "community.logo",
        "vp-ribbon": "environment",
        "vp-notice": "announcements",
        "vp-help": "sign_in.help",
        "vp-card-links": "sign_in.request_access",
        "vp-terms": "sign_in.terms",
        "vp-sign-in": "sign_in.heading",
        "vp-button": "sign_in.button",
        "vp-affiliation": "network",
        "vp-lead": "community.tagline",
        "vp-photo": "community.image",
        "vp-credits": "credits",
        "vp-citation": "credits.citation",
        "vp-cycle": "proposition.cycle",
        "vp-footer-columns": "links",
        "vp-masthead": "community.name",
        "vp-section": "proposition",
    }
)


@dataclass(frozen=True)
class Origin:
    """Where a text of the page was written. `file` and `line` are None if it is not in a file."""

    key: str
    file: str | None = None
    line: int | None = None
    column: int | None = None


def find_origin(
    reading: BrandingReading, locale: str, texts: Sequence[str], addresses: Sequence[str], parts: Sequence[str]
) -> Origin | None:
    """The key and place of a shown element: from its `texts` and those around it, and the URLs that it links to.

    `parts` are the classes and ids of the element and those around it, innermost first.
    """
    texts = [_plain(text) for text in texts if text.strip()]
    for text in texts[:1] or [""]:
        if found := _value(reading, text, addresses):
            return found
    for text in texts:
        if found := _in_document(reading, locale, text):
            return found
    for part in parts:
        if part in PARTS:
            key = PARTS[part]
            place = reading.place(tuple(key.split(".")))
            written = any(f"{value.key}.".startswith((f"{key}.", f"{key}[")) for value in reading.values())
            return Origin(key, place.file, place.line, place.column) if written else Origin(key)
    return None


def _value(reading: BrandingReading, text: str, addresses: Sequence[str]) -> Origin | None:
    """A value with exactly this text, else the linked URL, else a value that begins with the text."""
    values = [value for value in reading.values() if isinstance(value.value, str)]
    told = [(value, _plain(inline_markdown(value.value).text)) for value in values]
    exact = next((value for value, words in told if text and words == text), None)
    linked = next((value for value in values if value.value and value.value in addresses), None)
    part = next((value for value, words in told if len(text) >= 4 and text in words), None)
    found = exact or linked or part
    return Origin(found.key, found.place.file, found.place.line, found.place.column) if found else None


def _in_document(reading: BrandingReading, locale: str, text: str) -> Origin | None:
    file, lines = _document(reading, locale)
    words = [word.casefold() for word in _WORD.findall(text)]
    for count in _FIRST_WORDS:
        if len(words) >= count or (count == _FIRST_WORDS[-1] and len(words) == 2):
            wanted = f" {' '.join(words[:count])} "
            position = lines.text.find(wanted)
            if position >= 0:
                return Origin("proposition.source", file, lines.line(position))
    return None


@dataclass(frozen=True)
class _Lines:
    """The words of a document with single spaces between them, and the line of each."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def line(self, position: int) -> int:
        return self.numbers[bisect_right(self.starts, position) - 1]


def _document(reading: BrandingReading, locale: str) -> tuple[str | None, _Lines]:
    source = reading.branding.proposition.source
    if source is None or source.path is None:
        return None, _lines(default_document(locale))
    for path in (*translated_documents(source.path, (locale,)), source.path):
        if (seen := identity(path)) is not None:
            return str(path), _read(path, seen)
    return str(source.path), _lines("")


@lru_cache(maxsize=8)
def _read(path: Path, _: Identity) -> _Lines:
    try:
        return _lines(Files().read(path, LARGEST_DOCUMENT, confined=False).decode(errors="replace"))
    except FileError:
        return _lines("")


def _lines(text: str) -> _Lines:
    pieces, starts, numbers, position = [" "], [0], [1], 0
    for number, line in enumerate(text.splitlines(), start=1):
        words = _WORD.findall(_ADDRESS.sub(" ", line).casefold())
        if words:
            starts.append(position)
            numbers.append(number)
            piece = f"{' '.join(words)} "
            pieces.append(piece)
            position += len(piece)
    return _Lines("".join(pieces), tuple(starts), tuple(numbers))


def _plain(text: str) -> str:
    return " ".join(text[:LONGEST_TEXT].replace("\u2060", "").split())
