"""How much a drawing grows when its `<use>` elements are drawn: ten levels of ten copies would freeze every visitor."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree import ElementTree as ET

from .picture_error import PictureError

MAX_DRAWN = 100_000
#: Copies of copies of copies: more levels than drawing programs write.
MAX_LEVELS = 20


class _Drawn(NamedTuple):
    """What is drawn for an element: the number of elements, and the levels of copies within copies."""

    elements: int
    levels: int


#: What an element is worth within itself: a drawing that copies itself is not drawn by browsers.
_NOTHING = _Drawn(0, 0)


def refuse_endless_copies(root: ET.Element) -> None:
    """Raises `PictureError` for a drawing of more than 100,000 elements once everything it copies is counted."""
    drawn = _count(root)
    if drawn.elements > MAX_DRAWN or drawn.levels > MAX_LEVELS:
        raise PictureError("picture-complex", "this SVG copies its own parts too many times; simplify the drawing")


def _count(root: ET.Element) -> _Drawn:
    """Looks at each element once, after the parts of which it consists; a stack, as copies go deeper than calls may."""
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
