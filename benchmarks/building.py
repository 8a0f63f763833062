"""What building the page costs, in a fresh process: `python -m benchmarks.building FILE`, a branding as JSON."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from .hubs import Bench


@dataclass(frozen=True)
class Cost:
    """Seconds to build the first page and, in a process that has built one, the next; memory it adds (MB)."""

    first: float
    next: float
    megabytes: float


def cost(branding: Any, bench: Bench) -> Cost:
    """The cost of a branding."""
    path = bench.folder / "branding.json"
    path.write_text(json.dumps(branding), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.building", str(path)]
    done = subprocess.run(
        command, cwd=bench.folder, env=bench.processes, capture_output=True, text=True, check=True, timeout=300
    )
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def _measure(branding: Any) -> Cost:
    from jupyterhub_valueprop.page import build_site  # noqa: PLC0415 - importing is not part of the figures

    process = psutil.Process()
    gc.collect()
    before = process.memory_info().rss
    times, sites = [], []
    for _ in range(2):
        start = time.perf_counter()
        sites[:] = [build_site(branding, static_url_prefix="/hub/static/")]
        times.append(time.perf_counter() - start)
    if sites[0].has_errors:
        raise SystemExit(f"a branding that is not used whole says nothing about its cost: {sites[0].problems[0]}")
    gc.collect()
    return Cost(times[0], times[1], (process.memory_info().rss - before) / 1e6)


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))))
