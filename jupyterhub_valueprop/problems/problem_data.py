"""A problem as data: the shape that `check --format json` prints and that reports for machines have."""

from __future__ import annotations

from typing import Any

from .problem import Problem


def as_data(problem: Problem) -> dict[str, Any]:
    """A problem as one flat object; `file` is the key path of a value that came from no file."""
    place = problem.place
    return {
        "file": place.file if place.file is not None else place.key,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }
