"""The colors of a community's page, checked and completed, ready for the style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .adjustments import Adjustment, BrandColor, BrandKey
from .color import read_color
from .css import ColorScheme, custom_properties
from .palette import Palette, make_palette

#: The colors of a hub whose branding names none: a deep blue-teal, and a warm coral for small marks.
DEFAULT_PRIMARY = "#086b8a"
DEFAULT_ACCENT = "#c8553d"


@dataclass(frozen=True)
class ColorTheme:
    """Both color schemes of a page, the style sheet that sets them, and the adjustments of the brand's colors."""

    light: Palette
    dark: Palette
    css: str
    adjustments: tuple[Adjustment, ...]


def make_theme(
    *, primary: str | None = None, accent: str | None = None, color_scheme: ColorScheme = "auto"
) -> ColorTheme:
    """The theme of a brand: any two CSS colors, both optional, give a page that meets WCAG 2.2 AA in both schemes.

    A single color is used for both. `color_scheme` forces one scheme; the adjustments are then about that one only.
    Raises `ColorError` for a text that is not a color.
    """
    first = _first_of({"primary": primary, "accent": accent}, DEFAULT_PRIMARY)
    second = _first_of({"accent": accent, "primary": primary}, DEFAULT_ACCENT)
    light, light_adjustments = make_palette(first, second, "light")
    dark, dark_adjustments = make_palette(first, second, "dark")
    adjustments = {"light": light_adjustments, "dark": dark_adjustments, "auto": light_adjustments + dark_adjustments}
    return ColorTheme(light, dark, custom_properties(light, dark, color_scheme), adjustments[color_scheme])


def _first_of(written: Mapping[BrandKey, str | None], default: str) -> BrandColor:
    for key, color in written.items():
        if color:
            return BrandColor(read_color(color), key, color)
    return BrandColor(read_color(default), None, default)
