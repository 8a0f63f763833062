"""How long a visitor waits while a changed branding is being read."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from statistics import median

from .client import Connection
from .hubs import PATH, Bench, Hub
from .lines import Budget, Line
from .quiet import wait_for_quiet

INTERVAL = 0.2
GIVE_UP = 10.0


def measure(bench: Bench, *, rounds: int = 9) -> list[Line]:
    """One line: the slowest request between saving the file and seeing it, beside the usual latency."""
    branding = bench.folder / "branding.yaml"
    _save(branding, bench.document, 0)
    with bench.ours(str(branding), reload_interval=INTERVAL) as hub:
        wait_for_quiet()
        pauses, usual = asyncio.run(_visit(hub, branding, bench.document, rounds))
    note = f"median of {rounds} reloads, the worst {max(pauses):.1f} ms; in the first column the usual request"
    return [Line("slowest request during a reload", "ms", usual, median(pauses), Budget(20, "above"), note=note)]


def _save(branding: Path, document: Path | None, number: int) -> None:
    source = f"proposition: {{source: {document}}}\n" if document else ""
    branding.write_text(f"community: {{name: Edition {number}.}}\n{source}", encoding="utf-8")


async def _visit(hub: Hub, branding: Path, document: Path | None, rounds: int) -> tuple[list[float], float]:
    """The slowest request (ms) of each reload, and the median of all requests outside of them."""
    pauses, usual = [], []
    async with Connection(hub.url) as connection:
        for number in range(1, rounds + 1):
            quiet = time.monotonic() + 1
            while time.monotonic() < quiet:
                usual.append((await _timed(connection))[0])
            _save(branding, document, number)
            pauses.append(await _slowest_until(connection, f"Edition {number}.".encode()))
    return pauses, median(usual)


async def _slowest_until(connection: Connection, word: bytes) -> float:
    slowest, give_up = 0.0, time.monotonic() + GIVE_UP
    while time.monotonic() < give_up:
        took, body = await _timed(connection)
        slowest = max(slowest, took)
        if word in body:
            return slowest
    raise SystemExit(f"the saved branding was not shown within {GIVE_UP:g} s")


async def _timed(connection: Connection) -> tuple[float, bytes]:
    start = time.perf_counter()
    answer = await connection.get(PATH)
    return (time.perf_counter() - start) * 1e3, answer.body
