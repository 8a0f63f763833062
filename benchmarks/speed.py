"""Requests per second and latency of the login page, at the hub process, interleaved with the stock hub."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

from .hubs import Bench
from .lines import Budget, Line
from .load import Load, load, tool
from .quiet import wait_for_quiet
from .statistic import alternating, paired_ratio

WARM_UP = 1.0
# the 99th percentile is at the mercy of the garbage collector: shown, not judged
KINDS = (
    ("GET /hub/login at the hub process", "/s", "rate"),
    ("its median latency", "ms", "p50"),
    ("its 99th percentile", "ms", "p99"),
)


def measure(bench: Bench, *, rounds: int = 7, seconds: float = 4.0) -> list[Line]:
    """The rate, the median latency, and what is not judged: the 99th percentile, and the work of one request."""
    found: dict[str, list[Load]] = {"stock": [], "ours": []}
    work: dict[str, list[float]] = {"stock": [], "ours": []}
    loud = 0
    hubs = bench.pair()
    for hub in hubs.values():
        load(hub.login, WARM_UP)
    for order in alternating(list(hubs), rounds):
        loud += not wait_for_quiet()
        for name in order:
            before = hubs[name].busy_seconds
            found[name].append(load(hubs[name].login, seconds))
            work[name].append((hubs[name].busy_seconds - before) * 1e3 / found[name][-1].requests)
    note = f"{tool()}, {rounds} rounds of {seconds:g} s" + (f"; {loud} began on a busy machine" if loud else "")
    errors = sum(each.errors for loads in found.values() for each in loads)
    if errors:
        note += f"; {errors} failed requests"
    judged = Budget(1.8, "ratio", least=True), Budget(0.55, "ratio"), None
    lines = [_line(*each, found) for each in zip(KINDS, judged, strict=True)]
    stock, ours = work["stock"], work["ours"]
    busy = Line("its processor time in the hub", "ms", median(stock), median(ours), None, paired_ratio(ours, stock))
    return [replace(lines[0], note=note), *lines[1:], busy]


def _line(kind: tuple[str, str, str], budget: Budget | None, found: dict[str, list[Load]]) -> Line:
    what, unit, key = kind
    stock, ours = ([getattr(each, key) for each in found[name]] for name in ("stock", "ours"))
    return Line(what, unit, median(stock), median(ours), budget, paired_ratio(ours, stock))
