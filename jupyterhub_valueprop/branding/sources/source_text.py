"""A text as somebody wrote it, which remembers the folder of the file it was written in."""

from __future__ import annotations

from pathlib import Path

LONGEST_TEXT = 10_000
"""The most characters that anything takes; what is cut there is still too long for it."""


class SourceText(str):
    """A text with the `folder` that its relative paths start from.

    `confined` texts come from a file, whose paths may not leave its folder; texts from Python or Helm are an admin's.
    """

    __slots__ = ("confined", "folder")
    folder: Path
    confined: bool

    def __new__(cls, text: str, folder: Path, *, confined: bool) -> SourceText:
        written = super().__new__(cls, text)
        written.folder = folder
        written.confined = confined
        return written
