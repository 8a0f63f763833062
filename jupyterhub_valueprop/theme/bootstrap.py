"""The palette in the form that Bootstrap mixes its own colors from: three numbers, for JupyterHub's other pages.

Which of Bootstrap's properties simply take the value of one of ours says `static/wrapped.css`.
"""

from __future__ import annotations

from collections.abc import Mapping

from .css import in_both_schemes
from .palette import Palette

#: Bootstrap's `--bs-<name>-rgb` (5.3), by the role that it takes.
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
    """The style sheet that sets them for both color schemes, also where a page brings Bootstrap a second time."""
    return in_both_schemes(_declarations(light), _declarations(dark), root=":root:root")


def _declarations(palette: Palette) -> str:
    return ";".join(
        f"--bs-{name}-rgb:{','.join(map(str, bytes.fromhex(palette[role].removeprefix('#'))))}"
        for role, names in TRIPLETS.items()
        for name in names
    )
