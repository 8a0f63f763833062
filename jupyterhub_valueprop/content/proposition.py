"""The value proposition as frozen data: what a network promises, to whom, so that what.

How a document becomes a `Proposition` is in `content.reader`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class RichText:
    """A text with emphasis and links: `html` is sanitized and safe to print, `text` is the same without markup.

    A name that could turn the words around it is in a `<bdi>`; in `text`, between two isolates (see `isolates`).
    Inline texts (a promise, an outcome) have no block elements; prose (a detail, a lead) has whole `<p>`, `<ul>`, ….
    """

    html: str
    text: str

    def __str__(self) -> str:
        return self.text


Anchor = Literal["title", "statement", "beneficiaries", "cycle"]


@dataclass(frozen=True)
class Passage:
    """Prose before the first section, and the part of the opening that it follows, to keep the document's order."""

    prose: RichText
    follows: Anchor


@dataclass(frozen=True)
class Beneficiary:
    """One party that the network serves: `who` is the bold lead of a list item, `what` the item with its lead."""

    who: RichText
    what: RichText


@dataclass(frozen=True)
class Cycle:
    """The figure of the virtuous cycle; `image` is the path or URL as written, `steps` are in its order."""

    image: str | None = None
    alt: str = ""
    caption: RichText | None = None
    steps: tuple[RichText, ...] = ()


@dataclass(frozen=True)
class Promise:
    """One promise: the sentence itself, for whom, *so that* what, and the benefits that make it true.

    `promise.text` is the whole bold sentence. Where it begins with "For …," `audience` names that party, and
    `promise.html` wraps these words in `<span class="vp-audience">`, so that a page can set them apart without saying
    them twice; so does `outcome.html` with the words that open it, in `<span class="vp-so">`. `detail` is the prose
    before the list of benefits, `label` the bold line right above it, `closing` the prose after it.
    """

    promise: RichText
    audience: RichText | None = None
    outcome: RichText | None = None
    detail: RichText | None = None
    label: RichText | None = None
    benefits: tuple[RichText, ...] = ()
    closing: RichText | None = None


@dataclass(frozen=True)
class Section:
    """One `## Heading` of the document: `lead` is its italic prose, `detail` other prose before the first promise."""

    id: str
    title: RichText
    lead: RichText | None = None
    detail: RichText | None = None
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True)
class Proposition:
    """A network's whole value proposition, as one document says it; `dated` is the date in its front matter."""

    title: RichText | None = None
    statement: RichText | None = None
    summary: tuple[Passage, ...] = ()
    beneficiaries: tuple[Beneficiary, ...] = ()
    cycle: Cycle | None = None
    sections: tuple[Section, ...] = ()
    dated: date | None = None

    def texts(self) -> Iterator[RichText]:
        """Every text of the proposition once, in the document's order, without `cycle.alt`, which is not rich text."""
        opening = {"title": self.title, "statement": self.statement}
        for anchor in ("title", "statement", "beneficiaries", "cycle"):
            yield from _present(opening.get(anchor))
            if anchor == "beneficiaries":
                yield from (beneficiary.what for beneficiary in self.beneficiaries)
            if anchor == "cycle" and self.cycle:
                yield from _present(self.cycle.caption, *self.cycle.steps)
            yield from (passage.prose for passage in self.summary if passage.follows == anchor)
        for section in self.sections:
            yield from _present(section.title, section.lead, section.detail)
            for promise in section.promises:
                yield from _present(promise.promise, promise.outcome, promise.detail, promise.label)
                yield from _present(*promise.benefits, promise.closing)


def _present(*texts: RichText | None) -> Iterator[RichText]:
    return (text for text in texts if text)
