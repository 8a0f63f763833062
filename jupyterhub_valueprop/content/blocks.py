"""Group block tokens into blocks, so that a grammar can go through paragraphs, lists and headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from .proposition import RichText
from .rich_text import inline, prose


@dataclass(frozen=True)
class Block:
    """One block with everything in it; `kind` is markdown-it's token type without `_open`."""

    kind: str
    tokens: Sequence[Token]

    @property
    def level(self) -> int:
        """1 to 6 for a heading, else 0."""
        return int(self.tokens[0].tag[1]) if self.kind == "heading" else 0

    @property
    def children(self) -> Sequence[Token]:
        """The inline tokens of a paragraph or heading."""
        return (self.tokens[1].children or []) if self.kind in ("paragraph", "heading") else []

    @property
    def inside(self) -> list[Token]:
        """The tokens between the first and the last."""
        return list(self.tokens[1:-1])

    @property
    def meta(self) -> dict[str, Any]:
        """The notes of earlier steps on the block."""
        return self.tokens[0].meta

    @property
    def is_list(self) -> bool:
        return self.kind in ("bullet_list", "ordered_list")

    @property
    def items(self) -> list[Block]:
        """The items of a list."""
        return list(blocks(self.inside)) if self.is_list else []

    @property
    def text(self) -> RichText | None:
        """The content of the block: inline if it is one paragraph, else prose; None if there is nothing to read."""
        within = list(blocks(self.inside)) if self.kind != "paragraph" else [self]
        if len(within) == 1 and within[0].kind == "paragraph":
            found = inline(within[0].children)
            return found if found.text else None
        return prose(self.inside)


def blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """The blocks at the top level of the tokens."""
    depth, start = 0, 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield Block(tokens[start].type.removesuffix("_open"), tokens[start : index + 1])
            start = index + 1
