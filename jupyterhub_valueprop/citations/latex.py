"""Text as LaTeX sets it: characters that mean something there, and accents that old programs know only as commands."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

#: BibTeX counts a brace even after a backslash, so an unmatched brace would end the value early or never.
_SPECIAL = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "^": r"{\textasciicircum}",
    "~": r"{\textasciitilde}",
    **{char: f"\\{char}" for char in "#$%&_"},
    "–": "--",
    "—": "---",
    "‘": "`",
    "’": "'",
    "“": "``",
    "”": "''",
    "\u00a0": "~",
}
_LETTERS = {
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "å": "aa", "Å": "AA", "ł": "l", "Ł": "L",
    "đ": "dj", "Đ": "DJ", "ð": "dh", "Ð": "DH", "þ": "th", "Þ": "TH", "ı": "i",
}  # fmt: skip
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u ", "\u0307": ".",
    "\u0308": '"', "\u030a": "r ", "\u030b": "H ", "\u030c": "v ", "\u0323": "d ", "\u0327": "c ", "\u0328": "k ",
}  # fmt: skip
_KNOWN: Mapping[str, str] = {**_SPECIAL, **{letter: f"{{\\{name}}}" for letter, name in _LETTERS.items()}}


def latex(text: str) -> str:
    """The text for a LaTeX document. Characters without a command stay, because LaTeX reads UTF-8 (since 2018)."""
    return "".join(map(_character, unicodedata.normalize("NFC", text)))


def _character(char: str) -> str:
    if char.isascii() or char in _KNOWN:
        return _KNOWN.get(char, char)
    decomposed = unicodedata.normalize("NFD", char)
    base, accent = decomposed[0], _ACCENTS.get(decomposed[1:])
    return f"{{\\{accent}{base}}}" if accent and base.isascii() else char
