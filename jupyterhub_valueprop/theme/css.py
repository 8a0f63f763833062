"""A theme as custom properties: small, without a flash of the wrong scheme, and light on paper.

`data-bs-theme` on `<html>` is JupyterHub's switch, so a choice made there holds here and the other way
round. `light-dark()` would shorten this text but is missing from browsers that are still in use (before 2024); two
properties do the same, one of which is empty and the other no value at all, so that its fallback counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from .roles import Scheme

ColorScheme = Literal["auto", "light", "dark"]

_DOUBLED = re.compile(r"#([0-9a-f])\1([0-9a-f])\2([0-9a-f])\3")
_SHORT = r"#\1\2\3"


def custom_properties(light: Mapping[str, str], dark: Mapping[str, str], color_scheme: ColorScheme) -> str:
    """The style sheet that sets `--vp-<role>` for every role: light and dark, or one of them.

    Other style sheets choose between two values as the roles do: `var(--vp-l, by day) var(--vp-d, by night)`.
    """
    if color_scheme == "light":
        return f":root{{{_switch('light')};{_declarations(light)}}}"
    if color_scheme == "dark":
        return f":root{{{_switch('light')};{_declarations(dark)}}}@media screen{{:root{{{_switch('dark')}}}}}"
    return in_both_schemes(f"{_switch('light')};{_declarations(light, dark)}", _switch("dark"))


def in_both_schemes(day: str, night: str, root: str = ":root") -> str:
    """The declarations of light, and on a screen those of dark if the visitor or the system asks for it."""
    return (
        f"{root}{{{day}}}"
        f"@media screen and (prefers-color-scheme:dark){{{root}:not([data-bs-theme=light]){{{night}}}}}"
        f"@media screen{{{root}[data-bs-theme=dark]{{{night}}}}}"
    )


def _switch(scheme: Scheme) -> str:
    on, off = ("l", "d") if scheme == "light" else ("d", "l")
    return f"color-scheme:{scheme};--vp-{on}:initial;--vp-{off}: "


def _declarations(day: Mapping[str, str], night: Mapping[str, str] | None = None) -> str:
    return ";".join(f"--vp-{role}:{_value(color, (night or day)[role])}" for role, color in day.items())


def _value(day: str, night: str) -> str:
    day, night = (_DOUBLED.sub(_SHORT, color) for color in (day, night))
    return day if day == night else f"var(--vp-l,{day})var(--vp-d,{night})"
