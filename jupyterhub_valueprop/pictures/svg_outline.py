"""Find the colors of an SVG's shapes, from its markup and simple style rules.

This is an approximation, because nothing is rendered: edges are weighed by the length of a shape's markup, a
shape counts as directly on the background unless a rectangle or circle fills the whole SVG, gradients count as their
stops, and patterns and embedded images as always visible. Selectors are read if they are one element, class or id.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from jupyterhub_valueprop.theme.color import ColorError, luminance, read_color

from .outline import ON_PAPER, OPAQUE, PAPER, Outline
from .svg_size import svg_size, view_box
from .svg_style import Style, StyleReader, paint_reference

SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image"}

#: Elements whose content is only used for its shape, or is painted elsewhere.
UNPAINTED = {"clipPath", "mask", "filter", "linearGradient", "radialGradient", "pattern", "marker", "title", "desc"}

#: The most levels of gradients that inherit from gradients; graphics programs write fewer.
MAX_BORROWED = 20
#: The most colors of one gradient that are weighed; more wouldn't change its edges.
MAX_STOPS = 32
#: The most colors of one SVG that are parsed, each in up to 0.1 ms. The others count as always visible.
MAX_COLORS = 1_000

INHERITED = ("fill", "stroke", "color", "fill-opacity", "stroke-opacity", "visibility")
#: `opacity` and `display` are not inherited in CSS, but they hide an element with all its content.
CARRIED = frozenset((*INHERITED, "opacity", "display"))

_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)")

#: Shares of the SVG's area: a shape that fills all of it is the SVG's own background; what is on top of a shape that
#: fills most of it contrasts with that shape, wherever the SVG is shown.
WHOLE, BACKING = 0.95, 0.75


def svg_outlines(root: ET.Element) -> tuple[Outline, Outline]:
    """The outlines of a cleaned SVG on light and on dark pages, with its `prefers-color-scheme: dark` on dark ones."""
    style = StyleReader("".join(sheet.text or "" for sheet in root.iter(_tag("style"))))
    gradients = _Gradients(root)
    light = _outline(root, _Paint(style, gradients))
    if not style.knows_dark:
        return light, light
    style.dark = True
    return light, _outline(root, _Paint(style, gradients))


class _Gradients:
    """The stops of the gradients of an SVG, by the name of the gradient."""

    def __init__(self, root: ET.Element) -> None:
        found = [gradient for kind in ("linearGradient", "radialGradient") for gradient in root.iter(_tag(kind))]
        self._stops = {gradient.get("id"): gradient.findall(_tag("stop")) for gradient in found}
        self._borrows = {gradient.get("id"): _borrowed(gradient) for gradient in found}

    def stops(self, name: str) -> list[ET.Element]:
        """The stops of a gradient, or of the one that it inherits from; empty if there are no stops."""
        for _ in range(MAX_BORROWED):
            if stops := self._stops.get(name):
                return stops[:: len(stops) // MAX_STOPS + 1]
            name = self._borrows.get(name, "")
        return []


def _borrowed(gradient: ET.Element) -> str:
    return (gradient.get("href") or gradient.get("{http://www.w3.org/1999/xlink}href") or "").removeprefix("#")


class _Paint:
    """The colors of an SVG's parts. Each paint is parsed once."""

    def __init__(self, style: StyleReader, gradients: _Gradients) -> None:
        self._style = style
        self._gradients = gradients
        self._colors: dict[str, tuple[float | None, float]] = {}
        self._references: dict[str, list[str] | None] = {}

    def painted(self, root: ET.Element) -> Iterator[tuple[ET.Element, Style]]:
        """The visible shapes in the order of painting, each with its computed style."""
        pending: list[tuple[ET.Element, Style]] = [(root, {"fill": "#000", "stroke": "none", "color": "#000"})]
        while pending:
            element, inherited = pending.pop()
            name = element.tag.rpartition("}")[2]
            own = self._style.of(element)
            style = inherited | {key: own[key] for key in CARRIED & own.keys() if own[key] != "inherit"}
            if name in UNPAINTED or style.get("display") == "none" or _alpha(style.get("opacity")) < 0.25:
                continue
            if name in SHAPES and style.get("visibility", "visible") == "visible":
                yield element, style
            pending += [(child, style) for child in reversed(element)]

    def shades(self, part: str, style: Style) -> list[float | None]:
        """The luminances of one part of a shape; None means an unknown paint."""
        paint = style.get(part, "none")
        if paint == "none" or _alpha(style.get(f"{part}-opacity")) < 0.25:
            return []
        if paint not in self._references:
            self._references[paint] = self._colors_of_stops(paint)
        stops = self._references[paint]
        if stops is None:
            shade, alpha = self._color(paint, style)
            return [shade] if alpha >= 0.25 else []
        return [self._color(stop, style)[0] for stop in stops] or [None]

    def _colors_of_stops(self, paint: str) -> list[str] | None:
        name = paint_reference(paint)
        if name is None:
            return None
        return [self._style.of(stop).get("stop-color", "#000") for stop in self._gradients.stops(name)]

    def _color(self, paint: str, style: Style) -> tuple[float | None, float]:
        """Luminance and alpha of a color; None and 1 if it is unknown."""
        written = style.get("color", "#000") if paint.lower() == "currentcolor" else paint
        if written not in self._colors:
            self._colors[written] = _read(written) if len(self._colors) < MAX_COLORS else (None, 1.0)
        return self._colors[written]


