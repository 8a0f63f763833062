"""The content of a page as data, in the form that `proposition.schema.json` describes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyterhub_valueprop.branding import BrandingReading
from jupyterhub_valueprop.content import Proposition, RichText
from jupyterhub_valueprop.isolates import without_isolates
from jupyterhub_valueprop.page.documents import Documents
from jupyterhub_valueprop.page.page_sources import PageSources
from jupyterhub_valueprop.page.translations import find_locale
from jupyterhub_valueprop.page.wording import Wording

SCHEMA_FILE = Path(__file__).with_name("proposition.schema.json")


def proposition_data(reading: BrandingReading, hub_url: str) -> dict[str, Any]:
    """The community, the network, and the whole document in each language, whatever the layout shows."""
    branding = reading.branding
    documents = Documents(branding, PageSources(reading.place, reading.access))
    wordings = [Wording(branding, find_locale(tag)) for tag in branding.locales]
    return {
        "$schema": SCHEMA_FILE.name,
        "hub": hub_url,
        "default_language": branding.locales[0],
        "languages": {each.locale.tag: _language(each, documents.read(each)[0]) for each in wordings},
    }


def _language(wording: Wording, proposition: Proposition) -> dict[str, Any]:
    branding = wording.branding
    cycle = proposition.cycle
    return _given(
        community=_given(name=wording.text(branding.community.name), url=branding.community.url),
        network=_given(name=wording.text(branding.network.name), url=branding.network.url),
        title=_text(proposition.title),
        statement=_text(proposition.statement),
        summary=[_text(passage.prose) for passage in proposition.summary],
        beneficiaries=[{"who": _text(each.who), "what": _text(each.what)} for each in proposition.beneficiaries],
        cycle=cycle
        and _given(
            alt=without_isolates(cycle.alt), caption=_text(cycle.caption), steps=[_text(step) for step in cycle.steps]
        ),
        sections=[
            _given(
                id=section.id,
                title=_text(section.title),
                lead=_text(section.lead),
                detail=_text(section.detail),
                promises=[
                    _given(
                        promise=_text(each.promise),
                        audience=_text(each.audience),
                        outcome=_text(each.outcome),
                        detail=_text(each.detail),
                        label=_text(each.label),
                        benefits=[_text(benefit) for benefit in each.benefits],
                        closing=_text(each.closing),
                    )
                    for each in section.promises
                ],
            )
            for section in proposition.sections
        ],
        dated=proposition.dated.isoformat() if proposition.dated else None,
    )


def _text(text: RichText | None) -> dict[str, str] | None:
    return {"text": without_isolates(text.text), "html": text.html} if text else None


def _given(**values: Any) -> dict[str, Any]:
    """The values that are not empty."""
    return {name: value for name, value in values.items() if value}
