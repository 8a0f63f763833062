"""A theme as custom properties: small, without a flash of the wrong scheme, and printed in light.

`data-bs-theme` on `<html>` is JupyterHub's own switch, so the choice somebody made there holds here and the other way
round. `light-dark()` would halve this text but is missing from browsers that are still in use (before 2024).
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
    """The style sheet that sets `--vp-<role>` for every role: light with a dark side, or one of them."""
    if color_scheme != "auto":
        return f":root{{{_declarations(light if color_scheme == 'light' else dark, color_scheme)}}}"
    return in_both_schemes(_declarations(light, "light"), _declarations(dark, "dark"))


def in_both_schemes(day: str, night: str, root: str = ":root") -> str:
    """The declarations of light, and on a screen those of dark where the visitor or the system asks for it."""
    return (
        f"{root}{{{day}}}"
        f"@media screen and (prefers-color-scheme:dark){{{root}:not([data-bs-theme=light]){{{night}}}}}"
        f"@media screen{{{root}[data-bs-theme=dark]{{{night}}}}}"
    )


def _declarations(palette: Mapping[str, str], scheme: Scheme) -> str:
    colors = (f"--vp-{role}:{_DOUBLED.sub(_SHORT, color)}" for role, color in palette.items())
    return ";".join((f"color-scheme:{scheme}", *colors))
