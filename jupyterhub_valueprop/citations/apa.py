"""A citation as the American Psychological Association writes it (Publication Manual, 7th edition, 9 and 10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jupyterhub_valueprop.branding import Author, Work

from .names import address_of, ended, family_name, inverted_name, one_line, volume_of, year_of

#: If there are more authors, this many are named before the last one (9.8).
ALL_NAMED = 20
_DESCRIPTIONS: Mapping[str, str] = {
    "software": "Computer software",
    "dataset": "Data set",
    "thesis": "Thesis",
    "conference-paper": "Conference paper",
}
#: Types that are part of a book or proceedings; an article's journal gets no "In".
_WITHIN = ("chapter", "conference-paper")


def apa(work: Work) -> str:
    """The citation as one line of text."""
    authors = [_author(each) for each in work.authors]
    parts = [_listed(authors), f"({year_of(work) or 'n.d.'})", _title(work), *_source(work)]
    return " ".join([*(ended(part) for part in parts if part), address_of(work)]).strip()


def _author(author: Author) -> str:
    if not author.family:
        return inverted_name(author)
    parts = (family_name(author), _initials(one_line(author.given)), one_line(author.suffix))
    return ", ".join(part for part in parts if part)


def _initials(given: str) -> str:
    """ "Jean-Luc Marie" as "J.-L. M."."""
    initials = [
        "-".join(f"{part[0]}." for part in name.split("-") if part) for name in given.replace(".", ". ").split(" ")
    ]
    return " ".join(initial for initial in initials if initial)


def _listed(names: Sequence[str]) -> str:
    if len(names) > ALL_NAMED:
        return f"{', '.join(names[: ALL_NAMED - 1])}, … {names[-1]}"
    *first, last = names
    return f"{', '.join(first)}, & {last}" if first else last


def _title(work: Work) -> str:
    version = f" (Version {one_line(work.version)})" if work.version else ""
    description = f" [{_DESCRIPTIONS[work.kind]}]" if work.kind in _DESCRIPTIONS else ""
    return f"{one_line(work.title)}{version}{description}"


def _source(work: Work) -> list[str]:
    container, pages = one_line(work.container), one_line(work.pages).replace("-", "–")
    if work.kind in _WITHIN and container:
        within = f"In {container}" + (f" (pp. {pages})" if pages else "")
    else:
        within = ", ".join(part for part in (container, volume_of(work), pages) if part)
    publisher = one_line(work.publisher)
    is_author = [publisher] == [inverted_name(author) for author in work.authors]
    return [part for part in (within, "" if is_author else publisher) if part]
