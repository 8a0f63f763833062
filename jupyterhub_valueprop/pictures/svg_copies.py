"""Limit how much an SVG grows by its `<use>` elements: ten levels of ten copies would freeze visitors' browsers."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree import ElementTree as ET

from .picture_error import PictureError

MAX_DRAWN = 100_000
#: The most levels of copies of copies; graphics programs write fewer.
MAX_LEVELS = 20


class _Drawn(NamedTuple):
    """The cost of an element: the number of drawn elements, and the levels of copies within copies."""

    elements: int
    levels: int


#: The cost of an element within itself: browsers don't draw an element that copies itself.
_NOTHING = _Drawn(0, 0)


def refuse_endless_copies(root: ET.Element) -> None:
    """Raises `PictureError` for an SVG of more than 100,000 elements, including all copies."""
    drawn = _count(root)
    if drawn.elements > MAX_DRAWN or drawn.levels > MAX_LEVELS:
        raise PictureError("picture-complex", "this SVG copies its own parts too many times; simplify it")


def _count(root: ET.Element) -> _Drawn:
    """Counts each element once, after its parts. Uses a stack, because copies can be nested deeper than calls."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    counted: dict[ET.Element, _Drawn] = {}
    begun: set[ET.Element] = set()
    pending = [root]
    while pending:
        element = pending[-1]
        if element in counted:
            pending.pop()
            continue
        copied = _copied(element, named)
        if element not in begun:
            begun.add(element)
            pending += [part for part in (*element, *copied) if part not in begun]
            continue
        within = [counted.get(part, _NOTHING) for part in element]
        copies = [counted.get(part, _NOTHING) for part in copied]
        counted[pending.pop()] = _Drawn(
            min(1 + sum(part.elements for part in within + copies), MAX_DRAWN + 1),
            max([part.levels for part in within] + [copy.levels + 1 for copy in copies], default=0),
        )
    return counted[root]


def _copied(element: ET.Element, named: dict[str | None, ET.Element]) -> list[ET.Element]:
    if element.tag != "use":
        return []
    part = named.get((element.get("href") or element.get("xlink:href") or "").removeprefix("#"))
    return [] if part is None else [part]
