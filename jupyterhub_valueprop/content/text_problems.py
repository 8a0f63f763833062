"""Collect the problems of one text, with the line and, if it can be found, the column."""

from __future__ import annotations

from dataclasses import dataclass, field

from jupyterhub_valueprop.problems import Place, Problem, Severity, in_order

#: The most problems of one text that are listed; the last one says how many more there are.
MOST_PROBLEMS = 200


@dataclass
class TextProblems:
    """The problems of one text. `lines` are its source lines; `key` names the text if it is not in a file."""

    file: str | None
    lines: tuple[str, ...]
    key: str | None = None
    found: dict[Problem, None] = field(default_factory=dict)
    unlisted: int = 0

    @property
    def full(self) -> bool:
        """Whether further warnings are only counted."""
        return len(self.found) >= MOST_PROBLEMS

    def add(
        self,
        code: str,
        line: int | None,
        message: str,
        hint: str | None = None,
        *,
        near: str = "",
        column: int | None = None,
        severity: Severity = "warning",
    ) -> None:
        """Report a problem on a line; its column is where `near` is written there, unless the column is known."""
        if self.full and severity == "warning":
            self.unlisted += 1
            return
        if line is not None and column is None:
            column = self._column(line, near)
        self.found[Problem(Place(self.file, line, column, self.key), severity, code, message, hint)] = None

    def _column(self, line: int, near: str) -> int | None:
        if not near or not 0 < line <= len(self.lines):
            return None
        return self.lines[line - 1].find(near) + 1 or None

    def in_order(self) -> tuple[Problem, ...]:
        """All problems in order of position, and last the number of those that are not listed."""
        listed = in_order(self.found)
        return listed + unlisted(self.unlisted, listed[-1].place if listed else Place(self.file, key=self.key))


def unlisted(count: int, place: Place) -> tuple[Problem, ...]:
    """A problem that counts those which are not listed, if there are any."""
    message = f"{count} more problems are not listed"
    return (Problem(place, "warning", "more-problems", message, "fix those above first"),) if count else ()
