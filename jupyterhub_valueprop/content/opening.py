"""How the blocks before the first `##` become title, statement, summary, beneficiaries and cycle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from .blocks import Block, blocks
from .directives import QUOTES
from .inlines import end_of, plain_text
from .proposition import Anchor, Beneficiary, Cycle, Passage, RichText
from .rich_text import inline, prose
from .signal_words import SignalWords


@dataclass
class Opening:
    """The opening of a document while its blocks are read."""

    signal_words: SignalWords
    title: RichText | None = None
    statement: RichText | None = None
    beneficiaries: tuple[Beneficiary, ...] = ()
    cycle: Cycle | None = None
    summary: list[Passage] = field(default_factory=list)
    _follows: Anchor = "title"
    _pending: list[Token] = field(default_factory=list)

    def read(self, body: Sequence[Block]) -> Opening:
        """Assign every block."""
        for index, block in enumerate(body):
            after_cycle = index > 0 and bool(body[index - 1].meta.get("is-cycle"))
            if not self._take(block, after_cycle):
                self._pending += block.tokens
        self._turn(self._follows)
        return self

    def _take(self, block: Block, after_cycle: bool) -> bool:
        if block.level == 1 and not self.title:
            return self._set("title", inline(block.children))
        if self._is_quote(block) and not self.statement:
            return self._set("statement", block.text)
        if block.meta.get("is-cycle"):
            return self._figure(block)
        if after_cycle and block.kind == "ordered_list" and self.cycle:
            steps = tuple(text for item in block.items if (text := item.text))
            self.cycle = Cycle(self.cycle.image, self.cycle.alt, self.cycle.caption, steps)
            return True
        if block.is_list and not self.beneficiaries:
            found = [self._beneficiary(item) for item in block.items if item.text]
            return self._set("beneficiaries", tuple(found)) if found and all(found) else False
        return False

    def _set(self, name: Anchor, value: object) -> bool:
        if not value or (isinstance(value, RichText) and not value.text):
            return False
        self._turn(name)
        setattr(self, name, value)
        return True

    def _turn(self, follows: Anchor) -> None:
        """End the current passage: the next prose follows another part."""
        passage = prose(self._pending)
        if passage:
            self.summary.append(Passage(passage, self._follows))
        self._pending = []
        self._follows = follows

    def _is_quote(self, block: Block) -> bool:
        return block.kind == "blockquote" or (block.kind == "directive" and block.meta["name"] in QUOTES)

    def _figure(self, block: Block) -> bool:
        within = list(blocks(block.inside))
        caption = inline(within[0].children) if within and within[0].kind == "paragraph" else None
        if caption and not caption.text:
            caption = None
        self._turn("cycle")
        options = block.meta["options"]
        self.cycle = Cycle(block.meta["argument"] or None, options.get("alt", ""), caption)
        legend = block.inside if caption is None else [token for part in within[1:] for token in part.tokens]
        self._pending += legend
        return True

    def _beneficiary(self, item: Block) -> Beneficiary | None:
        within = list(blocks(item.inside))
        children = list(within[0].children) if within else []
        bold = next((i for i, token in enumerate(children) if token.type == "strong_open"), None)
        if bold is None or not item.text:
            return None
        before = plain_text(children[:bold])
        who = inline(children[bold + 1 : end_of(children, bold)])
        if not who.text or (before.strip() and not self.signal_words.is_audience(before)):
            return None
        return Beneficiary(who, item.text)
