"""Load on one address: with `wrk` where it is installed, else with this module as a program of its own.

`python -m benchmarks.load URL CONNECTIONS SECONDS` prints JSON. It is bounded in time and asks loopback only.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from .client import Connection
from .statistic import percentile

CONNECTIONS = 8
_UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}


@dataclass(frozen=True)
class Load:
    """What came of it: requests and their rate per second, latency in ms, and how many answers were no 200."""

    requests: int
    rate: float
    p50: float
    p99: float
    errors: int


def load(url: str, seconds: float, connections: int = CONNECTIONS) -> Load:
    """Ask for `url` over and over for so many seconds."""
    if shutil.which("wrk"):
        command = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--latency", url]
        return from_wrk(_output(command, seconds))
    command = [sys.executable, "-m", "benchmarks.load", url, str(connections), str(seconds)]
    return Load(**json.loads(_output(command, seconds)))


def tool() -> str:
    """What makes the load on this machine."""
    return "wrk" if shutil.which("wrk") else "benchmarks.load"


def from_wrk(report: str) -> Load:
    """What `wrk --latency` printed."""
    rate = re.search(r"Requests/sec:\s+([\d.]+)", report)
    requests = re.search(r"(\d+) requests in", report)
    assert rate, report
    assert requests, report
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", report)
    sockets = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", report)
    errors = int(failed[1]) if failed else 0
    errors += sum(map(int, sockets.groups())) if sockets else 0
    return Load(int(requests[1]), float(rate[1]), _milliseconds(report, 50), _milliseconds(report, 99), errors)


def _milliseconds(report: str, percent: int) -> float:
    found = re.search(rf"^\s+{percent}%\s+([\d.]+)([a-z]+)", report, re.MULTILINE)
    assert found, report
    return float(found[1]) * _UNITS[found[2]]


def _output(command: list[str], seconds: float) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30).stdout


async def _visit(url: str, until: float, times: list[float], errors: list[int]) -> None:
    address = urlsplit(url)
    async with Connection(url) as hub:
        while (start := time.perf_counter()) < until:
            answer = await hub.get(address.path)
            times.append((time.perf_counter() - start) * 1e3)
            if answer.status != 200:
                errors.append(answer.status)


async def _generate(url: str, connections: int, seconds: float) -> Load:
    assert urlsplit(url).hostname == "127.0.0.1", "this is for loopback only"
    times: list[float] = []
    errors: list[int] = []
    start = time.perf_counter()
    await asyncio.gather(*(_visit(url, start + seconds, times, errors) for _ in range(connections)))
    took = time.perf_counter() - start
    return Load(len(times), len(times) / took, percentile(times, 0.5), percentile(times, 0.99), len(errors))


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(_generate(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))))))
