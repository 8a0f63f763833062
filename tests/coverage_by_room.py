"""Prints how much of every room the tests run: `python tests/coverage_by_room.py`, after `coverage combine`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

PACKAGE = "jupyterhub_valueprop"


@dataclass(frozen=True)
class Share:
    """Statements and branches, and how many of both no test has run."""

    statements: int
    branches: int
    missed: int

    def __add__(self, other: Share) -> Share:
        return Share(self.statements + other.statements, self.branches + other.branches, self.missed + other.missed)

    @property
    def percent(self) -> float:
        """Of both together; 100 where there is nothing to run."""
        of = self.statements + self.branches
        return 100 * (of - self.missed) / of if of else 100.0


def room(file: str) -> str:
    """The room of a module, by the module's path: its folder in the package, or the module itself."""
    parts = PurePath(file).with_suffix("").parts
    within = parts[parts.index(PACKAGE) + 1 :]
    return within[0] if within != ("__init__",) else PACKAGE


def by_room(files: Mapping[str, Mapping[str, Any]]) -> dict[str, Share]:
    """The share of every room, from the `files` of coverage's JSON report, in the order of the alphabet."""
    rooms: dict[str, Share] = {}
    for file, report in sorted(files.items()):
        counts = report["summary"]
        missed = counts["missing_lines"] + counts["missing_branches"]
        share = Share(counts["num_statements"], counts["num_branches"], missed)
        rooms[room(file)] = rooms.get(room(file), Share(0, 0, 0)) + share
    return dict(sorted(rooms.items()))


def as_text(rooms: Mapping[str, Share]) -> str:
    """One line per room, and one for all of them."""
    everything = sum(rooms.values(), Share(0, 0, 0))
    lines = [
        f"{name:<22}{each.statements:>11}{each.branches:>10}{each.missed:>8}{each.percent:>9.1f} %"
        for name, each in [*rooms.items(), ("all rooms", everything)]
    ]
    return "\n".join([f"{'room':<22}{'statements':>11}{'branches':>10}{'missed':>8}{'run':>9}", *lines])


def main() -> None:
    """Print the table of the coverage in this folder."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        subprocess.run([sys.executable, "-m", "coverage", "json", "--quiet", "-o", str(report)], check=True)
        print(as_text(by_room(json.loads(report.read_text(encoding="utf-8"))["files"])))


if __name__ == "__main__":
    main()
