"""Slips of the keyboard that YAML takes for something else: a space that is missing or unusual, curly quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from jupyterhub_valueprop.problems.phrases import quote

#: How many lines above are searched for the start of a text in quotes.
MOST_LINES = 20
_KEY = re.compile(
    r"""(?:- {1,9})?["'“”]?(?P<key>[A-Za-z_][A-Za-z0-9_-]{0,60})["'“”]?"""
    r"(?:\s{0,9}:(?! )\s?|\s{0,9}[：=]\s{0,9})(?!//)(?P<value>\S.{0,100})"
)
_CONFLICT = re.compile(r"<{7}|={7}$|>{7}")
_COMMENT = re.compile(r"//|/\*|<!--|--\s")
_BULLET = re.compile(r"([*•‣◦●·–—−])\s")
_DASH = re.compile(r"-[^\s\d-]")
#: Spaces that YAML takes for letters, and characters without a width.
_UNUSUAL = re.compile("[\u00a0\u00ad\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]")
#: Languages differ in which of them opens.
_CURLY = "“”„‟«»‘’‚‛‹›＂"


def missed_space(text: str) -> str | None:
    """The hint for a text that was meant as a key and a value, such as `name:Ocean` or `name = Ocean`; else None."""
    match = _KEY.match(text)
    if match is None:
        return None
    meant = quote(f"{match['key']}: {match['value'].strip()}")
    if ":" in text[match.end("key") : match.start("value")]:
        return f"put a space after the colon: {meant}"
    return f"put a colon and a space after the key: {meant}"


def odd_beginning(line: str) -> tuple[str, str] | None:
    """Message and hint for a line that begins as lists and comments do elsewhere, or with a git conflict; else None."""
    text = line.strip()
    if _CONFLICT.match(text):
        return (
            "this line is part of a merge conflict of git",
            "keep one of the two sides, and delete such lines",
        )
    if match := _COMMENT.match(text):
        return f"{quote(match[0].strip())} doesn't begin a comment in YAML", "begin comments with '#'"
    if match := _BULLET.match(text):
        return f"this line begins with {quote(match[1])}", "begin each entry of a list with '- '"
    if _DASH.match(text):
        return "the dash has no space after it", f"write {quote(f'- {text[1:]}')}"
    return None


def key_of(text: str) -> str:
    """The key of a text for which `missed_space` has a hint, and otherwise the text."""
    match = _KEY.match(text)
    return match["key"] if match else text


def unusual_space(text: str) -> str | None:
    """The name and code of the first unusual space in a text, such as `a no-break space (U+00A0)`."""
    match = _UNUSUAL.search(text)
    if match is None:
        return None
    name = unicodedata.name(match[0]).lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name} (U+{ord(match[0]):04X})"


def begins_unusually(line: str) -> bool:
    """Whether a line is indented with an unusual space."""
    return _UNUSUAL.match(line.lstrip(" ")) is not None


def without_unusual_spaces(text: str) -> str:
    """The text without them."""
    return _UNUSUAL.sub("", text)


def between_curly_quotes(text: str) -> str | None:
    """What is between the typographic quotes in which a whole text is; None for any other text."""
    inner = text.strip()[1:-1]
    if len(text.strip()) < 3 or text.strip()[0] not in _CURLY or text.strip()[-1] not in _CURLY:
        return None
    return None if any(char in _CURLY for char in inner.replace("’", "")) else inner


def has_curly_quote(line: str) -> bool:
    """Whether a line has a typographic quote."""
    return any(char in line for char in _CURLY)


def line_of_open_quote(lines: Sequence[str], number: int, column: int) -> int | None:
    """The line in which a text in quotes begins that only ends right before a place: its own quote is missing.

    Lines and columns count from 0.
    """
    before = lines[number][:column].rstrip() if number < len(lines) else ""
    mark = before[-1:]
    if mark not in ('"', "'") or before.count(mark) % 2 == 0:
        return None
    above = range(number - 1, max(number - 1 - MOST_LINES, -1), -1)
    return next((index for index in above if lines[index].count(mark) % 2), None)
