"""Colors as the browser paints them: read any CSS color, and compute WCAG contrast.

Inside this subpackage, a color is the text `#rrggbb`: contrast is judged on the painted eight bits, as axe does,
not on the unrounded value, which can be on the other side of a limit.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from jupyterhub_valueprop.problems.phrases import quote

from .oklch import channels, hex_of, to_linear

LONGEST_COLOR = 200

#: `#rgb`, `#rrggbb`, and both with alpha: most brands use these, and reading them needs no library.
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE | re.ASCII)


class ColorError(ValueError):
    """Raised for a text that is not a CSS color."""


class Paint(NamedTuple):
    """A color that somebody wrote, mapped into sRGB: `hex` without its alpha, and `alpha` from 0 to 1."""

    hex: str
    alpha: float

    def over(self, ground: str) -> str:
        """The visible color when this one is painted on `ground`, blended in sRGB as browsers do."""
        mixed = (
            round(top * self.alpha + below * (1 - self.alpha))
            for top, below in zip(channels(self.hex), channels(ground), strict=True)
        )
        return "#{:02x}{:02x}{:02x}".format(*mixed)


@lru_cache(maxsize=512)
def read_color(written: str) -> Paint:
    """The sRGB color of a CSS color: hex, named, `rgb()`, `hsl()`, `lab()`, `oklch()`, `color()`, ….

    Colors outside sRGB are brought in along constant lightness and hue (CSS Color 4, gamut mapping).
    Raises `ColorError` for anything else, including `currentcolor` and `var()`, which have no value by themselves.
    """
    try:
        # checked first, because the text is also the key of the cache
        if len(written) > LONGEST_COLOR:
            raise ValueError(written)
        text = written.strip()
        return _of_hex(text) if _HEX.fullmatch(text) else _of_any(text)
    except (ValueError, ArithmeticError) as error:
        raise ColorError(f"{quote(written)} is not a CSS color") from error


def _of_hex(text: str) -> Paint:
    digits = text[1:].lower()
    if len(digits) < 6:
        digits = "".join(digit * 2 for digit in digits)
    return Paint(f"#{digits[:6]}", int(digits[6:] or "ff", 16) / 255)


def _of_any(text: str) -> Paint:
    from coloraide import Color  # noqa: PLC0415 - importing it takes 0.1 s, and most brands don't need it

    color = Color(text)
    lightness_chroma_hue = color.convert("oklch").coords(nans=False)
    if not all(abs(coordinate) < float("inf") for coordinate in lightness_chroma_hue):
        raise ValueError(text)
    inside = color.convert("srgb")
    if not inside.in_gamut():
        inside = color.clone().fit("srgb", method="raytrace", pspace="oklch").convert("srgb")
    painted = hex_of(tuple(min(max(channel, 0.0), 1.0) for channel in inside.coords(nans=False)))
    return Paint(painted, min(max(color.alpha(nans=False), 0.0), 1.0))


@lru_cache(maxsize=1024)
def luminance(color: str) -> float:
    """Relative luminance, 0 for black to 1 for white (WCAG 2.2, "relative luminance")."""
    red, green, blue = (to_linear(channel / 255) for channel in channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two opaque colors, from 1 to 21, in either order (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
