"""What is wrong in somebody's file, and where. Every subpackage reports problems in this form.

How problems are printed is in `cli.report`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Place:
    """Where a value was written: a position in a file, or a key path for a value that came from Python or Helm.

    `line` and `column` count from 1; both are None when the file has no such position (a missing file) or when
    there is no file at all, in which case `key` says where (`ValueProp.branding.community.name`).
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    key: str | None = None

    def __str__(self) -> str:
        if self.file is None:
            return self.key or "configuration"
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True)
class Problem:
    """One problem with what somebody wrote, with a stable `code` and a way to fix it.

    `message` is one lower-case sentence; `hint`, if there is one, says what to write instead.
    """

    place: Place
    severity: Severity
    code: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        advice = f"; {self.hint}" if self.hint else ""
        return f"{self.place}: {self.severity}: {self.message}{advice} [{self.code}]"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file and position, without repetitions. Those without a position stay in the order given."""
    return by_position(dict.fromkeys(problems))


def by_position(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Like `in_order`, for problems without repetitions."""
    return tuple(sorted(problems, key=_position))


def _position(problem: Problem) -> tuple[str, int, int]:
    place = problem.place
    return place.file or "", place.line or 0, place.column or 0


#: The most problems that are listed: nobody reads more, and each is a line of the hub's log.
MOST_PROBLEMS = 100


def first_of(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The first hundred problems, and one that says how many more there are."""
    shown, more = problems[:MOST_PROBLEMS], problems[MOST_PROBLEMS:]
    if not more:
        return tuple(shown)
    severity: Severity = "error" if any(problem.severity == "error" for problem in more) else "warning"
    message = f"there are {len(more)} more problems from here on"
    return *shown, Problem(more[0].place, severity, "more-problems", message, "fix those above first")


class ValuePropError(Exception):
    """Raised for a branding file or document that can't be used. `problems` has every reason, in order of position."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
