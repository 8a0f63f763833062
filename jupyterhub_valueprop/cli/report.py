"""Show problems as text with the line and a caret, as JSON, or as annotations of a GitHub workflow.

SARIF is in `cli.sarif`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from jupyterhub_valueprop.branding.sources.yaml_errors import lines_of
from jupyterhub_valueprop.files import FileError, Files, Identity, identity
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import counted
from jupyterhub_valueprop.problems.problem_data import as_data

from .plain_output import as_json_text, printable

WIDEST_LINE = 110
_BEFORE_CARET = 70


_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


def as_text(problems: Iterable[Problem], texts: Mapping[str, str] = _NO_TEXTS) -> str:
    """Every problem on a line, followed by the line of the file with a caret under the wrong place.

    `texts` has the texts that are not files, such as standard input, by their names in problems.
    """
    blocks = ["\n".join((printable(str(problem)), *source_excerpt(problem.place, texts))) for problem in problems]
    return "\n".join(blocks)


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects. For a value from Python or Helm, `file` is its key path."""
    return as_json_text([as_data(problem) for problem in problems])


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    return "\n".join(_annotation(problem) for problem in problems)


def summary(problems: Sequence[Problem]) -> str:
    """How many problems there are, in words."""
    if not problems:
        return "no problems"
    errors = sum(problem.severity == "error" for problem in problems)
    counts = ((errors, "error"), (len(problems) - errors, "warning"))
    return " and ".join(counted(count, word) for count, word in counts if count)


def _annotation(problem: Problem) -> str:
    place = problem.place
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": problem.code}
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None)
    key = f"{place.key}: " if place.file is None and place.key else ""
    advice = f"; {problem.hint}" if problem.hint else ""
    return f"::{problem.severity} {given}::{_data(key + problem.message + advice)}"


def _data(text: str) -> str:
    """Escape the text of a workflow command (actions/toolkit, packages/core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def source_excerpt(place: Place, texts: Mapping[str, str] = _NO_TEXTS) -> tuple[str, ...]:
    """The line of a place and a caret under its column; empty if the line is gone."""
    if place.file is None or place.line is None or place.column is None:
        return ()
    lines = lines_of(texts[place.file]) if place.file in texts else _lines(place.file, identity(Path(place.file)))
    if place.line > len(lines) or place.column > len(lines[place.line - 1]) + 1:
        return ()
    line, column = lines[place.line - 1], place.column - 1
    if not line.strip():
        return ()
    if column > _BEFORE_CARET:
        line, column = "…" + line[column - _BEFORE_CARET :], _BEFORE_CARET + 1
    if len(line) > WIDEST_LINE:
        line = line[:WIDEST_LINE] + "…"
    shown = printable(line.expandtabs(1))
    padding = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in shown[:column])
    return f"  {shown}", f"  {' ' * padding}^"


@lru_cache(maxsize=16)
def _lines(file: str, _: Identity | None) -> list[str]:
    try:
        content = Files().read(Path(file), 2_000_000, confined=False)
    except FileError:
        return []
    return lines_of(content.decode("utf-8-sig", errors="replace"))
