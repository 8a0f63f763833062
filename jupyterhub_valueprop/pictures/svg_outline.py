"""What the shapes of an SVG are painted in, as far as markup and simple style rules tell.

This is an approximation, as nothing is rendered: edges are weighed by how much outline a shape has in the markup, a
shape is taken to lie on the ground unless a rectangle or circle fills the whole drawing, gradients count as their
stops, and patterns and embedded pictures as seen everywhere. Selectors are read if they are one element, class or id.
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

#: Their content is used for its shape only, or is painted elsewhere.
UNPAINTED = {"clipPath", "mask", "filter", "linearGradient", "radialGradient", "pattern", "marker", "title", "desc"}

#: Gradients that borrow from gradients that borrow: more than drawing programs write.
MAX_BORROWED = 20
#: Colors of one gradient that are weighed: a finer one has no other edges.
MAX_STOPS = 32
#: Colors of one drawing that are looked up, at up to a tenth of a millisecond; the others count as seen everywhere.
MAX_COLORS = 1_000

INHERITED = ("fill", "stroke", "color", "fill-opacity", "stroke-opacity", "visibility")
#: `opacity` and `display` are not inherited in CSS, but what they hide they hide with all its content.
CARRIED = frozenset((*INHERITED, "opacity", "display"))

_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)")

#: Shares of the drawing: a shape that fills the whole is a ground of the drawing's own; what is drawn upon one that
#: fills most of it is seen against that, wherever the drawing stands.
WHOLE, BACKING = 0.95, 0.75


def svg_outlines(root: ET.Element) -> tuple[Outline, Outline]:
    """The outlines of a cleaned drawing on light and on dark pages, with its `prefers-color-scheme: dark` on those."""
    style = StyleReader("".join(sheet.text or "" for sheet in root.iter(_tag("style"))))
    gradients = _Gradients(root)
    light = _outline(root, _Paint(style, gradients))
    if not style.knows_dark:
        return light, light
    style.dark = True
    return light, _outline(root, _Paint(style, gradients))


class _Gradients:
    """The stops of the gradients of a drawing, by the name of the gradient."""

    def __init__(self, root: ET.Element) -> None:
        found = [gradient for kind in ("linearGradient", "radialGradient") for gradient in root.iter(_tag(kind))]
        self._stops = {gradient.get("id"): gradient.findall(_tag("stop")) for gradient in found}
        self._borrows = {gradient.get("id"): _borrowed(gradient) for gradient in found}

    def stops(self, name: str) -> list[ET.Element]:
        """The stops of a gradient, or of the one that it borrows them from; none where there are none."""
        for _ in range(MAX_BORROWED):
            if stops := self._stops.get(name):
                return stops[:: len(stops) // MAX_STOPS + 1]
            name = self._borrows.get(name, "")
        return []


def _borrowed(gradient: ET.Element) -> str:
    return (gradient.get("href") or gradient.get("{http://www.w3.org/1999/xlink}href") or "").removeprefix("#")


class _Paint:
    """What the parts of a drawing are painted in: looked up once for each text that paints."""

    def __init__(self, style: StyleReader, gradients: _Gradients) -> None:
        self._style = style
        self._gradients = gradients
        self._colors: dict[str, tuple[float | None, float]] = {}
        self._references: dict[str, list[str] | None] = {}

    def painted(self, root: ET.Element) -> Iterator[tuple[ET.Element, Style]]:
        """The visible shapes in the order in which they are drawn, each with its computed style."""
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
        """Luminances that one part of a shape is painted in; None stands for paint that cannot be told."""
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
        """Luminance and alpha of a color; None and 1 for what cannot be told."""
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
    """How much is drawn, in characters of path data: 16 for the basic shapes, 32 for each letter of a text."""
    if shape.tag in (_tag("text"), _tag("tspan"), _tag("textPath")):
        return 32.0 * len((shape.text or "").strip())
    return float(max(len(shape.get("d") or shape.get("points") or ""), 16))


def _covered(shape: ET.Element, root: ET.Element) -> float:
    """How much of the drawing, in its narrower direction, a rectangle or circle fills (0 to 1); 0 for other shapes."""
    width, height = view_box(root) or svg_size(root)
    if shape.tag == _tag("rect"):
        return min(_extent(shape, "width", width), _extent(shape, "height", height))
    return 2 * _extent(shape, "r", max(width, height)) if shape.tag == _tag("circle") else 0.0


def _extent(shape: ET.Element, name: str, whole: float) -> float:
    written = shape.get(name) or "0"
    number = _NUMBER.match(written)
    return (float(number[0]) / (100 if written.endswith("%") else whole)) if number else 0.0
