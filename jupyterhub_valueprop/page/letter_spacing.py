"""Headings are set a little tight, but only in scripts whose letters stand apart."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale
from babel.core import get_global

#: Latin, Greek and Cyrillic; in others, letters join, stack, or fill squares.
_LETTERS_APART = {"Latn", "Grek", "Cyrl"}


def letter_spacing_css(tags: Iterable[str]) -> str:
    """The rule for those of the page's languages that are not to be set tight; empty where there is none."""
    selectors = ",".join(f".vp:lang({tag})" for tag in tags if _script(tag) not in _LETTERS_APART)
    return f"{selectors}{{--vp-tight:normal}}" if selectors else ""


def _script(tag: str) -> str:
    """The script that a language is written in, as ISO 15924 calls it; Latin where nobody knows."""
    locale = Locale.parse(tag, sep="-")
    likely = get_global("likely_subtags")
    full = likely.get(f"{locale.language}_{locale.territory}") or likely.get(locale.language) or ""
    return locale.script or next((part for part in full.split("_") if len(part) == 4), "Latn")
