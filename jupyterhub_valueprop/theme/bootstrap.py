"""The palette as the three numbers from which Bootstrap mixes its colors, for JupyterHub's other pages.

`static/wrapped.css` sets the properties of Bootstrap that are equal to one of this package's.
"""

from __future__ import annotations

from collections.abc import Mapping

from .css import in_both_schemes
from .palette import Palette

#: Bootstrap's `--bs-<name>-rgb` (5.3) and the role that gives its value.
TRIPLETS: Mapping[str, tuple[str, ...]] = {
    "surface": ("body-bg",),
    "surface-tint": ("secondary-bg", "tertiary-bg"),
    "text": ("body-color", "emphasis-color"),
    "text-muted": ("secondary-color", "tertiary-color"),
    "primary": ("primary",),
    "link": ("link-color",),
    "link-hover": ("link-hover-color",),
}


def bootstrap_properties(light: Palette, dark: Palette) -> str:
    """The style sheet that sets them for both color schemes, even if a page loads Bootstrap a second time."""
    return in_both_schemes(_declarations(light), _declarations(dark), root=":root:root")


def _declarations(palette: Palette) -> str:
    return ";".join(
        f"--bs-{name}-rgb:{','.join(map(str, bytes.fromhex(palette[role].removeprefix('#'))))}"
        for role, names in TRIPLETS.items()
        for name in names
    )
