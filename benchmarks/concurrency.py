"""A crowd at the door: does everybody get in, and is the hub's event loop ever blocked by our code?"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from .hubs import ROOT, Bench, Hub
from .lines import Budget, Line
from .probe import KINDS, WORTH_NOTING, longest

CLIENTS = 200
SIGNING_IN = 10


def measure(bench: Bench, *, seconds: float = 60.0) -> list[Line]:
    """Errors, sign-ins, the longest step of the event loop, and the longest of our calls within one; see `probe`."""
    stock = _crowd(bench.folder / "probe-stock.json", bench.stock, seconds)
    ours = _crowd(bench.folder / "probe-ours.json", bench.ours, seconds)
    what = f"{CLIENTS} clients for {seconds:g} s, {SIGNING_IN} of them signing in"
    errors = ", ".join(f"{kind} ({count})" for kind, count in ours["errors"].items())
    return [
        Line(f"{what}: errors", "", _count(stock), _count(ours), Budget(0), note=errors),
        Line("the same: sign-ins", "", stock["sign_ins"], ours["sign_ins"]),
        Line("the same: sign-in with page and home, median", "ms", stock["sign_in_p50"], ours["sign_in_p50"]),
        Line("the same: page views", "", stock["views"], ours["views"]),
        Line("the same: longest step of the event loop", "ms", stock["steps"], ours["steps"]),
        Line("the same: longest garbage collection", "ms", stock["collections"], ours["collections"]),
        Line(
            "the same: longest call of this package",
            "ms",
            None,
            ours["calls"],
            Budget(50),
            note=f"0 when none took {WORTH_NOTING * 1e3:g} ms of processor time",
        ),
    ]


def _count(found: dict[str, Any]) -> int:
    return sum(found["errors"].values())


def _crowd(probe: Path, start: Callable[..., AbstractContextManager[Hub]], seconds: float) -> dict[str, Any]:
    with start(probe=probe) as hub:
        _visit(hub, 1.0)
        since = time.monotonic()
        found = _visit(hub, seconds)
        until_it_ended = time.monotonic() - since
    assert until_it_ended >= seconds
    return found | {kind: longest(probe, kind, since) for kind in KINDS}


def _visit(hub: Hub, seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.crowd", hub.url, str(CLIENTS), str(seconds), str(SIGNING_IN)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=seconds + 60)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
