"""How cost grows with what a branding holds: building time, memory, bytes, and requests per second."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from .building import Cost, cost
from .client import Connection
from .hubs import PATH, Bench, Hub
from .inputs import DIMENSIONS, Dimension
from .load import load
from .quiet import wait_for_quiet
from .statistic import alternating, paired_ratio
from .table import as_markdown

ROUNDS = 2
SECONDS = 1.0
HEAD = (
    "what grows",
    "to",
    "first build",
    "next build",
    "memory",
    "page and style",
    "requests/s",
    "of the default page's",
)


@dataclass(frozen=True)
class Point:
    """One step of one dimension; `share` is its request rate in relation to the default page's at the same time."""

    name: str
    unit: str
    step: int
    first_build: float
    next_build: float
    megabytes: float
    size: int
    rate: float
    share: float

    def as_json(self) -> dict[str, Any]:
        """All figures."""
        return asdict(self)


def measure(bench: Bench) -> list[Point]:
    """Every step of every dimension."""
    points = []
    with bench.ours() as usual:
        load(usual.login, SECONDS)
        for dimension in DIMENSIONS:
            for step in dimension.steps:
                points.append(_point(bench, usual, dimension, step))
                print(f"{dimension.name} {step}", file=sys.stderr, flush=True)
    return points


def _point(bench: Bench, usual: Hub, dimension: Dimension, step: int) -> Point:
    branding = dimension.branding(bench.folder, step)
    wait_for_quiet(2)
    costs = [cost(branding, bench) for _ in range(ROUNDS)]
    with bench.ours(branding) as hub:
        size = asyncio.run(_size(hub))
        rates, references = _rates(hub, usual)
    return Point(
        dimension.name,
        dimension.unit,
        step,
        *_medians(costs),
        size,
        median(rates),
        paired_ratio(rates, references),
    )


def _medians(costs: Sequence[Cost]) -> tuple[float, float, float]:
    first, following, megabytes = zip(*((each.first, each.next, each.megabytes) for each in costs), strict=True)
    return median(first), median(following), median(megabytes)


def _rates(hub: Hub, usual: Hub) -> tuple[list[float], list[float]]:
    load(hub.login, SECONDS)
    rates: dict[str, list[float]] = {hub.url: [], usual.url: []}
    for order in alternating(list(rates), ROUNDS):
        for url in order:
            rates[url].append(load(url + PATH, SECONDS).rate)
    return rates[hub.url], rates[usual.url]


async def _size(hub: Hub) -> int:
    """The bytes of the page and its style sheet."""
    async with Connection(hub.url) as connection:
        page = (await connection.get(PATH)).body
        style = re.search(rb'rel="stylesheet" href="([^"]+)"', page)
        assert style, page[:1000]
        return len(page) + len((await connection.get(style[1].decode())).body)


def rows(points: Sequence[Point]) -> list[tuple[str, ...]]:
    """The cells of the table, its head first."""
    return [HEAD, *map(_cells, points)]


def _cells(point: Point) -> tuple[str, ...]:
    return (
        point.name,
        f"{point.step} {point.unit}".strip(),
        f"{1000 * point.first_build:,.0f} ms",
        f"{1000 * point.next_build:,.0f} ms",
        f"{point.megabytes:.1f} MB",
        f"{point.size / 1000:,.1f} kB",
        f"{point.rate:,.0f}",
        f"{point.share:.2f}",
    )


def as_text(points: Sequence[Point]) -> str:
    """The table for a terminal."""
    return as_markdown(rows(points))
