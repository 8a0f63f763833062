"""OKLCH, in which equal steps of lightness look equal: conversion to and from sRGB.

This module has its own arithmetic, because importing a color library takes longer than making the
page. `color.read_color` uses one for colors that are not hex, and the tests compare both.
The space is Björn Ottosson's Oklab (2020) in polar form, with his matrices; the transfer function is sRGB's.
"""

from __future__ import annotations

import math
from typing import NamedTuple

RGB = tuple[float, float, float]
Matrix = tuple[RGB, RGB, RGB]

#: Below this chroma, a color has no visible hue.
POWERLESS_CHROMA = 0.02

#: Halvings of the chroma interval: finer than the eight bits of a channel.
STEPS = 16

#: How far outside 0 to 1 a channel may be and still be painted as 0 or 1.
TOLERANCE = 1e-5

_LMS_OF_RGB: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LAB_OF_ROOTS: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_ROOTS_OF_LAB: Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_RGB_OF_LMS: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


class Oklch(NamedTuple):
    """A color in OKLCH: lightness 0 to 1, chroma 0 to about 0.37, hue in degrees (0 for grays)."""

    lightness: float
    chroma: float
    hue: float


def to_oklch(color: str) -> Oklch:
    """The OKLCH coordinates of `#rrggbb`; grays, which have no hue, get chroma and hue 0."""
    red, green, blue = (to_linear(channel / 255) for channel in channels(color))
    lightness, a, b = _times(_LAB_OF_ROOTS, _each_root(_times(_LMS_OF_RGB, (red, green, blue))))
    chroma = math.hypot(a, b)
    if chroma < POWERLESS_CHROMA:
        return Oklch(lightness, 0.0, 0.0)
    return Oklch(lightness, chroma, math.degrees(math.atan2(b, a)) % 360)


def to_hex(oklch: Oklch) -> str:
    """The painted color. If sRGB has no such color, its chroma is reduced; lightness and hue stay."""
    rgb = _rgb(oklch)
    if not _is_painted(rgb):
        rgb = _rgb(oklch._replace(chroma=_most_chroma(oklch)))
    return hex_of(tuple(_to_srgb(min(max(channel, 0.0), 1.0)) for channel in rgb))


def channels(color: str) -> tuple[int, int, int]:
    """The three bytes of `#rrggbb`."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def hex_of(srgb: tuple[float, ...]) -> str:
    """`#rrggbb` of channels from 0 to 1."""
    return "#{:02x}{:02x}{:02x}".format(*(round(channel * 255) for channel in srgb))


def to_linear(channel: float) -> float:
    """A channel of sRGB, 0 to 1, as an amount of light."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _to_srgb(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)


def _rgb(oklch: Oklch) -> RGB:
    """The amounts of red, green and blue light of a color; outside 0 to 1 if sRGB doesn't have it."""
    hue = math.radians(oklch.hue)
    roots = _times(_ROOTS_OF_LAB, (oklch.lightness, oklch.chroma * math.cos(hue), oklch.chroma * math.sin(hue)))
    return _times(_RGB_OF_LMS, (roots[0] ** 3, roots[1] ** 3, roots[2] ** 3))


def _is_painted(rgb: RGB) -> bool:
    return all(-TOLERANCE <= channel <= 1 + TOLERANCE for channel in rgb)


def _most_chroma(oklch: Oklch) -> float:
    """The highest chroma that sRGB has at this lightness and hue."""
    inside, outside = 0.0, oklch.chroma
    for _ in range(STEPS):
        middle = (inside + outside) / 2
        if _is_painted(_rgb(oklch._replace(chroma=middle))):
            inside = middle
        else:
            outside = middle
    return inside


def _times(matrix: Matrix, vector: RGB) -> RGB:
    one, two, three = vector
    first, second, third = (row[0] * one + row[1] * two + row[2] * three for row in matrix)
    return first, second, third


def _each_root(values: RGB) -> RGB:
    one, two, three = (value ** (1 / 3) for value in values)  # no color of sRGB is below 0
    return one, two, three
