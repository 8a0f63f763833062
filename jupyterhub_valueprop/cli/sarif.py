"""Problems as SARIF 2.1.0, the format that code scanning services and editors read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.codes import CODES, entry_of

from .plain_output import as_json_text

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(problems: Iterable[Problem]) -> str:
    """One run with a rule for each code that occurs. A value from Python or Helm is named by its key."""
    problems = tuple(problems)
    codes = sorted({problem.code for problem in problems})
    driver = {"name": "jupyterhub-valueprop", "rules": [_rule(code) for code in codes]}
    results = [_result(problem, codes.index(problem.code)) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return as_json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, Any]:
    meaning = CODES[code]
    help_text = {"text": f"{meaning} See {entry_of(code)}.", "markdown": f"{meaning} [More]({entry_of(code)})"}
    return {"id": code, "shortDescription": {"text": meaning}, "help": help_text}


def _result(problem: Problem, index: int) -> dict[str, Any]:
    text = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [_location(problem.place)],
    }


def _location(place: Place) -> dict[str, Any]:
    if place.file is None:
        return {"logicalLocations": [{"fullyQualifiedName": str(place), "kind": "member"}]}
    path = Path(place.file)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if place.line is not None:
        column = {} if place.column is None else {"startColumn": place.column}
        physical["region"] = {"startLine": place.line, **column}
    return {"physicalLocation": physical}
