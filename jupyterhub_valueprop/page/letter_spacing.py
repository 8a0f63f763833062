"""Headings are set a little tight, but only in scripts whose letters stand apart."""

from __future__ import annotations

from collections.abc import Iterable

from .likely_subtags import likely_subtags

#: Latin, Greek and Cyrillic, and a script that nobody knows; in others, letters join, stack, or fill squares.
_LETTERS_APART = {"Latn", "Grek", "Cyrl", ""}


def letter_spacing_css(tags: Iterable[str]) -> str:
    """The rule for those of the page's languages that are not to be set tight; empty where there is none."""
    selectors = ",".join(f".vp:lang({tag})" for tag in tags if likely_subtags(tag).script not in _LETTERS_APART)
    return f"{selectors}{{--vp-tight:normal}}" if selectors else ""