def _read(written: str) -> tuple[float | None, float]:
    try:
        color = read_color(written)
    except ColorError:
        return None, 1.0
    return luminance(color.hex), color.alpha


def _outline(root: ET.Element, paint: _Paint) -> Outline:
    outer: defaultdict[float, float] = defaultdict(float)
    inner, backed = 0.0, False
    for position, (shape, style) in enumerate(paint.painted(root)):
        shades = [shade for part in ("fill", "stroke") for shade in paint.shades(part, style)]
        weight = _length_of_outline(shape)
        if position == 0 and shades:
            share = _covered(shape, root)
            if share >= WHOLE:
                is_paper = shape.tag == _tag("rect") and all((shade or 0.0) >= PAPER for shade in shades)
                return ON_PAPER if is_paper else OPAQUE
            backed = share >= BACKING
        if (backed and position) or shape.tag == _tag("image") or None in shades:
            inner += weight
            continue
        for shade in shades:
            outer[round(shade or 0.0, 2)] += weight / len(shades)
    return Outline(dict(outer), inner)


def _tag(name: str) -> str:
    return f"{{http://www.w3.org/2000/svg}}{name}"


def _alpha(written: str | None) -> float:
    try:
        return float((written or "1").removesuffix("%")) / (100 if (written or "").endswith("%") else 1)
    except ValueError:
        return 1.0


def _length_of_outline(shape: ET.Element) -> float:
    """The weight of a shape, in characters of path data: 16 for the basic shapes, 32 for each letter of a text."""
    if shape.tag in (_tag("text"), _tag("tspan"), _tag("textPath")):
        return 32.0 * len((shape.text or "").strip())
    return float(max(len(shape.get("d") or shape.get("points") or ""), 16))


def _covered(shape: ET.Element, root: ET.Element) -> float:
    """How much of the SVG, in its narrower direction, a rectangle or circle fills (0 to 1); 0 for other shapes."""
    width, height = view_box(root) or svg_size(root)
    if shape.tag == _tag("rect"):
        return min(_extent(shape, "width", width), _extent(shape, "height", height))
    return 2 * _extent(shape, "r", max(width, height)) if shape.tag == _tag("circle") else 0.0


def _extent(shape: ET.Element, name: str, whole: float) -> float:
    written = shape.get(name) or "0"
    number = _NUMBER.match(written)
    return (float(number[0]) / (100 if written.endswith("%") else whole)) if number else 0.0
