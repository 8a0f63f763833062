"""Moving a colour to where it passes: along lightness only, no further than needed, hue and chroma kept."""

from __future__ import annotations

from collections.abc import Iterable

from jupyterhub_valueprop.theme.colour import contrast
from jupyterhub_valueprop.theme.oklch import to_hex, to_tone

#: A ground, as `#rrggbb`, and the contrast ratio to keep from it.
Bound = tuple[str, float]

#: Halvings of the lightness interval: 2^-10 is finer than the eight bits of a channel.
STEPS = 10

#: How far a colour moves under the pointer, in OKLCH lightness: the wanted steps first, then those for the ends.
HOVER_STEPS = (0.06, 0.08, 0.1, 0.05, 0.04, 0.14, 0.2, 0.3)

#: The least contrast at which two fills are seen to differ.
VISIBLE = 1.2


def passes(colour: str, bounds: Iterable[Bound]) -> bool:
    """Whether a colour keeps its contrast from every ground."""
    return all(contrast(colour, ground) >= ratio for ground, ratio in bounds)


def margin(colour: str, bounds: Iterable[Bound]) -> float:
    """The least ratio of reached to needed contrast: 1 and above passes."""
    return min(contrast(colour, ground) / ratio for ground, ratio in bounds)


def nearest_passing(colour: str, bounds: Iterable[Bound]) -> str:
    """The colour itself if it passes, or else the nearest lightness of it that does.

    The grounds of one role lie on one side of it, so that only one direction can pass and contrast grows along it.
    """
    bounds = tuple(bounds)
    if passes(colour, bounds):
        return colour
    tone = to_tone(colour)
    found = max(("#000000", "#ffffff"), key=lambda end: margin(end, bounds))
    failing, passing = tone.lightness, 0.0 if found == "#000000" else 1.0
    for _ in range(STEPS):
        middle = (failing + passing) / 2
        candidate = to_hex(tone._replace(lightness=middle))
        if passes(candidate, bounds):
            passing, found = middle, candidate
        else:
            failing = middle
    return found


def shifted(colour: str, direction: int, bounds: Iterable[Bound]) -> str:
    """A visibly different lightness of a colour that still passes: first towards `direction` (1 lighter, -1 darker).

    The colour itself where nothing near it passes.
    """
    bounds = tuple(bounds)
    tone = to_tone(colour)
    for step in (*(direction * size for size in HOVER_STEPS), *(-direction * size for size in HOVER_STEPS)):
        candidate = to_hex(tone._replace(lightness=min(max(tone.lightness + step, 0.0), 1.0)))
        if passes(candidate, bounds) and contrast(candidate, colour) >= VISIBLE:
            return candidate
    return colour
