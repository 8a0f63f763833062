"""What it costs to say what a change does to a whole fleet: time, its growth with the fleet, and memory.

As a program (`python -m benchmarks.fleet 1000`), the same for a fleet of another size.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .communities import write_fleet
from .hubs import Bench
from .lines import Budget, Line
from .quiet import wait_for_quiet

COUNT, FEWER = 200, 50
PROGRAM = "from jupyterhub_valueprop.cli import main; main()"


def measure(bench: Bench) -> list[Line]:
    """A change of the shared network file and document, and of one community; without images."""
    changed, peak = _compare(bench, "changed", COUNT, is_shared=True)
    fewer, _ = _compare(bench, "fewer", FEWER, is_shared=True)
    same, _ = _compare(bench, "same", COUNT, is_shared=False)
    return [
        Line(f"fleet of {COUNT} communities, all of them changed", "s", None, changed, Budget(60)),
        Line(
            f"the same: each of them, by each of a fleet of {FEWER}",
            "ms",
            fewer / FEWER * 1000,
            changed / COUNT * 1000,
            Budget(1.5, "ratio"),
            note=f"in the first column those of the fleet of {FEWER}",
        ),
        Line("the same: largest process", "MB", None, peak, Budget(250)),
        Line(f"fleet of {COUNT} communities, one of them changed", "s", None, same),
    ]


def _compare(bench: Bench, name: str, count: int, *, is_shared: bool) -> tuple[float, float]:
    """The seconds of a comparison, and the megabytes of its largest process."""
    folder = bench.folder / "fleet" / name
    before, after = folder / "before", folder / "after"
    for each in (before, after):
        write_fleet(each, count)
    own = after / "c0007" / "branding.yaml"
    own.write_text(own.read_text(encoding="utf-8").replace("Shared notebooks", "Notebooks"), encoding="utf-8")
    if is_shared:
        for file, old, new in (("network.yaml", "/membership", "/join"), ("value-proposition.md", "choose", "pick")):
            shared = after / file
            shared.write_text(shared.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    environment = bench.processes
    wait_for_quiet()
    command = [sys.executable, "-c", PROGRAM, "fleet", str(after), "--base", str(before), "--out", str(folder / "out")]
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError("fleet found something broken, or failed")
    return elapsed, used.ru_maxrss / 1000


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made, Bench(Path(made)) as bench:
        for shared in (True, False):
            seconds, megabytes = _compare(bench, str(shared), int(sys.argv[1]), is_shared=shared)
            print(f"{'all' if shared else 'one'} changed: {seconds:.1f} s, {megabytes:.0f} MB", flush=True)
