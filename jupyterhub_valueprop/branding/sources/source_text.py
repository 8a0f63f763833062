"""Values that remember how they were written: a text the folder of its file, a number its digits."""

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


class WrittenInt(int):
    """A whole number that is shown as it was written: `+49`."""

    written: str

    def __str__(self) -> str:
        return self.written


class WrittenFloat(float):
    """The same with a fraction or an exponent: `2026.10`, `1e3`."""

    written: str

    def __str__(self) -> str:
        return self.written


def written_number(text: str, *, is_whole: bool) -> int | float:
    """The number of a text that YAML takes for one, such as a version or the number of an award."""
    number: WrittenInt | WrittenFloat = WrittenInt(text) if is_whole else WrittenFloat(text)
    number.written = text
    return number
