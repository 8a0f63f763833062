"""`python -m benchmarks`: measure what the budgets are about, print the table, keep it as JSON."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from . import (
    accessibility,
    branded,
    concurrency,
    fleet,
    growth,
    inlining,
    lighthouse,
    memory,
    performance_page,
    reload,
    speed,
    startup,
    vitals,
    weight,
)
from .hubs import ROOT, Bench
from .lines import MISSED, Line
from .machine import describe
from .table import as_text

Section = Callable[[Bench], list[Line]]

#: In the order of the table.
SECTIONS: Mapping[str, Section] = {
    "weight": weight.measure,
    "speed": speed.measure,
    "vitals": vitals.measure,
    "inlining": inlining.measure,
    "branded": branded.measure,
    "memory": memory.measure,
    "startup": startup.measure,
    "reload": reload.measure,
    "concurrency": concurrency.measure,
    "fleet": fleet.measure,
    "axe": accessibility.measure,
    "lighthouse": lighthouse.measure,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 when every budget that was measured is met, 1 when one is missed, 2 for a wrong call."""
    options = _options().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="valueprop-bench-") as folder:
        document = options.document.resolve() if options.document else None
        with Bench(Path(folder), document) as bench:
            return _growth(bench, options) if options.growth else _budgets(bench, options)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--only", type=_names, default=tuple(SECTIONS), help=f"some of: {','.join(SECTIONS)}")
    parser.add_argument("--document", type=Path, help="measure the page of this document, not the default one")
    parser.add_argument("--baseline", type=Path, help="the JSON of an earlier run, to compare with")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "bench.json", help="where to write the figures")
    parser.add_argument("--growth", action="store_true", help="measure how cost grows instead (some five minutes)")
    parser.add_argument("--docs", action="store_true", help="write the tables into docs/explanation/performance.md")
    return parser


def _names(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    return names


def _budgets(bench: Bench, options: argparse.Namespace) -> int:
    earlier = json.loads(options.baseline.read_text(encoding="utf-8")) if options.baseline else None
    sections = {name: section for name, section in SECTIONS.items() if name in options.only}
    lines: list[Line] = []
    for name, section in sections.items():
        start = time.monotonic()
        lines += section(bench)
        print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    print(as_text(lines, earlier))
    _save(options.json, {**describe(), "lines": [line.as_json() for line in lines]})
    if options.docs:
        performance_page.write_budgets(lines)
    return 1 if any(line.verdict == MISSED for line in lines) else 0


def _growth(bench: Bench, options: argparse.Namespace) -> int:
    points = growth.measure(bench)
    print(growth.as_text(points))
    _save(options.json.with_name("growth.json"), {**describe(), "points": [point.as_json() for point in points]})
    if options.docs:
        performance_page.write_growth(points)
    return 0


def _save(path: Path, content: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"\nwritten to {path}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
