"""Turn a CITATION.cff file into the keys of a citation in a branding. Each value keeps its place in that file.

The Citation File Format (1.2) has many more keys, which this package ignores. The values are validated together with
those of the branding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from .tree import Node

#: Each key of the branding, and the keys of the file that give its value: the first one that is there counts.
SAME = {
    "title": ("title",),
    "version": ("version",),
    "url": ("url", "repository-code", "repository", "repository-artifact"),
    "container": ("journal", "collection-title"),
    "volume": ("volume",),
    "issue": ("issue", "number"),
}
NAMED = {"publisher": ("publisher", "institution"), "container": ("conference",)}
PERSON = {"family": "family-names", "given": "given-names", "particle": "name-particle", "suffix": "name-suffix"}

#: The format's types of works, as those of a branding. All its other types become `other`.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "software": "software",
        "software-code": "software",
        "software-container": "software",
        "software-executable": "software",
        "software-virtual-machine": "software",
        "dataset": "dataset",
        "data": "dataset",
        "database": "dataset",
        "article": "article",
        "magazine-article": "article",
        "newspaper-article": "article",
        "book": "book",
        "edited-work": "book",
        "book-chapter": "chapter",
        "conference-paper": "conference-paper",
        "proceedings": "conference-paper",
        "report": "report",
        "thesis": "thesis",
        "website": "webpage",
        "blog": "webpage",
    }
)


def work_of_file(root: Node) -> Node:
    """The `work` of a citation from a whole file; its `preferred-citation`, if there is one, goes first."""
    preferred = root.child("preferred-citation") if root.is_mapping else None
    chosen = preferred if preferred is not None and preferred.is_mapping else root
    if not chosen.is_mapping:
        return chosen
    return Node(dict(_entries(chosen)), chosen.place, chosen.key_place)


def _entries(work: Node) -> Iterator[tuple[str, Node]]:
    for key, names in NAMED.items():
        holder = _first(work, names)
        if holder is not None and (name := holder.child("name")) is not None:
            yield key, name
    for key, names in SAME.items():
        if (node := _first(work, names)) is not None:
            yield key, node
    if (authors := work.child("authors")) is not None:
        yield "authors", _authors(authors)
    if (kind := work.child("type")) is not None:
        known = KINDS.get(kind.value, "other") if isinstance(kind.value, str) else "other"
        yield "kind", Node(known, kind.place, kind.key_place)
    computed = {"doi": _doi(work), "date": _date(work), "pages": _pages(work)}
    yield from ((key, node) for key, node in computed.items() if node is not None)


def _first(node: Node, names: tuple[str, ...]) -> Node | None:
    return next((child for name in names if (child := node.child(name)) is not None), None)


def _authors(authors: Node) -> Node:
    if not isinstance(authors.value, tuple):
        return authors
    return Node(tuple(map(_author, authors.value)), authors.place, authors.key_place)


def _author(author: Node) -> Node:
    """A person or an organization; the alias is the name of someone who has nothing else."""
    if not author.is_mapping:
        return author
    known = {key: child for key, name in PERSON.items() if (child := author.child(name)) is not None}
    if "family" not in known and "given" not in known:
        name = _first(author, ("name", "alias"))
        known = {} if name is None else {"name": name}
    return Node(known, author.place, author.key_place)


def _doi(work: Node) -> Node | None:
    identifiers = work.child("identifiers")
    listed = identifiers.children.values() if identifiers else ()
    found = (each.child("value") for each in listed if (kind := each.child("type")) and kind.value == "doi")
    return work.child("doi") or next((each for each in found if each), None)


def _date(work: Node) -> Node | None:
    node = _first(work, ("date-released", "date-published", "issue-date"))
    year, month = work.child("year"), work.child("month")
    if node is not None or year is None:
        return node
    if month is None or not isinstance(year.value, str) or not isinstance(month.value, str):
        return year
    return Node(f"{year.value}-{month.value:0>2}", year.place, year.key_place)


def _pages(work: Node) -> Node | None:
    start, end = work.child("start"), work.child("end")
    if start is None or end is None or not isinstance(start.value, str) or not isinstance(end.value, str):
        return start
    return Node(f"{start.value}-{end.value}", start.place, start.key_place)
