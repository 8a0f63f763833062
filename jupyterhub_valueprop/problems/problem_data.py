"""A problem as data, for machines that read reports and for this package's other programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .problem import Place, Problem


def as_data(problem: Problem) -> dict[str, Any]:
    """A problem as `check --format json` and reports have it, one flat object.

    For a value from Python or Helm, `file` is its key path.
    """
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


def problem_from(fields: Mapping[str, Any]) -> Problem:
    """The problem from the fields that `dataclasses.asdict` made of it, after a trip through JSON."""
    return Problem(**{**fields, "place": Place(**fields["place"])})
