"""How the hub is acknowledged and cited: the words that people copy."""

from __future__ import annotations

from markupsafe import Markup

from jupyterhub_valueprop.branding import Organization, Work
from jupyterhub_valueprop.citations import apa, bibtex, ris
from jupyterhub_valueprop.content import inline_markdown

from .wording import Wording, rich


def acknowledgement(wording: Wording) -> Markup:
    """The sentence with which users thank, with the funders in it; empty where there is none."""
    text = wording.text(wording.branding.credits.acknowledgement)
    if not text:
        return Markup()
    return rich(inline_markdown(text, values={**wording.values, "funders": _funders(wording)}))


def citation_formats(work: Work | None) -> dict[str, str]:
    """The formats for programs and for lists of references, by name."""
    return {"APA": apa(work), "BibTeX": bibtex(work), "RIS": ris(work)} if work else {}


def _funders(wording: Wording) -> str:
    """ "Harbor Foundation (Grant OC-17) and National Coastal Survey", as the language joins a list."""
    from babel.lists import format_list  # noqa: PLC0415 - its data takes longer to load than all else of a page

    names = [_with_note(wording, each) for each in wording.branding.credits.funded_by]
    return format_list(names, locale=wording.locale.tag.replace("-", "_")) if names else ""


def _with_note(wording: Wording, organization: Organization) -> str:
    name, note = wording.text(organization.name), wording.inline(organization.note).striptags()
    return f"{name} ({note})" if note else name
