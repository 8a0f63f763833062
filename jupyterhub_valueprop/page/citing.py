"""The words that people copy to acknowledge and cite the hub."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from jupyterhub_valueprop.branding import Organization, Work
from jupyterhub_valueprop.citations import apa, bibtex, ris
from jupyterhub_valueprop.content import inline_markdown
from jupyterhub_valueprop.isolates import isolated

from .wording import Wording, rich

_FUNDERS = re.compile(r"\{\{\s{0,9}funders\s{0,9}\}\}")


def lacks_funders(wording: Wording) -> bool:
    """Whether the sentence with which users thank names the funders of a hub that has none: "funded by ."."""
    credits = wording.branding.credits
    return not credits.funded_by and bool(_FUNDERS.search(wording.text(credits.acknowledgement)))


def acknowledgement(wording: Wording) -> Markup:
    """The sentence with which users thank, with the funders; empty if there is no sentence, or no funders for it.

    If its language is not the page's, it is marked. The funders are joined as that language joins them.
    """
    sentence = wording.branding.credits.acknowledgement
    text, told = wording.text(sentence), wording.in_language_of(sentence)
    if not text or lacks_funders(wording):
        return Markup()
    return wording.marked(sentence, rich(inline_markdown(text, values={**told.values, "funders": _funders(told)})))


@dataclass(frozen=True)
class CitationFormat:
    """A citation in one format, and the element that shows it: `p` for a sentence, `pre` for lines."""

    name: str
    words: str
    element: str


def citation_formats(work: Work) -> tuple[CitationFormat, ...]:
    """The formats for lists of references, and for the programs that make them."""
    lines = {"BibTeX": bibtex(work), "RIS": ris(work)}
    return CitationFormat("APA", apa(work), "p"), *(CitationFormat(name, each, "pre") for name, each in lines.items())


def _funders(wording: Wording) -> str:
    """The list in a sentence: "Harbor Foundation (Grant OC-17) and National Coastal Survey"."""
    from babel.lists import format_list  # noqa: PLC0415 - its data takes longer to load than the rest of a page

    names = [_with_note(wording, each) for each in wording.branding.credits.funded_by]
    return format_list(names, locale=wording.locale.tag.replace("-", "_")) if names else ""


def _with_note(wording: Wording, organization: Organization) -> str:
    name, note = wording.text(organization.name), wording.inline(organization.note).striptags()
    return isolated(f"{name} ({note})" if note else name, wording.locale.direction)
