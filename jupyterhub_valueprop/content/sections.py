"""How the blocks under a `##` become a `Section`."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from .blocks import Block
from .inlines import unwrapped
from .promises import Draft, is_label, opened_by
from .proposition import Section
from .rich_text import inline, paragraph, prose
from .signal_words import SignalWords


def read_section(heading: Block, body: Sequence[Block], signal_words: SignalWords) -> Section:
    """A section: its lead and other prose before the first promise, then its promises."""
    lead: list[Token] = []
    detail: list[Token] = []
    drafts: list[Draft] = []
    for block, following in zip(body, [*body[1:], None], strict=False):
        labels = bool(drafts) and following is not None and following.is_list and _labels(drafts[-1], block)
        draft = None if labels else opened_by(block, signal_words)
        if draft:
            drafts.append(draft)
        elif drafts:
            drafts[-1].take(block, following, signal_words)
        elif (italic := unwrapped(block.children, "em")) is not None:
            lead += paragraph(italic)
        else:
            detail += block.tokens
    return Section(
        id=heading.meta["id"],
        title=inline(heading.children),
        lead=prose(lead),
        detail=prose(detail),
        promises=tuple(draft.finish(signal_words) for draft in drafts),
    )


def _labels(draft: Draft, block: Block) -> bool:
    """Whether a bold line above a list belongs to the open promise instead of opening one."""
    if draft.benefits:
        return False
    return is_label(block) or (draft.from_heading and unwrapped(block.children, "strong") is not None)
