"""How a section's blocks become promises: the bold sentence, for whom, so that what, and the benefits under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from .blocks import Block
from .cues import Cues, is_sentence
from .inlines import end_of, outline, plain, split, strip, text_token, without
from .proposition import Promise, RichText
from .prose import inline, paragraph, prose, span

_MARK = re.compile(r"[.!?…。！？؟।]+(?=\s|$)")


@dataclass
class Draft:
    """A promise while its blocks are read."""

    promise: Sequence[Token]
    from_heading: bool = False
    outcome: Sequence[Token] = ()
    detail: list[Token] = field(default_factory=list)
    label: Sequence[Token] = ()
    benefits: tuple[RichText, ...] = ()
    closing: list[Token] = field(default_factory=list)

    def take(self, block: Block, following: Block | None, cues: Cues) -> None:
        """Give the next block its place: label, benefits, outcome, or prose before or after the list."""
        if self.benefits:
            self.closing += block.tokens
        elif block.is_list:
            self.benefits = tuple(text for item in block.items if (text := item.text))
        elif not self.label and following and following.is_list and self._is_label(block):
            self.label = block.children
        elif not (self.outcome or self.detail) and self.take_outcome(block.children, cues):
            return
        else:
            if self.label:
                # a list without a word stood under the label: both stay where they were read
                self.detail += paragraph(self.label)
                self.label = ()
            self.detail += block.tokens

    def take_outcome(self, text: Sequence[Token], cues: Cues) -> bool:
        """Read an outcome at the start of a text; what follows its sentence is detail."""
        start = cues.outcome_start(plain(text))
        if start is None:
            return False
        _, text = split(text, start)
        self.outcome, rest = split(text, cues.sentence_end(outline(text)))
        self.add_detail(rest)
        return True

    def add_detail(self, text: Sequence[Token]) -> None:
        """A paragraph of detail, unless there is nothing to read in it."""
        text = strip(text)
        if plain(text):
            self.detail += paragraph(text)

    def _is_label(self, block: Block) -> bool:
        return is_label(block) or (self.from_heading and without(block.children, "strong") is not None)

    def finish(self, cues: Cues) -> Promise:
        """The promise as data."""
        text, audience = addressed(strip(self.promise), cues)
        return Promise(
            promise=inline(text),
            audience=audience,
            outcome=inline(self.outcome) if plain(self.outcome).strip() else None,
            detail=prose(self.detail),
            label=inline(without(self.label, "strong") or self.label) if plain(self.label).strip() else None,
            benefits=self.benefits,
            closing=prose(self.closing),
        )


def addressed(text: Sequence[Token], cues: Cues) -> tuple[list[Token], RichText | None]:
    """The text of a promise with its "For users," in a span, and the words that name the audience."""
    found = cues.audience_end(plain(text))
    if not found:
        return list(text), None
    start, end, comma = found
    lead_in, rest = split(text, comma)
    audience, _ = split(split(text, start)[1], end - start)
    return [*span(lead_in, "vp-audience"), *rest], inline(audience)


def opened_by(block: Block, cues: Cues) -> Draft | None:
    """The promise that a block opens: a `###` heading, or a paragraph that begins with a bold sentence."""
    if block.kind == "heading":
        children = block.children
        return Draft(without(children, "strong") or children, True) if block.level == 3 and plain(children) else None
    children = strip(block.children)
    if not children or children[0].type != "strong_open":
        return None
    end = end_of(children, 0)
    bold, rest = children[1:end], children[end + 1 :]
    mark = _MARK.match(plain(rest))
    if mark and not is_sentence(plain(bold)):
        # **Keep the keys**. So that …
        bold, rest = [*bold, text_token(mark[0])], split(rest, mark.end())[1]
    if not plain(bold).strip() or not _opens(plain(bold).rstrip(), rest, cues):
        return None
    draft = Draft(bold)
    if not draft.take_outcome(rest, cues):
        draft.add_detail(rest)
    return draft


def _opens(bold: str, rest: Sequence[Token], cues: Cues) -> bool:
    if is_sentence(bold):
        return True
    if bold.endswith((":", "：")):
        return False
    text = plain(rest)
    if not text.strip() or cues.outcome_start(text) is not None:
        return True
    # a line break ends the bold line as a heading of its own, unless a long paragraph was merely wrapped there
    return rest[0].type == "hardbreak" or (rest[0].type == "softbreak" and not text.lstrip()[0].islower())


def is_label(block: Block) -> bool:
    """Whether a block is one bold line that ends with a colon, inside or outside its bold."""
    if block.kind != "paragraph":
        return False
    children = strip(block.children)
    if plain(children).endswith((":", "：")) and children[-1].type == "text" and len(plain([children[-1]])) <= 2:
        children = children[:-1]
        return without(children, "strong") is not None
    return plain(children).endswith((":", "：")) and without(children, "strong") is not None
