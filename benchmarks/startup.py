"""What the package adds to the hub's start: until it is ready to listen, and until it has answered with its first page.

As a program (`python -m benchmarks.startup`), one such start in a fresh process;
prints the seconds it took, and those of them that a processor was busy.
"""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from .hubs import CONFIG, Bench
from .lines import Budget, Line
from .quiet import wait_for_quiet
from .statistic import alternating


def measure(bench: Bench, *, rounds: int = 21) -> list[Line]:
    """The time of `JupyterHub.initialize`, our imports included; its processor time; the time until the first page."""
    took: dict[str, list[tuple[float, float]]] = {"stock": [], "ours": []}
    for order in alternating(list(took), rounds):
        wait_for_quiet(2)
        for name in order:
            took[name].append(_start(bench, name))
    elapsed, busy = ([median(each[kind] for each in took[name]) for name in ("stock", "ours")] for kind in (0, 1))
    answered: dict[str, list[float]] = {"stock": [], "ours": []}
    for order in alternating(list(answered), rounds):
        wait_for_quiet(2)
        for name in order:
            began = time.perf_counter()
            with bench.starts[name]():
                answered[name].append(time.perf_counter() - began)
    first_page = [median(answered[name]) for name in ("stock", "ours")]
    note = f"medians of {rounds} fresh processes each"
    return [
        Line("hub start-up, until initialize is done", "s", *elapsed, Budget(0.05, "above"), note=note),
        Line("its processor time", "s", *busy),
        Line("hub start-up, until the first page is answered", "s", *first_page, Budget(0.2, "above")),
    ]


def _start(bench: Bench, name: str) -> tuple[float, float]:
    output = subprocess.run(
        [sys.executable, "-m", "benchmarks.startup"],
        cwd=bench.folder,
        env=bench.environment(ours=name == "ours"),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout
    elapsed, busy = map(float, output.splitlines()[-1].split())
    return elapsed, busy


def _initialize(config: Path) -> tuple[float, float]:
    from jupyterhub.app import JupyterHub  # noqa: PLC0415 - what a hub imports anyway is not part of the figure

    async def initialize() -> None:
        await JupyterHub.instance(log_level=logging.ERROR).initialize(["-f", str(config)])

    start, start_busy = time.perf_counter(), time.process_time()
    asyncio.run(initialize())
    return time.perf_counter() - start, time.process_time() - start_busy


if __name__ == "__main__":
    print(*_initialize(CONFIG), flush=True)
    os._exit(0)  # a hub that never listened has nothing to close
