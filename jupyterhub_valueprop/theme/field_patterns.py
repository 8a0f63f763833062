"""Fine lines behind the first screen, derived from a community's name: the same name always gives the same lines.

A pattern is an SVG of black lines without a background. The style sheet uses it as a mask, so that one SVG serves both
color schemes and its color is a role of the theme.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import shake_256
from math import cos, pi, sin
from unicodedata import normalize
from urllib.parse import quote

#: The bytes of random numbers, two for each; more than any family needs.
DRAWS = 48

#: Characters that a URL in double quotes in CSS may have, because they can't end it or begin a fragment.
_PLAIN = " ='/:;,.()-"


class Dice:
    """Whole numbers derived from a name. Letter case and spaces around it make no difference."""

    def __init__(self, name: str) -> None:
        same = " ".join(normalize("NFC", name).casefold().split())
        self._digest = shake_256(same.encode("utf-8", "surrogatepass")).digest(2 * DRAWS)
        self._drawn = 0

    def between(self, least: int, most: int) -> int:
        """The next number, from `least` to `most`."""
        start = 2 * self._drawn
        self._drawn += 1
        return least + int.from_bytes(self._digest[start : start + 2], "big") % (most - least + 1)


def field_pattern(name: str, family: str = "auto") -> str:
    """The declaration of `--vp-pattern` for a name. `auto` chooses among `FAMILIES` by the name; `none` is empty.

    Raises `KeyError` for an unknown family.
    """
    if family == "none":
        return ""
    dice = Dice(name)
    chosen = list(FAMILIES)[dice.between(0, len(FAMILIES) - 1)]
    drawing = FAMILIES[chosen if family == "auto" else family](dice)
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'>{drawing}</svg>"
    return f':root{{--vp-pattern:url("data:image/svg+xml,{quote(svg, safe=_PLAIN)}")}}'


def _contours(dice: Dice) -> str:
    """The contour lines of a hill on a map, with its top anywhere except behind the sign-in card."""
    corners = [_at(turn / 7, dice.between(78, 122)) for turn in range(7)]
    halfway = [((x + u) // 2, (y + v) // 2) for (x, y), (u, v) in zip(corners, (*corners[1:], corners[0]), strict=True)]
    curves = "".join(f"Q{x} {y} {u} {v}" for (x, y), (u, v) in zip(corners, halfway, strict=True))
    start = f"M{halfway[-1][0]} {halfway[-1][1]}"
    shape = f"<path id='a' vector-effect='non-scaling-stroke' fill='none' stroke='#000' d='{start}{curves}z'/>"
    turn, steps = dice.between(-9, 9), dice.between(48, 64)
    lines = "".join(
        f"<use href='#a' transform='rotate({turn * ring}) scale({ring * steps / 100:g})'/>" for ring in range(2, 23)
    )
    place = f"x='{dice.between(2, 52)}%' y='{dice.between(-15, 115)}%'"
    return f"<svg {place} overflow='visible'>{shape}{lines}</svg>"


def _waves(dice: Dice) -> str:
    quarter, gap = dice.between(24, 52), dice.between(20, 34)
    crest = dice.between(gap // 2, gap)
    line = f"q{quarter} {-2 * crest} {2 * quarter} 0t{2 * quarter} 0"
    path = "".join(f"M0 {gap * row}{line}" for row in (-1, 0, 1, 2))
    return _tiled(dice, 4 * quarter, gap, _line(path), most_turned=35)


def _loops(dice: Dice) -> str:
    """Quarter circles in squares, each turned in one of two ways, so that they form winding lines."""
    half = dice.between(15, 26)
    path = ""
    for cell in range(9):
        x, y = cell % 3 * 2 * half, cell // 3 * 2 * half
        turned = dice.between(0, 1)
        across = -half if turned else half
        arc = f"a{half} {half} 0 0 {turned} "
        path += f"M{x + half} {y}{arc}{across} {half}m{-across} {half}{arc}{-across} {-half}"
    return _tiled(dice, 6 * half, 6 * half, _line(path), most_turned=45)


def _grid(dice: Dice) -> str:
    half, knot = dice.between(16, 32), dice.between(1, 4)
    cross = f"M0 {half}h{2 * half}M{half} 0v{2 * half}"
    square = f"M{half - knot} {half - knot}h{2 * knot}v{2 * knot}h{-2 * knot}z"
    return _tiled(dice, 2 * half, 2 * half, _line(cross + square), most_turned=45)


def _hexagons(dice: Dice) -> str:
    half = dice.between(10, 20)
    side, across = 2 * half, round(2 * half * 0.866)
    cell = f"M{across} 0l{across} {half}v{side}l{-across} {half}l{-across} {-half}v{-side}zM{across} {2 * side}v{side}"
    return _tiled(dice, 2 * across, 3 * side, _line(cell), most_turned=45)


def _dots(dice: Dice) -> str:
    half, large = dice.between(9, 17), dice.between(4, 7)
    dots = _dot(half, half, large) + _dot(0, 0, 2) + _dot(2 * half, 0, 2) + _dot(0, 2 * half, 2)
    return _tiled(dice, 2 * half, 2 * half, dots + _dot(2 * half, 2 * half, 2), most_turned=45)


#: The name of each family, as in the key `theme.pattern`, and the function that makes it.
FAMILIES: dict[str, Callable[[Dice], str]] = {
    "contours": _contours,
    "waves": _waves,
    "loops": _loops,
    "grid": _grid,
    "hexagons": _hexagons,
    "dots": _dots,
}


def _tiled(dice: Dice, width: int, height: int, drawing: str, *, most_turned: int) -> str:
    """A tile that is repeated without a seam, with any offset and angle."""
    start = f"x='{dice.between(0, width - 1)}' y='{dice.between(0, height - 1)}'"
    turned = f"patternTransform='rotate({dice.between(-most_turned, most_turned)})'"
    tile = f"<pattern id='a' patternUnits='userSpaceOnUse' {start} width='{width}' height='{height}' {turned}>"
    return f"{tile}{drawing}</pattern><rect width='100%' height='100%' fill='url(#a)'/>"


def _line(path: str) -> str:
    return f"<path fill='none' stroke='#000' d='{path}'/>"


def _dot(x: int, y: int, across: int) -> str:
    return f"<circle cx='{x}' cy='{y}' r='{across / 2:g}'/>"


def _at(turn: float, distance: int) -> tuple[int, int]:
    """The point at a distance from the middle, after a part of a full turn."""
    return round(distance * cos(2 * pi * turn)), round(distance * sin(2 * pi * turn))
