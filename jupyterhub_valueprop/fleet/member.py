"""One community of a fleet in a report: its status, problems and changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from jupyterhub_valueprop.problems import Problem
from jupyterhub_valueprop.problems.problem_data import as_data

Status = Literal["same", "changed", "broken", "new", "gone"]

#: Every status, the most urgent one first.
STATUSES: tuple[Status, ...] = ("broken", "changed", "new", "gone", "same")


@dataclass(frozen=True)
class Change:
    """One change of a branding: `words` describe it, `before` and `after` are the values, or None."""

    key: str
    words: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class Pictures:
    """Images of the top of a community's page, as `data:` URLs."""

    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class Member:
    """One community. `file` is the path of its branding below the folder of the fleet.

    `is_newly_broken`: it can't be shown as written, although it could be before, or it is new. `lacked` is what
    was wrong with a file that it named before, was not there then, and is now.
    """

    name: str
    file: str
    status: Status
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()
    is_newly_broken: bool = False
    pictures: Pictures = Pictures()
    lacked: Problem | None = None

    def entry(self) -> dict[str, Any]:
        """The community as `report.json` has it."""
        return {
            "name": self.name,
            "file": self.file,
            "status": self.status,
            "problems": [as_data(problem) for problem in self.problems],
            "changes": [{"key": each.key, "before": each.before, "after": each.after} for each in self.changes],
        }
