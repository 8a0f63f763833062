"""A text as somebody wrote it, which remembers the folder of the file it was written in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from .mistakes import mistake

LONGEST_TEXT = 10_000
"""The most characters that anything takes; what is cut there is still too long for it."""

_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Written(str):
    """A text with the `folder` that its relative paths start from.

    `confined` texts come from a file, whose paths may not leave its folder; texts from Python or Helm are an admin's.
    """

    __slots__ = ("confined", "folder")
    folder: Path
    confined: bool

    def __new__(cls, text: str, folder: Path, *, confined: bool) -> Written:
        written = super().__new__(cls, text)
        written.folder = folder
        written.confined = confined
        return written


def clean(value: Any, longest: int) -> str:
    """The text as a plain `str`; raises when it has more than `longest` characters or holds what no page can show.

    Control characters and lone surrogates (YAML can write them as escapes) can't be encoded into a page at all.
    """
    text = str(value)
    if len(text) > longest:
        raise mistake("too-long", f"takes at most {longest} characters", "shorten it")
    if match := _UNSHOWN.search(text):
        code = f"U+{ord(match[0]):04X}"
        raise mistake("bad-character", f"holds the character {code}, which can't be shown", "remove it")
    return text
