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

from jupyterhub_valueprop.theme.colour import ColourError, luminance, read_colour
from jupyterhub_valueprop.theme.outline import OPAQUE, Outline
from jupyterhub_valueprop.theme.svg_lengths import svg_size, view_box

SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image"}

#: Their content is used for its shape only, or is painted elsewhere.
UNPAINTED = {"clipPath", "mask", "filter", "linearGradient", "radialGradient", "pattern", "marker", "title", "desc"}

INHERITED = ("fill", "stroke", "color", "fill-opacity", "stroke-opacity", "visibility")
#: `opacity` and `display` are not inherited in CSS, but what they hide they hide with all its content.
CARRIED = (*INHERITED, "opacity", "display")

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NIGHT = re.compile(r"@media[^{]*prefers-color-scheme\s*:\s*dark[^{]*\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}", re.I)
_MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.I)
_SIMPLE = re.compile(r"(?:[A-Za-z]+|\*)?(?:[.#][\w-]+)?")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)")

#: Shares of the drawing: a shape that fills the whole is a ground of the drawing's own; what is drawn upon one that
#: fills most of it is seen against that, wherever the drawing stands.
WHOLE, BACKING = 0.95, 0.75

Style = dict[str, str]
Rules = dict[str, Style]


def svg_outline(root: ET.Element, *, dark: bool) -> Outline:
    """The outline of a cleaned drawing; `dark` applies what it says under `prefers-color-scheme: dark`."""
    rules = _rules("".join(sheet.text or "" for sheet in root.iter(_tag("style"))), dark=dark)
    gradients = {g.get("id"): g for kind in ("linearGradient", "radialGradient") for g in root.iter(_tag(kind))}
    outer: defaultdict[float, float] = defaultdict(float)
    inner, backed = 0.0, False
    for position, (shape, style) in enumerate(_painted(root, rules)):
        shades = [shade for part in ("fill", "stroke") for shade in _shades(part, style, gradients, rules)]
        weight = _length_of_outline(shape)
        if position == 0 and shades:
            share = _covered(shape, root)
            if share >= WHOLE:
                return OPAQUE
            backed = share >= BACKING
        if (backed and position) or shape.tag == _tag("image") or None in shades:
            inner += weight
            continue
        for shade in shades:
            outer[round(shade or 0.0, 2)] += weight / len(shades)
    return Outline(dict(outer), inner)


def _tag(name: str) -> str:
    return f"{{http://www.w3.org/2000/svg}}{name}"


def _rules(css: str, *, dark: bool) -> Rules:
    css = _MEDIA.sub("", _NIGHT.sub(lambda match: match[1] if dark else "", css))
    rules: Rules = {}
    for selectors, declarations in _RULE.findall(css):
        for selector in (part.strip() for part in selectors.split(",")):
            if _SIMPLE.fullmatch(selector):
                rules.setdefault(selector, {}).update(_declarations(declarations))
    return rules


def _declarations(css: str) -> Style:
    pairs = (declaration.partition(":") for declaration in css.split(";"))
    return {name.strip().lower(): value.replace("!important", "").strip() for name, _, value in pairs if value.strip()}


def _own_style(element: ET.Element, rules: Rules) -> Style:
    """What is set on one element, weakest first: attributes, rules for its name, classes and id, its own `style`."""
    name, classes = element.tag.rpartition("}")[2], (element.get("class") or "").split()
    style = {key: value for key, value in element.attrib.items() if key in (*CARRIED, "stop-color", "stop-opacity")}
    selectors = ["*", name]
    selectors += [
        prefix + mark for mark in (*("." + c for c in classes), f"#{element.get('id')}") for prefix in ("", name)
    ]
    for selector in selectors:
        style |= rules.get(selector, {})
    return style | _declarations(element.get("style") or "")


def _painted(root: ET.Element, rules: Rules) -> Iterator[tuple[ET.Element, Style]]:
    """The visible shapes in the order in which they are drawn, each with its computed style."""
    pending: list[tuple[ET.Element, Style]] = [(root, {"fill": "#000", "stroke": "none", "color": "#000"})]
    while pending:
        element, inherited = pending.pop()
        name = element.tag.rpartition("}")[2]
        own = {key: value for key, value in _own_style(element, rules).items() if value != "inherit"}
        style = {key: value for key, value in (inherited | own).items() if key in CARRIED}
        if name in UNPAINTED or style.get("display") == "none" or _alpha(style.get("opacity")) < 0.25:
            continue
        if name in SHAPES and style.get("visibility", "visible") == "visible":
            yield element, style
        pending += [(child, style) for child in reversed(element)]


def _shades(part: str, style: Style, gradients: dict[str | None, ET.Element], rules: Rules) -> list[float | None]:
    """Luminances that one part of a shape is painted in; None stands for paint that cannot be told."""
    paint = style.get(part, "none")
    if paint == "none" or _alpha(style.get(f"{part}-opacity")) < 0.25:
        return []
    reference = _REFERENCE.match(paint)
    if not reference:
        return [_shade(paint, style)] if _is_drawn(paint) else []
    stops = _stops(reference[1], gradients)
    return [_shade(_own_style(stop, rules).get("stop-color", "#000"), style) for stop in stops] or [None]


def _stops(name: str, gradients: dict[str | None, ET.Element]) -> list[ET.Element]:
    """The stops of a gradient, which may borrow those of another one."""
    seen: set[str] = set()
    while name in gradients and name not in seen:
        seen.add(name)
        gradient = gradients[name]
        if stops := gradient.findall(_tag("stop")):
            return stops
        borrowed = gradient.get("href") or gradient.get("{http://www.w3.org/1999/xlink}href") or ""
        name = borrowed.removeprefix("#")
    return []


def _shade(paint: str, style: Style) -> float | None:
    written = style.get("color", "#000") if paint.lower() == "currentcolor" else paint
    try:
        return luminance(read_colour(written).hex)
    except ColourError:
        return None


def _is_drawn(paint: str) -> bool:
    try:
        return read_colour(paint).alpha >= 0.25
    except ColourError:
        return True


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
    return 2 * _extent(shape, "r", min(width, height)) if shape.tag == _tag("circle") else 0.0


def _extent(shape: ET.Element, name: str, whole: float) -> float:
    written = shape.get(name) or "0"
    number = _NUMBER.match(written)
    return (float(number[0]) / (100 if written.endswith("%") else whole)) if number else 0.0
