"""The cost that reading one document may have: counted, not timed, so that a document always gives the same result."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any

from .text_problems import TextProblems

#: The most characters of a document that are read. A long value proposition has 6,000.
LARGEST_DOCUMENT = 500_000
#: The most lines with words. They limit headings, promises, paragraphs, items and rows.
MOST_LINES = 8_000


@dataclass
class MarkupAllowance:
    """What is left for the texts of one document. Each number is what a whole document may use.

    The pages of a long document, 393,000 characters, use less than half of each.
    """

    lines: int = MOST_LINES
    #: block tokens, because one line can open thirty lists
    blocks: int = 50_000
    #: lines read to find the ends of quotations: markdown-it reads them again for each nested one
    visits: int = 60_000
    #: cells, because a row of one character is filled up to the width of its table
    cells: int = 10_000
    #: characters at which the inline parser stops; those that open or close something count three times
    marks: int = 150_000
    #: characters of URLs and values, which a document can repeat with only three characters
    repeated: int = 1_000_000
    #: the lines at which something was kept as text because it would have cost too much
    refused: list[int] = field(default_factory=list)

    def take(self, what: str, amount: int) -> bool:
        """Whether enough of something is left; if so, use it."""
        left = getattr(self, what) - amount
        if left < 0:
            return False
        setattr(self, what, left)
        return True

    def part(self, source: str, text_problems: TextProblems) -> str:
        """The part of a text that may be read; a problem says where it is cut."""
        part = source[:LARGEST_DOCUMENT]
        end, lines = 0, 0
        for line in part.split("\n"):
            if line and not line.isspace() and not self.take("lines", 1):
                break
            end += len(line) + 1
            lines += 1
        if end >= len(source):
            return source
        text_problems.add(
            "document-too-large",
            lines + 1 if end < len(part) else lines,
            f"the text is cut here, because at most {LARGEST_DOCUMENT:,} characters and {MOST_LINES:,} lines are read",
            "shorten the document",
            severity="error",
        )
        return source[:end]


def allowance_of(env: MutableMapping[str, Any]) -> MarkupAllowance:
    """The allowance that belongs to markdown-it's environment of one text."""
    found: MarkupAllowance = env.setdefault("allowance", MarkupAllowance())
    return found
