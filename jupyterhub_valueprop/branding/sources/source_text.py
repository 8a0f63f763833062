"""A text that remembers the folder of the file in which it was written."""

from __future__ import annotations

from pathlib import Path

LONGEST_TEXT = 10_000
"""More characters than any value may have, so that a text cut at this length is still reported as too long."""


class SourceText(str):
    """A text with the `folder` that its relative paths start from.

    `confined` texts come from a file, whose paths may not leave its folder. Texts from Python or Helm are an admin's.
    """

    __slots__ = ("confined", "folder")
    folder: Path
    confined: bool

    def __new__(cls, text: str, folder: Path, *, confined: bool) -> SourceText:
        written = super().__new__(cls, text)
        written.folder = folder
        written.confined = confined
        return written
