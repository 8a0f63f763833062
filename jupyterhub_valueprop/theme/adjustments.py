"""The colors that somebody chose for a brand, and what had to be adjusted in them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .color import Paint, contrast
from .roles import Scheme, grounds_of

BrandKey = Literal["primary", "accent"]


@dataclass(frozen=True)
class BrandColor:
    """One color of a brand, and which key it was written under as what text (no key: it is our default)."""

    paint: Paint
    key: BrandKey | None
    written: str


@dataclass(frozen=True)
class Adjustment:
    """A brand color that could not be used as written for one role of one scheme.

    `key` and `written` are what the author wrote and `used` what is painted instead; the ratios are those against
    `ground`, the role that decided how far it had to move, and `bound` is what that pair needs.
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
            f"{self.key} {self.written} has a contrast of {_rounded_down(self.ratio_written):.2f}:1 as {self.role} on "
            f"{self.ground} in the {self.scheme} scheme, which needs {self.bound:g}:1; {self.used} "
            f"({_rounded_down(self.ratio_used):.2f}:1) is used there instead"
        )


def adjustment_of(brand: BrandColor, role: str, scheme: Scheme, wanted: str, seen: Mapping[str, str]) -> Adjustment:
    """The adjustment for a role whose color in `seen` is not the one that was wanted."""
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
    """Two decimals and never up: 4.499 is not 4.5."""
    return math.floor(ratio * 100) / 100
