"""Moving a color to where it passes: along lightness only, no further than needed, hue and chroma kept."""

from __future__ import annotations

from collections.abc import Iterable

from .color import contrast
from .oklch import to_hex, to_oklch

#: A ground, as `#rrggbb`, and the contrast ratio to keep from it.
Bound = tuple[str, float]

#: Halvings of the lightness interval: 2^-10 is finer than the eight bits of a channel.
STEPS = 10

#: How far a color moves under the pointer, in OKLCH lightness: the wanted steps first, then those for the ends.
HOVER_STEPS = (0.06, 0.08, 0.1, 0.05, 0.04, 0.14, 0.2, 0.3)

#: The least contrast at which two fills are seen to differ.
VISIBLE = 1.2


def passes(color: str, bounds: Iterable[Bound]) -> bool:
    """Whether a color keeps its contrast from every ground."""
    return all(contrast(color, ground) >= ratio for ground, ratio in bounds)


def margin(color: str, bounds: Iterable[Bound]) -> float:
    """The least ratio of reached to needed contrast: 1 and above passes."""
    return min(contrast(color, ground) / ratio for ground, ratio in bounds)


def nearest_passing(color: str, bounds: Iterable[Bound]) -> str:
    """The color itself if it passes, or else the nearest lightness of it that does.

    The grounds of one role lie on one side of it, so that only one direction can pass and contrast grows along it.
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
    """A visibly different lightness of a color that still passes: first towards `direction` (1 lighter, -1 darker).

    The color itself where nothing near it passes.
    """
    bounds = tuple(bounds)
    oklch = to_oklch(color)
    for step in (*(direction * size for size in HOVER_STEPS), *(-direction * size for size in HOVER_STEPS)):
        candidate = to_hex(oklch._replace(lightness=min(max(oklch.lightness + step, 0.0), 1.0)))
        if passes(candidate, bounds) and contrast(candidate, color) >= VISIBLE:
            return candidate
    return color
