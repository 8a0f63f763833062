"""Rules for scripts that need other settings than the style sheet, which is made for separate letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .likely_subtags import likely_of

#: Latin, Greek, Cyrillic and unknown scripts. In other scripts, letters join, stack, or fill squares.
_LETTERS_APART = {"Latn", "Grek", "Cyrl", ""}
_IDEOGRAPHS = {"Hans", "Hant", "Hani", "Jpan"}
#: Headings are not tight or low: joined letters can't be moved, and marks above and below need space.
_ROOM = "--vp-tight:normal;--vp-leading:1.3"
#: Documents have no space between ideographs and Latin letters, because a name may be in either; the browser adds it.
#: No line begins with a small kana or a long-vowel mark.
_BETWEEN_IDEOGRAPHS = ";text-autospace:normal;line-break:strict"
#: Short texts whose lines end between phrases instead of within words, which browsers know of Japanese only. Running
#: text would be ragged. A name, which is one phrase, would end in a line of one syllable.
_PHRASES = " :is(h2,h3,#vp-happened,.vp-tagline,.vp-statement,.vp-button,li:not(.vp-prose)){word-break:auto-phrase}"


def typesetting_css(tags: Iterable[str]) -> str:
    """The rules for the page's languages that need other settings; empty if there are none."""
    rules: dict[str, list[str]] = {}
    for tag in tags:
        for rule in _rules(likely_of(tag).script):
            rules.setdefault(rule, []).append(f".vp:lang({tag})")
    return "".join(f":is({','.join(selectors)}){rule}" for rule, selectors in rules.items())


def _rules(script: str) -> Iterator[str]:
    if script not in _LETTERS_APART:
        yield f"{{{_ROOM}{_BETWEEN_IDEOGRAPHS if script in _IDEOGRAPHS else ''}}}"
    if script == "Jpan":
        yield _PHRASES
