"""A citation as a record of reference managers (RIS)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jupyterhub_valueprop.branding import Work

from .names import inverted_name, one_line, year_of

_TYPES: Mapping[str, str] = {
    "software": "COMP",
    "dataset": "DATA",
    "article": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "conference-paper": "CPAPER",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
    "other": "GEN",
}


def ris(work: Work) -> str:
    """The record, with a line for each field. No value can begin another line."""
    return "\n".join(f"{tag}  - {one_line(value)}" for tag, value in _fields(work))


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[work.kind]
    yield from (("AU", inverted_name(author)) for author in work.authors)
    first, _, last = (work.pages or "").replace("–", "-").partition("-")
    values = {
        "TI": work.title,
        "T2": work.container,
        "PY": year_of(work),
        "DA": (work.date or "").replace("-", "/"),
        "VL": work.volume,
        "IS": work.issue,
        "SP": first,
        "EP": last,
        "ET": work.version,
        "PB": work.publisher,
        "DO": work.doi,
        "UR": work.url,
    }
    yield from ((tag, value) for tag, value in values.items() if value)
    yield "ER", ""
