"""The colors of a brand, and their adjustments."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .color import Paint, contrast
from .roles import Scheme, grounds_of

BrandKey = Literal["primary", "accent"]

#: What messages call the roles of brand colors and their backgrounds; others are called by their names.
_WORDS = {
    "primary": "buttons",
    "primary-hover": "buttons under the pointer",
    "link": "links",
    "link-hover": "links under the pointer",
    "accent": "small marks",
    "band": "the membership band",
    "focus": "the focus ring",
    "surface": "the page",
    "surface-raised": "the sign-in card",
    "surface-tint": "a tinted section",
    "field": "the first screen",
    "field-line": "the pattern of the first screen",
}


@dataclass(frozen=True)
class BrandColor:
    """One color of a brand, with the key and the text that gave it; without a key, it is the default."""

    paint: Paint
    key: BrandKey | None
    written: str


@dataclass(frozen=True)
class Adjustment:
    """A brand color that could not be used as written for one role of one scheme.

    `key` and `written` are what the author wrote, and `used` is what is painted instead. The ratios are those against
    `ground`, the role that decided how far the color had to move, and `bound` is the ratio that the pair needs.
    """

    key: BrandKey
    role: str
    scheme: Scheme
    ground: str
    written: str
    used: str
    ratio_written: float
    ratio_used: float
    bound: float

    def __str__(self) -> str:
        return (
            f"{self.key} {self.written} is too faint for {_WORDS.get(self.role, self.role)} on "
            f"{_WORDS.get(self.ground, self.ground)} in the {self.scheme} scheme "
            f"({_rounded_down(self.ratio_written):.2f}:1, needs {self.bound:g}:1); {self.used} "
            f"({_rounded_down(self.ratio_used):.2f}:1) is used there instead"
        )


def adjustment_of(brand: BrandColor, role: str, scheme: Scheme, wanted: str, seen: Mapping[str, str]) -> Adjustment:
    """The adjustment for a role whose color in `seen` is not the wanted one."""
    assert brand.key is not None
    used = seen[role]
    pairs = grounds_of("primary-edge" if role == "primary" else role)
    ground, bound = min(pairs, key=lambda pair: contrast(used, seen[pair[0]]) / pair[1])
    return Adjustment(
        key=brand.key,
        role=role,
        scheme=scheme,
        ground=ground,
        written=brand.written,
        used=used,
        ratio_written=contrast(wanted, seen[ground]),
        ratio_used=contrast(used, seen[ground]),
        bound=bound,
    )


def _rounded_down(ratio: float) -> float:
    """Rounded down to two decimals, so that 4.499 isn't shown as 4.5."""
    return math.floor(ratio * 100) / 100
