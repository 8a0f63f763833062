"""Limit how much an SVG grows by its copies: ten levels of ten would freeze visitors' browsers.

A browser draws not only what a `<use>` names again, but also a pattern, a mask, a clip path, a marker or a filter for
each element that refers to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree import ElementTree as ET

from .picture_error import PictureError

MAX_DRAWN = 100_000
#: The most levels of copies of copies; graphics programs write fewer.
MAX_LEVELS = 20

#: What is drawn again for each element that refers to it. A gradient takes no longer for many than for one.
_DRAWN_FOR_EACH = frozenset(("pattern", "mask", "clipPath", "marker", "filter"))
#: What draws the content of the part that its `href` names.
_CONTENT_OF_ANOTHER = frozenset(("use", "pattern", "filter"))

_URL = re.compile(r"""url\(\s{0,10}["']?#([^\s()'"]{1,10000})""", re.I)
_LAST = re.compile(r"[.#][\w-]{1,10000}$|(?<![:\w.#-])[A-Za-z_][\w-]{0,10000}$")


class _Drawn(NamedTuple):
    """The cost of an element: the number of drawn elements, and the levels of copies within copies."""

    elements: int
    levels: int


#: The cost of an element within itself: browsers don't draw an element that copies itself.
_NOTHING = _Drawn(0, 0)


def refuse_endless_copies(root: ET.Element, rules: Iterable[tuple[str, str]]) -> None:
    """Raises `PictureError` for an SVG of more than 100,000 elements, including all copies.

    `rules` are the selectors and declarations of its style sheets that refer to parts of it.
    """
    drawn = _count(root, _References(root, rules))
    if drawn.elements > MAX_DRAWN or drawn.levels > MAX_LEVELS:
        raise _too_many()


def _too_many() -> PictureError:
    return PictureError("picture-complex", "this SVG copies its own parts too many times; simplify it")


def _count(root: ET.Element, references: _References) -> _Drawn:
    """Counts each element once, after its parts. Uses a stack, because copies can be nested deeper than calls."""
    counted: dict[ET.Element, _Drawn] = {}
    begun: dict[ET.Element, list[tuple[ET.Element, int]]] = {}
    pending = [root]
    while pending:
        element = pending[-1]
        if element in counted:
            pending.pop()
            continue
        if element not in begun:
            begun[element] = copied = references.of(element)
            pending += [part for part in (*element, *(part for part, _ in copied)) if part not in begun]
            continue
        within = [counted.get(part, _NOTHING) for part in element]
        copies = [(counted.get(part, _NOTHING), times) for part, times in begun[element]]
        drawn = 1 + sum(part.elements for part in within) + sum(copy.elements * times for copy, times in copies)
        levels = max([part.levels for part in within] + [copy.levels + 1 for copy, _ in copies], default=0)
        counted[pending.pop()] = _Drawn(min(drawn, MAX_DRAWN + 1), levels)
    return counted[root]


class _References:
    """What each element of a cleaned SVG draws beside its own parts, and how many times."""

    def __init__(self, root: ET.Element, rules: Iterable[tuple[str, str]]) -> None:
        self._named = {name: element for element in root.iter() if (name := element.get("id"))}
        self._drawn_for_each = {name for name, part in self._named.items() if part.tag in _DRAWN_FOR_EACH}
        self._rules: dict[str, list[set[str]]] = {}
        self._by_mark: dict[str, set[str]] = {}
        self._points_of_sheets = self._met = 0
        for selectors, declarations in rules:
            self._points_of_sheets += len(declarations) // 2 if "path(" in declarations.lower() else 0
            names = self._drawn_for_each.intersection(_URL.findall(declarations))
            for selector in selectors.split(",") if names else ():
                self._rules.setdefault(_mark(selector), []).append(names)

    def of(self, element: ET.Element) -> list[tuple[ET.Element, int]]:
        """The parts, each with the number of its copies. A marker is drawn at each point of a line.

        Raises `PictureError` as soon as all elements together refer to more parts than may be drawn.
        """
        parts = [self._named[name] for name in self._names(element)]
        copied = [(part, self._points(element) if part.tag == "marker" else 1) for part in parts]
        if element.tag in _CONTENT_OF_ANOTHER:
            part = self._named.get((element.get("href") or element.get("xlink:href") or "").removeprefix("#"))
            copied += [] if part is None else [(part, 1)]
        self._met += len(copied)
        if self._met > MAX_DRAWN:
            raise _too_many()
        return copied

    def _names(self, element: ET.Element) -> set[str]:
        if not self._drawn_for_each:
            return set()
        values = (value for value in element.attrib.values() if "(" in value)
        names = self._drawn_for_each.intersection(name for value in values for name in _URL.findall(value))
        if self._rules:
            classes = {f".{each}" for each in (element.get("class") or "").split()}
            names.update(*map(self._of_mark, {"*", element.tag, f"#{element.get('id')}", *classes}))
        return names

    def _of_mark(self, mark: str) -> set[str]:
        """What all rules of a mark name; put together once, since many elements can have the mark."""
        if mark not in self._by_mark:
            self._by_mark[mark] = set().union(*self._rules.get(mark, ()))
        return self._by_mark[mark]

    def _points(self, element: ET.Element) -> int:
        """The most points that a line can have: each takes two characters at least, also in `d:path(…)` of style."""
        return 2 + sum(len(element.get(name, "")) for name in ("d", "points", "style")) // 2 + self._points_of_sheets


def _mark(selector: str) -> str:
    """The last class, id or name of a selector, which every element that it selects has; `*` where that isn't sure."""
    last = _LAST.search(selector.strip())
    return last[0] if last else "*"
