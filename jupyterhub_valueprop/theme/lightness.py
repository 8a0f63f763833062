"""Move a color until it passes: only its lightness, and no further than needed. Hue and chroma stay."""

from __future__ import annotations

from collections.abc import Iterable

from .color import contrast
from .oklch import to_hex, to_oklch

#: A background, as `#rrggbb`, and the required contrast ratio to it.
Bound = tuple[str, float]

#: Halvings of the lightness interval: 2^-10 is finer than the eight bits of a channel.
STEPS = 10

#: How far a color moves under the pointer, in OKLCH lightness: the preferred steps first, then others.
HOVER_STEPS = (0.06, 0.08, 0.1, 0.05, 0.04, 0.14, 0.2, 0.3)

#: The least contrast at which two fills look different.
VISIBLE = 1.2


def passes(color: str, bounds: Iterable[Bound]) -> bool:
    """Whether a color has enough contrast to every background."""
    return all(contrast(color, ground) >= ratio for ground, ratio in bounds)


def margin(color: str, bounds: Iterable[Bound]) -> float:
    """The least ratio of reached to needed contrast: 1 and above passes."""
    return min(contrast(color, ground) / ratio for ground, ratio in bounds)


def nearest_passing(color: str, bounds: Iterable[Bound]) -> str:
    """The color itself if it passes, or else the nearest lightness that does.

    The backgrounds of one role are all lighter or all darker than it, so contrast grows in one direction only.
    """
    bounds = tuple(bounds)
    if passes(color, bounds):
        return color
    oklch = to_oklch(color)
    found = max(("#000000", "#ffffff"), key=lambda end: margin(end, bounds))
    failing, passing = oklch.lightness, 0.0 if found == "#000000" else 1.0
    for _ in range(STEPS):
        middle = (failing + passing) / 2
        candidate = to_hex(oklch._replace(lightness=middle))
        if passes(candidate, bounds):
            passing, found = middle, candidate
        else:
            failing = middle
    return found


def shifted(color: str, direction: int, bounds: Iterable[Bound]) -> str:
    """A visibly different lightness of a color that still passes, preferably in `direction` (1 lighter, -1 darker).

    The color itself if no near lightness passes.
    """
    bounds = tuple(bounds)
    oklch = to_oklch(color)
    for step in (*(direction * size for size in HOVER_STEPS), *(-direction * size for size in HOVER_STEPS)):
        candidate = to_hex(oklch._replace(lightness=min(max(oklch.lightness + step, 0.0), 1.0)))
        if passes(candidate, bounds) and contrast(candidate, color) >= VISIBLE:
            return candidate
    return color
