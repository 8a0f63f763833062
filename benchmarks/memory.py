"""What the package adds to the hub's memory."""

from __future__ import annotations

from statistics import median

from .hubs import Bench, Hub
from .lines import Budget, Line
from .load import load


def warmed(hub: Hub, seconds: float = 2.0) -> float:
    """The memory of a hub (MB) that has shown its page some thousand times."""
    load(hub.login, seconds)
    return hub.megabytes


def measure(bench: Bench, *, rounds: int = 3) -> list[Line]:
    """One line: resident memory after warm-up, of fresh hubs."""
    held: dict[str, list[float]] = {name: [] for name in bench.starts}
    for _ in range(rounds):
        for name, start in bench.starts.items():
            with start() as hub:
                held[name].append(warmed(hub))
    return [Line("hub memory after warm-up", "MB", median(held["stock"]), median(held["ours"]), Budget(20, "above"))]
