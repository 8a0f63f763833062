"""What the package adds to the hub's memory, and what the program that builds the page takes for a moment.

As a program (`python -m benchmarks.memory`), one build in a fresh process; prints the peak of its program in MB.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import subprocess
import sys
import time
from statistics import median

from .client import Connection
from .hubs import PATH, Bench, Hub
from .lines import Budget, Line
from .load import load

POSTS, VIEWS = 40, 400
#: After its answer, a build takes a moment to end, in seconds.
SETTLED = 0.5


def warmed(hub: Hub, seconds: float = 2.0) -> float:
    """The memory of a hub (MB) that has shown its page some thousand times."""
    load(hub.login, seconds)
    return hub.megabytes


def measure(bench: Bench, *, rounds: int = 3) -> list[Line]:
    """Resident memory of fresh hubs after warm-up, and after what an anonymous visitor can send; a build's own peak."""
    held: dict[str, list[float]] = {name: [] for name in bench.starts}
    for _ in range(rounds):
        for name, start in bench.starts.items():
            with start() as hub:
                held[name].append(warmed(hub))
    sent: dict[str, float] = {}
    for name, start in bench.starts.items():
        with start() as hub:
            asyncio.run(send_what_differs(hub))
            sent[name] = hub.megabytes
    return [
        Line("hub memory after warm-up", "MB", median(held["stock"]), median(held["ours"]), Budget(3, "above")),
        Line(
            f"the same after {POSTS} anonymous POSTs of 2 MB and {VIEWS} different views",
            "MB",
            sent["stock"],
            sent["ours"],
            Budget(60, "above"),
        ),
        Line("peak of the program that builds the page", "MB", None, _peak(bench)),
    ]


async def send_what_differs(hub: Hub) -> None:
    """Wrong passwords with 2 MB each, then addresses that nobody has asked for before."""
    async with Connection(hub.url) as connection:
        for number in range(POSTS):
            page = await connection.get(PATH)
            form = {"username": "ada", "password": "wrong", "_xsrf": page.cookies.get("_xsrf", "")}
            await connection.post(PATH, {**form, "next": f"/hub/{number}" + "x" * 2_000_000}, page.cookies)
        for number in range(VIEWS):
            await connection.get(f"{PATH}?next=%2Fhub%2F{number}{'y' * 3_000}&username={number}")


def _peak(bench: Bench) -> float:
    command = [sys.executable, "-m", "benchmarks.memory", json.dumps(bench.branding)]
    done = subprocess.run(
        command, cwd=bench.folder, env=bench.processes, capture_output=True, text=True, check=True, timeout=120
    )
    return float(done.stdout.splitlines()[-1])


def _build(branding: object) -> float:
    from jupyterhub_valueprop.builder import process  # noqa: PLC0415 - only this program needs them
    from jupyterhub_valueprop.builder.layer_data import layers_as_data  # noqa: PLC0415

    layers, nothing = {"layers": layers_as_data(branding), "key": ""}, {"folders": [], "template_folders": []}
    answer = process.build({**layers, **nothing, "public_url": "", "static_url_prefix": "/hub/static/"}, 30.0)
    if answer.site is None:
        raise SystemExit(f"the page was not built: {answer.failure}")
    time.sleep(SETTLED)
    process.end_all()  # what a process took is told when it has ended and was waited for
    unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kB here
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit


if __name__ == "__main__":
    print(_build(json.loads(sys.argv[1])), flush=True)
    os._exit(0)
