"""Figures from repeated measurements. Medians throughout: one busy moment of the machine must not decide."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median


def paired_ratio(ours: Sequence[float], stock: Sequence[float]) -> float:
    """The median of the ratios round by round; both of a round were measured one right after the other."""
    return median(mine / theirs for mine, theirs in zip(ours, stock, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0 to 1) of all values do not exceed; 0 for no values."""
    if not values:
        return 0.0
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def alternating(names: Sequence[str], rounds: int) -> list[tuple[str, ...]]:
    """The order of each round, turned around every time (A B, B A, A B), so that a drift of the machine cancels out."""
    return [tuple(names) if number % 2 == 0 else tuple(reversed(names)) for number in range(rounds)]
