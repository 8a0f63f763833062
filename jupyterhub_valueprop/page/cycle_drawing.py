"""The geometry of the drawn cycle: nodes on a circle, arrows from each to the next, clockwise from the upper right."""

from __future__ import annotations

import math
from dataclasses import dataclass

CENTER = 200.0
RADIUS = 150.0
NODE_RADIUS = 34.0
ARROW_HEAD = 14.0


@dataclass(frozen=True)
class CycleNode:
    """One numbered circle; coordinates in units of the 400 × 400 view box."""

    number: int
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """What the template draws: the nodes, and an SVG path (arc and head) from every node to the next."""

    nodes: tuple[CycleNode, ...]
    arrows: tuple[str, ...]


def draw_cycle(steps: int) -> Drawing:
    """The drawing of a cycle of `steps` nodes; one step alone has no arrow."""
    turn = 2 * math.pi / max(steps, 1)
    first = -math.pi / 2 + turn / 2
    angles = [first + turn * index for index in range(steps)]
    nodes = tuple(CycleNode(index + 1, *_point(angle)) for index, angle in enumerate(angles))
    gap = (NODE_RADIUS + 14) / RADIUS
    arrows = tuple(_arrow(angle + gap, angle + turn - gap) for angle in angles if steps > 1 and turn > 2 * gap)
    return Drawing(nodes, arrows)


def _point(angle: float, radius: float = RADIUS) -> tuple[float, float]:
    return round(CENTER + radius * math.cos(angle), 1), round(CENTER + radius * math.sin(angle), 1)


def _arrow(start: float, end: float) -> str:
    (x1, y1), (x2, y2) = _point(start), _point(end)
    back = end - ARROW_HEAD / RADIUS
    (ax, ay), (bx, by) = _point(back, RADIUS + ARROW_HEAD * 0.75), _point(back, RADIUS - ARROW_HEAD * 0.75)
    return f"M{x1} {y1}A{RADIUS:g} {RADIUS:g} 0 0 1 {x2} {y2}M{ax} {ay}L{x2} {y2} {bx} {by}"
