"""The same budgets for a community's own page: the example of the docs, with its field, logos, credits and links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from . import speed, vitals, weight
from .hubs import ROOT, Bench
from .lines import Line

EXAMPLE = ROOT / "examples" / "ocean" / "branding.yaml"
MEASURES: tuple[Callable[[Bench], list[Line]], ...] = (weight.measure, vitals.measure, speed.measure)


def measure(bench: Bench) -> list[Line]:
    """Bytes, paints and speed of that page beside the stock one; the images that the community chose apart."""
    with Bench(bench.folder, branding=str(EXAMPLE)) as branded:
        return [replace(line, what=f"branded: {line.what}") for measure in MEASURES for line in measure(branded)]
