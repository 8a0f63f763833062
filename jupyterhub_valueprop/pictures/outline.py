"""Find out whether an image is visible on a background: the colors of its edges, and how many of them would be lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jupyterhub_valueprop.theme.color import luminance

#: An edge is lost below this contrast. It is less than the 3:1 of WCAG 1.4.11, which exempts logos: a strong
#: red on black is dim but visible, and a plate behind every such logo would make the page a patchwork.
SEEN = 2.5

#: An image vanishes if more than this share of its edges is lost: lettering weighs more than the colored mark
#: beside it, but a mark in two colors, one of them pale, is still recognized.
LOST_SHARE = 0.5


@dataclass(frozen=True)
class Outline:
    """The edges of an image, weighed by their length.

    `outer` are those to the background: relative luminance (0 to 1) → weight. `inner`
    is the weight of edges within the image, which stay visible. An opaque image has no outer edges; one
    that `is_on_paper` has a light margin all around and is a white rectangle on any other background.
    """

    outer: Mapping[float, float]
    inner: float = 0.0
    is_on_paper: bool = False

    def lost_on(self, ground: str) -> float:
        """The share of edges, 0 to 1, that are invisible on a background (`#rrggbb`)."""
        behind = luminance(ground)
        lost = sum(weight for shade, weight in self.outer.items() if _ratio(shade, behind) < SEEN)
        return lost / ((sum(self.outer.values()) + self.inner) or 1.0)


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


OPAQUE = Outline({}, 1.0)
ON_PAPER = Outline({}, 1.0, is_on_paper=True)

#: The relative luminance from which a margin counts as white, including the white of a JPEG.
PAPER = 0.85
