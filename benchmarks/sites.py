"""Several communities on one hub: how soon the page of each is there after a start, and what all of them take.

`python -m benchmarks.sites` writes the table of the docs, `python -m benchmarks.sites 60` shows it for so many sites.
"""

from __future__ import annotations

import re
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import median

import psutil

from . import performance_page
from .communities import write_fleet
from .hubs import PATH, Bench, Hub
from .quiet import wait_for_quiet
from .table import as_markdown

COUNTS = (1, 5, 21, 60)
HEAD = (
    "sites",
    "hub answers",
    "half of the pages",
    "all pages",
    "wait for the last, when asked for",
    "processor time",
    "memory at most",
    "idle",
    "idle processor",
    "programs left",
)
#: What the log says when the first page of a site is there: when, and of which site.
_SHOWN = re.compile(r"^\[I (\S+ \S+) JupyterHub [^\]]*\] (?:(\S+): )?ValueProp \S+: login page", re.MULTILINE)
#: How long a hub is left alone before its idle memory is read, in seconds.
PAUSE = 4.0
LONGEST = 180.0


@dataclass
class Course:
    """What was seen of a start with so many sites: seconds since the hub's own start, megabytes, processor time."""

    count: int
    first_answer: float = 0.0
    pages: list[float] = field(default_factory=list)
    asked: float = 0.0
    busy: float = 0.0
    peak: float = 0.0
    idle: float = 0.0
    idle_busy: float = 0.0
    left: int = 0


def course(bench: Bench, count: int) -> Course:
    """Start a hub with so many sites, ask for the last as soon as the hub answers, and see it through."""
    folder = bench.folder / f"sites-{count}"
    names = write_fleet(folder, count)
    files = [str(folder / name / "branding.yaml") for name in names]
    hosts = ["*", *(f"{name}.example.org" for name in names[1:])]
    with bench.ours(brandings=dict(zip(hosts, files, strict=True)), folders=[str(folder)]) as hub:
        seen, done = Course(count, time.time() - hub.process.create_time()), threading.Event()
        watch = threading.Thread(target=_watch_memory, args=(hub, seen, done))
        watch.start()
        try:
            seen.asked = _wait_for_page(hub, hosts[-1])
            seen.pages = [at - hub.process.create_time() for at in _wait_for_all(hub, count)]
        finally:
            done.set()
            watch.join()
        seen.busy = _busy(hub)
        time.sleep(PAUSE)
        seen.left, seen.idle = len(hub.process.children()), hub.megabytes
        before = hub.busy_seconds
        time.sleep(PAUSE)
        seen.idle_busy = (hub.busy_seconds - before) / PAUSE
    return seen


def rows(courses: Sequence[Course]) -> list[tuple[str, ...]]:
    """The cells of the table, its head first."""
    return [HEAD, *map(_cells, courses)]


def _cells(seen: Course) -> tuple[str, ...]:
    return (
        str(seen.count),
        f"{seen.first_answer:.1f} s",
        f"{median(seen.pages):.1f} s",
        f"{max(seen.pages):.1f} s",
        f"{seen.asked:.1f} s",
        f"{seen.busy:.1f} s",
        f"{seen.peak:.0f} MB" if seen.peak else "–",
        f"{seen.idle:.0f} MB",
        f"{seen.idle_busy:.1%}",
        str(seen.left),
    )


def _wait_for_page(hub: Hub, host: str) -> float:
    """The seconds until a visitor of a host has its own page, who asks again when it is JupyterHub's."""
    began = time.monotonic()
    request = urllib.request.Request(f"{hub.url}{PATH}", headers={"Host": "x" if host == "*" else host})
    while time.monotonic() - began < LONGEST:
        with urllib.request.urlopen(request, timeout=30) as answer:
            if b"vp-card" in answer.read():
                return time.monotonic() - began
        time.sleep(0.05)
    raise RuntimeError(f"no page of {host}")


def _wait_for_all(hub: Hub, count: int) -> list[float]:
    """When each first page was there, in seconds since 1970."""
    give_up = time.monotonic() + LONGEST
    while time.monotonic() < give_up:
        shown = {site: at for at, site in _SHOWN.findall(hub.log.read_text(encoding="utf-8"))}
        if len(shown) == count:
            return [datetime.strptime(at, "%Y-%m-%d %H:%M:%S.%f").timestamp() for at in shown.values()]
        time.sleep(0.1)
    raise RuntimeError(f"{len(shown)} of {count} pages")


def _watch_memory(hub: Hub, seen: Course, done: threading.Event) -> None:
    """Note the most that the hub and its programs hold at the same time: what they share counts once (PSS)."""
    while not done.wait(0.05):
        with suppress(psutil.Error):
            both = [hub.process, *hub.process.children(recursive=True)]
            seen.peak = max(seen.peak, sum(each.memory_full_info().pss for each in both) / 1e6)


def _busy(hub: Hub) -> float:
    """Processor time of the hub, of its programs that have ended and of those that have not."""
    times = hub.process.cpu_times()
    alive = 0.0
    for each in hub.process.children():
        with suppress(psutil.Error):
            alive += sum(each.cpu_times()[:4])
    return float(sum(times[:4]) + alive)


def main(counts: Sequence[int]) -> None:
    """Print the table, and write it into the docs where it is that of all counts."""
    with tempfile.TemporaryDirectory(prefix="valueprop-bench-") as made, Bench(Path(made)) as bench:
        courses = []
        for count in counts or COUNTS:
            wait_for_quiet()
            courses.append(course(bench, count))
            print(as_markdown(rows(courses[-1:])), file=sys.stderr, flush=True)
    if not counts:
        performance_page.write_sites(rows(courses))


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]])
