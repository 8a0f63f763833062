"""What the last `make test` ran and how long it took: in the terminal, and as the table in CONTRIBUTING.md.

The program takes the paths of the reports; with `--write` it makes the table anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "CONTRIBUTING.md"
BEGIN, END = "<!-- made by `make durations` -->", "<!-- end -->"
SLOWEST = 10
#: How the report of those ends that failed and were tried once more.
AGAIN = "-again"

#: What each report of `make test` is of.
SUBJECTS = {
    "hub-6.1": "every test, on JupyterHub 6.1",
    "hub-6.1-clock": "those that look at the clock, alone",
    "hub-5.2": "what JupyterHub itself decides, on JupyterHub 5.2",
    "hub-5.5": "what JupyterHub itself decides, on JupyterHub 5.5",
    "oldest": "the readers and the login page, on JupyterHub 5.2 with the oldest dependencies",
}
THE_REST = "the rest"
#: Rooms of the tests that are told apart in the table; the others are the rest.
ROOMS = ("browser", "hub", "content", "theme", "pictures", "branding")


@dataclass(frozen=True)
class Case:
    """One test of one report, and the seconds that it took."""

    report: str
    name: str
    seconds: float
    problem: str | None = None
    tried_again: bool = False

    @property
    def room(self) -> str:
        """The folder of tests that it is in."""
        _, _, path = self.name.partition("tests.")
        room = path.partition(".")[0]
        return room if room in ROOMS else THE_REST


@dataclass(frozen=True)
class Report:
    """One report: its tests, how many of them were skipped, and the seconds from its first to its last."""

    name: str
    cases: tuple[Case, ...]
    skipped: int
    seconds: float

    @property
    def failed(self) -> int:
        return sum(case.problem is not None and not case.tried_again for case in self.cases)

    @property
    def passed(self) -> int:
        return len(self.cases) - self.skipped - self.failed


def read(path: Path) -> Report:
    """A report as pytest writes it."""
    tree = ElementTree.parse(path)  # noqa: S314 - our own tests wrote it
    cases = []
    for case in tree.iter("testcase"):
        problems = [*case.iter("failure"), *case.iter("error")]
        message = "\n".join(problem.get("message", "") for problem in problems) if problems else None
        name = f"{case.get('classname')}.{case.get('name')}"
        cases.append(Case(path.stem, name, float(case.get("time", 0)), message))
    suites = [*tree.iter("testsuite")]
    skipped = sum(int(suite.get("skipped", 0)) for suite in suites)
    return Report(path.stem, tuple(cases), skipped, sum(float(suite.get("time", 0)) for suite in suites))


def read_all(paths: Iterable[Path]) -> list[Report]:
    """The reports; what failed in one and passed when it was tried again counts as passed, and keeps its problem."""
    reports = {path.stem: read(path) for path in paths}
    for name in [name for name in reports if name.endswith(AGAIN)]:
        passed = {case.name for case in reports.pop(name).cases if case.problem is None}
        first = reports[name.removesuffix(AGAIN)]
        cases = (replace(case, tried_again=case.problem is not None and case.name in passed) for case in first.cases)
        reports[first.name] = replace(first, cases=tuple(cases))
    return list(reports.values())


def spoken(seconds: float) -> str:
    """Seconds up to two minutes, then minutes and seconds."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def summary(reports: Iterable[Report]) -> str:
    """What failed, the slowest tests, each report, and all of them in one line."""
    reports = list(reports)
    cases = [case for report in reports for case in report.cases]
    lines = []
    for case in cases:
        if case.problem is not None:
            first_lines = "\n  ".join(case.problem.splitlines()[:5])
            then = " (passed when it was tried again)" if case.tried_again else ""
            lines.append(f"{case.report}: {case.name}{then}\n  {first_lines}")
    lines.append(f"\nThe {SLOWEST} slowest tests:")
    for case in sorted(cases, key=lambda case: -case.seconds)[:SLOWEST]:
        lines.append(f"{case.seconds:7.1f} s  {case.report}  {case.name}")
    lines.append("")
    lines += [f"{report.name}: {report.passed} passed in {spoken(report.seconds)}" for report in reports]
    passed, failed, skipped = (sum(getattr(each, kind) for each in reports) for kind in ("passed", "failed", "skipped"))
    took = spoken(sum(report.seconds for report in reports))
    lines.append(f"{passed} passed, {failed} failed, {skipped} skipped in {took}")
    return "\n".join(lines)


def table(reports: Iterable[Report]) -> str:
    """The table: what `make test` runs, how many tests that is, how long they take, and where the time goes."""
    known = {report.name: report for report in reports}
    rows = ["| tests | passed | took | most of it |", "|---|---|---|---|"]
    shown = [known[name] for name in SUBJECTS if name in known]
    rows += [
        f"| {SUBJECTS[report.name]} | {report.passed:,} | {spoken(report.seconds)} | {shares(report)} |"
        for report in shown
    ]
    passed, seconds = sum(report.passed for report in shown), sum(report.seconds for report in shown)
    rows.append(f"| all | {passed:,} | {spoken(seconds)} | |")
    return "\n".join(rows)


def shares(report: Report) -> str:
    """The three rooms that take most of the time of the tests, in percent."""
    times: dict[str, float] = {}
    for case in report.cases:
        times[case.room] = times.get(case.room, 0) + case.seconds
    total = sum(times.values()) or 1.0
    largest = sorted(times, key=lambda room: -times[room])[:3]
    names = {room: room if room == THE_REST else f"`{room}`" for room in largest}
    return ", ".join(f"{names[room]} {100 * times[room] / total:.0f} %" for room in largest)


def written(page: str, made: str) -> str:
    """The page with `made` in the place of the table that it has."""
    pattern = re.compile(rf"(?<={re.escape(BEGIN)}\n).*?(?=\n{re.escape(END)})", re.DOTALL)
    return pattern.sub(lambda _: made, page)


def main(arguments: list[str]) -> None:
    reports = read_all(Path(path) for path in arguments if path != "--write")
    if "--write" in arguments:
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), table(reports)), encoding="utf-8")
    else:
        sys.stdout.write(summary(reports) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
