"""Whether a picture can be seen on a ground: what its outlines are drawn in, and how many of them would be lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jupyterhub_valueprop.theme.color import luminance

#: An edge is lost below this contrast with the ground. Less than the 3:1 of WCAG 1.4.11, which exempts logos: a strong
#: red on black is dim but seen, while a plate behind every such logo would make a patchwork of the page.
SEEN = 2.5

#: A picture vanishes when more than this share of its edges is lost: lettering weighs more than the colored mark
#: beside it, while a mark in two colors of which one is pale is still known by the other.
LOST_SHARE = 0.5


@dataclass(frozen=True)
class Outline:
    """The edges of a picture, weighed by their length.

    `outer` are those between the picture and the ground it is put on: relative luminance (0 to 1) → weight. `inner`
    is the weight of edges within the picture, which stay on any ground. An opaque picture has no outer edges; one
    that `is_on_paper` has a light margin all around and is a white rectangle on any other ground.
    """

    outer: Mapping[float, float]
    inner: float = 0.0
    is_on_paper: bool = False

    def lost_on(self, ground: str) -> float:
        """The share of edges, 0 to 1, that cannot be seen on a ground given as `#rrggbb`."""
        behind = luminance(ground)
        lost = sum(weight for shade, weight in self.outer.items() if _ratio(shade, behind) < SEEN)
        return lost / ((sum(self.outer.values()) + self.inner) or 1.0)


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


OPAQUE = Outline({}, 1.0)
ON_PAPER = Outline({}, 1.0, is_on_paper=True)

#: The relative luminance from which on a margin is paper: white, and what a JPEG makes of it.
PAPER = 0.85
