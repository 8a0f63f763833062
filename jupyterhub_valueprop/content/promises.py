"""How a section's blocks become promises: the bold sentence, for whom, so that what, and the benefits under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from .blocks import Block
from .inlines import end_of, masked_text, plain_text, split, strip, text_token, unwrapped
from .proposition import Promise, RichText
from .rich_text import inline, paragraph, prose, span
from .signal_words import SignalWords, is_sentence

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

    def take(self, block: Block, following: Block | None, signal_words: SignalWords) -> None:
        """Assign the next block: label, benefits, outcome, or prose before or after the list."""
        if self.benefits:
            self.closing += block.tokens
        elif block.is_list:
            self.benefits = tuple(text for item in block.items if (text := item.text))
        elif not self.label and following and following.is_list and self._is_label(block):
            self.label = block.children
        elif not (self.outcome or self.detail) and self.take_outcome(block.children, signal_words):
            return
        else:
            if self.label:
                # an empty list followed the label: both stay where they were read
                self.detail += paragraph(self.label)
                self.label = ()
            self.detail += block.tokens

    def take_outcome(self, text: Sequence[Token], signal_words: SignalWords) -> bool:
        """Read an outcome at the start of a text; the text after its sentence is detail."""
        start = signal_words.outcome_start(plain_text(text))
        if start is None:
            return False
        _, text = split(text, start)
        self.outcome, rest = split(text, signal_words.sentence_end(masked_text(text)))
        self.add_detail(rest)
        return True

    def add_detail(self, text: Sequence[Token]) -> None:
        """A paragraph of detail, unless there is nothing to read in it."""
        text = strip(text)
        if plain_text(text):
            self.detail += paragraph(text)

    def _is_label(self, block: Block) -> bool:
        return is_label(block) or (self.from_heading and unwrapped(block.children, "strong") is not None)

    def finish(self, signal_words: SignalWords) -> Promise:
        """The promise as data."""
        text, audience = addressed(strip(self.promise), signal_words)
        return Promise(
            promise=inline(text),
            audience=audience,
            outcome=inline(following(strip(self.outcome), signal_words)) if plain_text(self.outcome).strip() else None,
            detail=prose(self.detail),
            label=inline(unwrapped(self.label, "strong") or self.label) if plain_text(self.label).strip() else None,
            benefits=self.benefits,
            closing=prose(self.closing),
        )


def addressed(text: Sequence[Token], signal_words: SignalWords) -> tuple[list[Token], RichText | None]:
    """The text of a promise with its "For users," in a span, and the words that name the audience."""
    found = signal_words.audience_end(plain_text(text))
    if not found:
        return list(text), None
    start, end, comma = found
    lead_in, rest = split(text, comma)
    audience, _ = split(split(text, start)[1], end - start)
    return [*span(lead_in, "vp-audience"), *rest], inline(audience)


def following(text: Sequence[Token], signal_words: SignalWords) -> list[Token]:
    """The text of an outcome with its "So that" in a span."""
    lead, rest = split(text, signal_words.outcome_lead(plain_text(text)))
    return [*span(lead, "vp-so"), *rest] if lead else list(rest)


def opened_by(block: Block, signal_words: SignalWords) -> Draft | None:
    """The promise that a block opens: a `###` heading, or a paragraph that begins with a bold sentence."""
    if block.kind == "heading":
        children = block.children
        return (
            Draft(unwrapped(children, "strong") or children, True)
            if block.level == 3 and plain_text(children)
            else None
        )
    children = strip(block.children)
    if not children or children[0].type != "strong_open":
        return None
    end = end_of(children, 0)
    bold, rest = children[1:end], children[end + 1 :]
    mark = _MARK.match(plain_text(rest))
    if mark and not is_sentence(plain_text(bold)):
        # **Keep the keys**. So that …
        bold, rest = [*bold, text_token(mark[0])], split(rest, mark.end())[1]
    if not plain_text(bold).strip() or not _opens(plain_text(bold).rstrip(), rest, signal_words):
        return None
    draft = Draft(bold)
    if not draft.take_outcome(rest, signal_words):
        draft.add_detail(rest)
    return draft


def _opens(bold: str, rest: Sequence[Token], signal_words: SignalWords) -> bool:
    if is_sentence(bold):
        return True
    if bold.endswith((":", "：")):
        return False
    text = plain_text(rest)
    if not text.strip() or signal_words.outcome_start(text) is not None:
        return True
    # a line break makes the bold line a heading, unless a long paragraph was only wrapped there
    return rest[0].type == "hardbreak" or (rest[0].type == "softbreak" and not text.lstrip()[0].islower())


def is_label(block: Block) -> bool:
    """Whether a block is one bold line that ends with a colon, inside or outside its bold."""
    if block.kind != "paragraph":
        return False
    children = strip(block.children)
    if (
        plain_text(children).endswith((":", "："))
        and children[-1].type == "text"
        and len(plain_text([children[-1]])) <= 2
    ):
        children = children[:-1]
        return unwrapped(children, "strong") is not None
    return plain_text(children).endswith((":", "：")) and unwrapped(children, "strong") is not None
