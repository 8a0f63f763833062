"""When something is to be seen: paints and layout shifts on a slow line and a slow processor, in Chromium."""

from __future__ import annotations

from statistics import median
from typing import Any

from playwright.sync_api import BrowserContext, Page

from .chromium import browser
from .hubs import Bench
from .lines import Budget, Line
from .statistic import alternating

# "Slow 4G" as Lighthouse's mobile setting has it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms a round trip, 4x slower
LATENCY_MS = 150
DOWN, UP = 1_638_400 / 8, 768_000 / 8  # bytes per second
SLOWER = 4
PHONE: Any = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
}

VITALS = """() => new Promise(resolve => {
  const seen = {lcp: 0, fcp: 0, cls: 0};
  const watch = (type, take) =>
    new PerformanceObserver(list => list.getEntries().forEach(take)).observe({type, buffered: true});
  watch("largest-contentful-paint", entry => { seen.lcp = entry.startTime });
  watch("layout-shift", entry => { if (!entry.hadRecentInput) seen.cls += entry.value });
  watch("paint", entry => { if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime });
  setTimeout(() => resolve(seen), 500);
})"""


def measure(bench: Bench, *, rounds: int = 5) -> list[Line]:
    """First and largest paint of a first visit, largest paint of a second one, layout shifts; medians."""
    names = ("stock", "ours")
    first: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    again: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    hubs = bench.pair()
    with browser() as running:
        for order in alternating(names, rounds):
            for name in order:
                context = running.new_context(**PHONE)
                first[name].append(look(context, hubs[name].login))
                again[name].append(look(context, hubs[name].login))
                context.close()

    def line(what: str, found: dict[str, list[dict[str, float]]], key: str, budget: Budget | None = None) -> Line:
        return Line(what, "ms", *(median(each[key] for each in found[name]) for name in names), budget)

    shifts = (max(each["cls"] for each in first[name]) for name in names)
    return [
        line("first paint, slow 4G and 4x slower processor", first, "fcp"),
        line("largest paint, the same", first, "lcp", Budget(1000)),
        line("largest paint, the same, second visit", again, "lcp"),
        Line("cumulative layout shift, worst", "/1000", *(1000 * shift for shift in shifts), Budget(0)),
    ]


def look(context: BrowserContext, url: str) -> dict[str, float]:
    """`fcp`, `lcp` (ms) and `cls` of one visit on the slow line."""
    page = context.new_page()
    _slow_down(context, page)
    page.goto(url, wait_until="networkidle", timeout=60_000)
    seen: dict[str, float] = page.evaluate(VITALS)
    page.close()
    return seen


def _slow_down(context: BrowserContext, page: Page) -> None:
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": DOWN, "uploadThroughput": UP}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
