"""The growth as small drawings side by side, in SVG: one row per figure, one column per dimension."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from .growth import Point

WIDTH, HEIGHT = 150, 90  # of one drawing
GAP_X, GAP_Y, LEFT, TOP = 30, 34, 86, 34

FIGURES: tuple[tuple[str, str, Callable[[Point], float]], ...] = (
    ("first build", "ms", lambda point: 1000 * point.first_build),
    ("memory", "MB", lambda point: point.megabytes),
    ("page and style", "kB", lambda point: point.size / 1000),
    ("requests", "/s", lambda point: point.rate),
)
# readable on light and dark pages: the colors follow the reader's scheme
STYLE = """
svg { font: 11px system-ui, sans-serif; }
text { fill: #333; } .frame { fill: none; stroke: #999; stroke-width: .5; }
.line { fill: none; stroke: #1a5fb4; stroke-width: 1.5; } .dot { fill: #1a5fb4; }
@media (prefers-color-scheme: dark) { text { fill: #ddd; } .line { stroke: #7ab4ff; } .dot { fill: #7ab4ff; } }
"""


def draw(points: Sequence[Point]) -> str:
    """An SVG file; every figure has one scale, from zero, over all its drawings, so that heights can be compared."""
    columns = [list(group) for _, group in groupby(points, key=lambda point: point.name)]
    width = LEFT + len(columns) * (WIDTH + GAP_X)
    height = TOP + len(FIGURES) * (HEIGHT + GAP_Y)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"',
        f' width="{width}" height="{height}">',
        "<title>How building time, memory, bytes and requests per second change with the size of a branding</title>",
        f"<style>{STYLE}</style>",
    ]
    for row, (name, unit, value) in enumerate(FIGURES):
        top = TOP + row * (HEIGHT + GAP_Y)
        most = max(map(value, points)) or 1
        parts += [_text(4, top + 12, name), _text(LEFT - 4, top + 26, f"{most:,.0f} {unit}", "end")]
        for column, steps in enumerate(columns):
            parts += _drawing(steps, value, most, LEFT + column * (WIDTH + GAP_X), top)
    parts += [_text(LEFT + column * (WIDTH + GAP_X), 20, steps[0].name) for column, steps in enumerate(columns)]
    return "\n".join([*parts, "</svg>", ""])


def _drawing(
    steps: Sequence[Point], value: Callable[[Point], float], most: float, left: float, top: float
) -> list[str]:
    last = steps[-1].step or 1
    places = [(left + WIDTH * each.step / last, top + HEIGHT * (1 - value(each) / most)) for each in steps]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return [
        f'<rect class="frame" x="{left}" y="{top}" width="{WIDTH}" height="{HEIGHT}"/>',
        f'<polyline class="line" points="{path}"/>',
        *(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>' for x, y in places),
        _text(left, top + HEIGHT + 13, f"{steps[0].step}"),
        _text(left + WIDTH, top + HEIGHT + 13, f"{last} {steps[0].unit}".strip(), "end"),
    ]


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{words}</text>'
