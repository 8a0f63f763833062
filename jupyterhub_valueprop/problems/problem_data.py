"""A problem as data: for machines that read reports, and from one program of this package to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .problem import Place, Problem


def as_data(problem: Problem) -> dict[str, Any]:
    """A problem as `check --format json` and reports have it, one flat object.

    `file` is the key path of a value that came from no file.
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
    """The problem of which `dataclasses.asdict` has made these fields, and JSON since."""
    return Problem(**{**fields, "place": Place(**fields["place"])})
