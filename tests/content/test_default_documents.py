"""The default documents: every language says as much as English, to the same readers, in the same places."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from jupyterhub_valueprop.content import Promise, Proposition, RichText, read_proposition
from jupyterhub_valueprop.content.defaults import FOLDER
from jupyterhub_valueprop.page.excerpts import LONGEST_TICK, claim_in_short, statement_in_short

PATHS = {path.stem.partition(".")[2] or "en": path for path in FOLDER.glob("value-proposition*.md")}
VALUES = {
    "network.name": "Our network",
    "network.url": "https://network.example",
    "community.name": "Ocean Data Commons",
    "community.url": "https://ocean.example",
}


def source(tag: str) -> str:
    """The Markdown of a default document."""
    return PATHS[tag].read_text(encoding="utf-8")


@cache
def proposition(tag: str) -> Proposition:
    """What a default document says, which is read without a problem."""
    reading = read_proposition(source(tag), values=VALUES, locale=tag)
    assert reading.problems == ()
    return reading.proposition


def shape(document: Proposition) -> dict[str, Any]:
    """What there is of each part of a document, without its words."""
    return {
        "opening": (bool(document.title), bool(document.statement), [each.follows for each in document.summary]),
        "beneficiaries": [bold(each.what) for each in document.beneficiaries],
        "cycle": document.cycle and (bold(document.cycle.caption), len(document.cycle.steps)),
        "sections": {
            section.id: (bool(section.lead), bool(section.detail), [_shape(promise) for promise in section.promises])
            for section in document.sections
        },
    }


def _shape(promise: Promise) -> tuple[bool | int, ...]:
    rest = (promise.detail, promise.label, promise.closing)
    return (bool(promise.audience), bool(promise.outcome), *map(bool, rest), len(promise.benefits))


def bold(text: RichText | None) -> int:
    """How many words or groups of words are bold."""
    return text.html.count("<strong>") if text else 0


@pytest.mark.parametrize("tag", sorted(PATHS))
def test_each_language_has_the_shape_of_the_english_document(tag: str) -> None:
    assert shape(proposition(tag)) == shape(proposition("en"))
    assert re.findall(r"\{\{.*?\}\}", source(tag)) == re.findall(r"\{\{.*?\}\}", source("en"))


@pytest.mark.parametrize("tag", sorted(PATHS))
def test_what_stands_beside_the_sign_in_card_is_not_cut_short(tag: str) -> None:
    document = proposition(tag)
    promises = [promise.promise for section in document.sections for promise in section.promises]

    assert [text for text in map(claim_in_short, promises) if len(text) >= LONGEST_TICK or text.endswith("…")] == []
    assert document.statement
    assert not statement_in_short(document.statement, tag).endswith("…")
