"""A citation as an entry of a BibTeX database, for BibTeX and biber."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from jupyterhub_valueprop.branding import Author, Work

from .latex import latex
from .names import family_name, inverted_name, one_line, year_of

#: BibTeX's own styles set types that they don't know, such as `@software`, as `@misc`.
_TYPES: Mapping[str, str] = {
    "software": "software",
    "dataset": "dataset",
    "article": "article",
    "book": "book",
    "chapter": "incollection",
    "conference-paper": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "webpage": "online",
    "other": "misc",
}
_CONTAINERS: Mapping[str, str] = {"article": "journal", "chapter": "booktitle", "conference-paper": "booktitle"}
_PUBLISHERS: Mapping[str, str] = {"report": "institution", "thesis": "school"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
#: What ends a name, or a part of one, unless it is in braces.
_DIVIDES = re.compile(r",|\band\b", re.I)
_KEY_LETTERS = 20


def bibtex(work: Work) -> str:
    """The entry, on a line for each field."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(work))
    return f"@{_TYPES[work.kind]}{{{_key(work)},\n{fields}}}"


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    yield "author", f"{{{' and '.join(map(_author, work.authors))}}}"
    yield "title", f"{{{{{latex(one_line(work.title))}}}}}"  # the second braces keep its capitals
    texts = {
        _CONTAINERS.get(work.kind, "howpublished"): work.container,
        _PUBLISHERS.get(work.kind, "publisher"): work.publisher,
        "version": work.version,
        "volume": work.volume,
        "number": work.issue,
        "pages": work.pages and work.pages.replace("-", "--"),
        "year": year_of(work),
    }
    yield from ((name, f"{{{latex(one_line(text))}}}") for name, text in texts.items() if text)
    if work.date and len(work.date) > len("2026"):
        yield "month", _MONTHS[int(work.date[5:7]) - 1]
    yield from ((name, f"{{{_verbatim(text)}}}") for name, text in (("doi", work.doi), ("url", work.url)) if text)


def _author(author: Author) -> str:
    """ "van der Berg, Jr., Jean-Luc"; an organization is one word."""
    if not author.family:
        return f"{{{latex(inverted_name(author))}}}"
    parts = (family_name(author), one_line(author.suffix), one_line(author.given))
    return ", ".join(_part(part) for part in parts if part)


def _part(name: str) -> str:
    return f"{{{latex(name)}}}" if _DIVIDES.search(name) else latex(name)


def _verbatim(address: str) -> str:
    """A URL, which LaTeX sets letter by letter. BibTeX still reads its braces."""
    return one_line(address).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _key(work: Work) -> str:
    """ "rivera2026ocean": what people write in `\\cite`."""
    first = work.authors[0]
    title = one_line(work.title).partition(" ")[0]
    return _plain_letters(first.family or inverted_name(first)) + year_of(work) + _plain_letters(title) or "hub"


def _plain_letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if char.isascii() and char.isalnum())[:_KEY_LETTERS]
