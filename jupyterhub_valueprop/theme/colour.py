"""Colours as the browser paints them: reading any CSS colour, WCAG contrast, and lightness along a fixed hue.

Inside this room a colour is the text `#rrggbb`: contrast is judged on the eight bits that are painted, as axe does,
and not on the unrounded value, which can lie on the other side of a bound.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from coloraide import Color

LONGEST_COLOUR = 200
POWERLESS_CHROMA = 0.02


class ColourError(ValueError):
    """Raised for a text that is no CSS colour."""


class Tone(NamedTuple):
    """A colour in OKLCH: lightness 0 to 1, chroma 0 to about 0.37, hue in degrees (0 for greys)."""

    lightness: float
    chroma: float
    hue: float


class Paint(NamedTuple):
    """A colour somebody wrote, mapped into sRGB: `hex` without its alpha, and `alpha` from 0 to 1."""

    hex: str
    alpha: float

    def over(self, ground: str) -> str:
        """The colour that is seen when this one is painted on `ground`, blended in sRGB as browsers do."""
        mixed = (
            round(top * self.alpha + below * (1 - self.alpha))
            for top, below in zip(_channels(self.hex), _channels(ground), strict=True)
        )
        return "#{:02x}{:02x}{:02x}".format(*mixed)


@lru_cache(maxsize=512)
def read_colour(written: str) -> Paint:
    """The sRGB colour that a CSS colour stands for: hex, named, `rgb()`, `hsl()`, `lab()`, `oklch()`, `color()`, ….

    Colours outside sRGB are brought in along constant lightness and hue (CSS Color 4, gamut mapping).
    Raises `ColourError` for anything else, `currentcolor` and `var()` included, since they have no value of their own.
    """
    try:
        if len(written) > LONGEST_COLOUR:
            raise ValueError(written)
        colour = Color(written.strip())
        alpha = colour.alpha(nans=False)
        painted = _hex(colour)
    except (ValueError, ArithmeticError) as error:
        raise ColourError(f"{written[:LONGEST_COLOUR]!r} is not a CSS colour") from error
    return Paint(painted, min(max(alpha, 0.0), 1.0))


@lru_cache(maxsize=1024)
def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two opaque colours, from 1 to 21, in either order (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def to_tone(colour: str) -> Tone:
    """The OKLCH coordinates of a colour; greys, which have no hue, get chroma and hue 0."""
    lightness, chroma, hue = Color(colour).convert("oklch").coords(nans=False)
    return Tone(lightness, chroma, hue) if chroma >= POWERLESS_CHROMA else Tone(lightness, 0.0, 0.0)


def to_hex(tone: Tone) -> str:
    """The painted colour of a tone; where sRGB has no such colour, chroma gives way, lightness and hue stay."""
    return _hex(Color("oklch", tone))


def _hex(colour: Color) -> str:
    if not all(math.isfinite(channel) for channel in colour.convert("oklch").coords(nans=False)):
        raise ValueError(colour)
    inside = colour.convert("srgb")
    if not inside.in_gamut():
        inside = colour.clone().fit("srgb", method="raytrace", pspace="oklch").convert("srgb")
    return "#{:02x}{:02x}{:02x}".format(*(round(min(max(c, 0.0), 1.0) * 255) for c in inside.coords(nans=False)))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
