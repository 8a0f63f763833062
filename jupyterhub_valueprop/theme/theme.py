"""How a community's page looks: its colours, checked and completed, ready for the style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jupyterhub_valueprop.theme.brand import BrandColour, BrandKey, Finding
from jupyterhub_valueprop.theme.colour import read_colour
from jupyterhub_valueprop.theme.css import ColorScheme, custom_properties
from jupyterhub_valueprop.theme.palette import Palette, make_palette

#: The colours of a hub whose branding names none: a deep blue-teal, and a warm coral for small marks.
DEFAULT_PRIMARY = "#086b8a"
DEFAULT_ACCENT = "#c8553d"


@dataclass(frozen=True)
class Theme:
    """Both colour schemes of a page, the style sheet that sets them, and what had to be adjusted in the brand."""

    light: Palette
    dark: Palette
    css: str
    findings: tuple[Finding, ...]


def make_theme(*, primary: str | None = None, accent: str | None = None, color_scheme: ColorScheme = "auto") -> Theme:
    """The theme of a brand: any two CSS colours, both optional, give a page that meets WCAG 2.2 AA in both schemes.

    A single colour is used for both. `color_scheme` forces one scheme; findings then speak of that one only.
    Raises `ColourError` for a text that is no colour.
    """
    first = _first_of({"primary": primary, "accent": accent}, DEFAULT_PRIMARY)
    second = _first_of({"accent": accent, "primary": primary}, DEFAULT_ACCENT)
    light, light_findings = make_palette(first, second, "light")
    dark, dark_findings = make_palette(first, second, "dark")
    findings = {"light": light_findings, "dark": dark_findings, "auto": light_findings + dark_findings}
    return Theme(light, dark, custom_properties(light, dark, color_scheme), findings[color_scheme])


def _first_of(written: Mapping[BrandKey, str | None], default: str) -> BrandColour:
    for key, colour in written.items():
        if colour:
            return BrandColour(read_colour(colour), key, colour)
    return BrandColour(read_colour(default), None, default)
