"""The words of problems: quote what somebody wrote, name what was found, suggest what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

LONGEST_QUOTE = 60
_LINE_END = re.compile(r"[ \t]{0,40}[\r\n]\s{0,40}")


def quote(text: str, longest: int = LONGEST_QUOTE) -> str:
    """The text in single quotes, on one line, shortened, without control characters."""
    text = _LINE_END.sub(" ", text[: 10 * longest].strip("\r\n"))
    shown = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text[:longest])
    return f"'{shown}…'" if len(text) > longest else f"'{shown}'"


def found(value: object) -> str:
    """What was found instead of what was expected, in words."""
    if isinstance(value, str):
        return quote(value) if value else "an empty text"
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "true", False: "false"}[value]
    if isinstance(value, Mapping):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return "a list"
    return _number(value) if isinstance(value, (int, float)) else f"an object of type {quote(type(value).__name__)}"


def _number(value: float) -> str:
    if isinstance(value, int) and abs(value) > 10**LONGEST_QUOTE:
        return "a very long number"  # Python refuses to print integers of more than 4300 digits
    return f"the number {value}"


def nearest(word: str, known: Iterable[str], *, at_least: float = 0.6) -> str | None:
    """The known word that was probably meant, or None."""
    by_folded = {candidate.casefold().replace("-", "_"): candidate for candidate in known}
    folded = word[:LONGEST_QUOTE].casefold().replace("-", "_").replace(" ", "_")
    import difflib  # noqa: PLC0415 - only needed where something is wrong

    matches = difflib.get_close_matches(folded, by_folded, n=1, cutoff=at_least)
    return by_folded[matches[0]] if matches else None


def did_you_mean(meant: str) -> str:
    """The hint `did you mean 'name'?`."""
    return f"did you mean {quote(meant)}?"


def nearest_or_all(word: str, known: Sequence[str]) -> str:
    """The hint for an unknown word: the nearest known one, or all of them."""
    near = nearest(word, known) if word else None
    return did_you_mean(near) if near else f"use one of {', '.join(quote(each) for each in known)}"


def one_of(names: Iterable[str]) -> str | None:
    """Known names as a hint, `write 'a', 'b' or 'c'`; None if there are no known names."""
    *first, last = [quote(name) for name in names] or [""]
    known = f"{', '.join(first)} or {last}" if first else last
    return f"write {known}" if known else None


def counted(count: int, word: str) -> str:
    """A number with its noun, such as `2 files`."""
    return f"{count} {word}{'' if count == 1 else 's'}"
