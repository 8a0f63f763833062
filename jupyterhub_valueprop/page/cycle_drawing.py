"""The geometry of the cycle's SVG: nodes on a circle, an arrow from each to the next.

It begins at the upper right and turns clockwise; in right-to-left scripts, it is mirrored.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

CENTER = 200.0
RADIUS = 150.0
NODE_RADIUS = 34.0
GAP = 12.0
HEAD_LENGTH = 15.0
HEAD_WIDTH = 14.0


@dataclass(frozen=True)
class CycleNode:
    """One numbered circle; coordinates in units of the 400 × 400 view box."""

    number: int
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """What the template draws: the nodes, and as SVG paths the arcs between them and their closed heads."""

    nodes: tuple[CycleNode, ...]
    arcs: str
    heads: str


def draw_cycle(steps: int, *, mirrored: bool = False) -> Drawing:
    """The geometry of a cycle of `steps` nodes. A single step has no arrow."""
    side = -1 if mirrored else 1
    turn = 2 * math.pi / max(steps, 1)
    first = -math.pi / 2 + turn / 2
    angles = [first + turn * index for index in range(steps)]
    nodes = tuple(CycleNode(index + 1, *_point(angle, RADIUS, side)) for index, angle in enumerate(angles))
    gap = (NODE_RADIUS + GAP) / RADIUS
    spans = [(angle + gap, angle + turn - gap) for angle in angles if steps > 1]
    return Drawing(nodes, "".join(_arc(*span, side) for span in spans), "".join(_head(end, side) for _, end in spans))


def _point(angle: float, radius: float, side: int) -> tuple[float, float]:
    return round(CENTER + side * radius * math.cos(angle), 1), round(CENTER + radius * math.sin(angle), 1)


def _arc(start: float, end: float, side: int) -> str:
    """From the edge of one node to the back of the arrow's head."""
    (x1, y1), (x2, y2) = _point(start, RADIUS, side), _point(end - HEAD_LENGTH / RADIUS, RADIUS, side)
    return f"M{x1} {y1}A{RADIUS:g} {RADIUS:g} 0 0 {max(side, 0)} {x2} {y2}"


def _head(end: float, side: int) -> str:
    """The triangle whose tip is the end of the arrow."""
    back = end - HEAD_LENGTH / RADIUS
    outer, inner = (_point(back, RADIUS + away, side) for away in (HEAD_WIDTH / 2, -HEAD_WIDTH / 2))
    (x1, y1), (x2, y2), (x3, y3) = outer, _point(end, RADIUS, side), inner
    return f"M{x1} {y1}L{x2} {y2} {x3} {y3}Z"
