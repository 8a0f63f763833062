"""`check --fix`: mistakes that have one right answer, put right in the text itself, so that all else stays as it is.

A problem's hint says what to write; only hints that leave no choice are followed. YAML is read to find where a value
begins and ends, and nothing is written anew but that value.
"""

from __future__ import annotations

import codecs
import difflib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.nodes import Node as YamlNode

from jupyterhub_valueprop.problems import Problem

ROUNDS = 5
"""How often a file is fixed and checked again: a key that has its right name now has a value to be checked."""

_ANSWER = re.compile(r"(?:write|did you mean) '([^'…]{1,300})'\??")
_SWITCH = re.compile(r"write (true|false), without quotes")
_QUOTES = re.compile(r'put it in quotes: "([^"]{1,300})"')
#: Codes of which a hint is the one right answer.
_CERTAIN = frozenset(("unknown-key", "unknown-value", "url", "color", "type", "double-slash", "https-too"))
_HEX = re.compile(r"#[0-9A-Fa-f]{3,8}\b")
_PLAIN_IN_FLOW = re.compile(r"[\w./@+%~-][\w./:@+%~=&?-]*", re.A)

Position = tuple[int, int]


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    text: str


def fixed_text(text: str, problems: Iterable[Problem]) -> str:
    """The text with everything put right that can be; the same text where nothing can."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return text
    scalars = {(node.start_mark.line + 1, node.start_mark.column + 1): node for node in _scalars(root, set())}
    starts = _starts_of_lines(text)
    edits = {edit.start: edit for problem in problems if (edit := _edit(problem, text, scalars, starts))}
    for start in sorted(edits, reverse=True):
        edit = edits[start]
        text = text[:start] + edit.text + text[edit.end :]
    return text


def difference(before: str, after: str, name: str) -> str:
    """What has changed, as a unified diff."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="")
    return "\n".join(lines).expandtabs(4)


def replace_text(path: Path, text: str) -> None:
    """Write a file as a whole or not at all; a link stays one, and the mode of the file stays. Raises OSError."""
    path = path.resolve()
    with path.open("rb") as file:
        has_mark = file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig" if has_mark else "utf-8", newline="") as fixed:
            fixed.write(text)
        os.chmod(temporary, path.stat().st_mode & 0o7777)  # noqa: PTH101 - a name, not a path of ours
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        os.unlink(temporary)  # noqa: PTH108
        raise


def _scalars(node: YamlNode | None, seen: set[int]) -> Iterator[ScalarNode]:
    """Every scalar, keys included, once: an alias leads to what was there already."""
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for child in node.value:
            yield from _scalars(child, seen)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _scalars(key, seen)
            yield from _scalars(value, seen)


def _starts_of_lines(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\r\n|[\n\r\x85\u2028\u2029]", text))]


def _edit(problem: Problem, text: str, scalars: dict[Position, ScalarNode], starts: list[int]) -> _Edit | None:
    place = problem.place
    if place.line is None or place.column is None or place.line > len(starts):
        return None
    if problem.code == "color-in-comment":
        start = starts[place.line - 1] + place.column - 1
        end = starts[place.line] if place.line < len(starts) else len(text)
        color = _HEX.search(text, start, end)
        return _Edit(color.start(), color.end(), f'"{color[0]}"') if color else None
    node = scalars.get((place.line, place.column))
    answer = _answer(problem)
    if node is None or answer is None or node.start_mark.line != node.end_mark.line or node.style in ("|", ">"):
        return None
    start = starts[node.start_mark.line] + node.start_mark.column
    end = starts[node.end_mark.line] + node.end_mark.column
    if text[start:end].strip("'\"") != node.value:  # an anchor, a tag or escapes: not understood
        return None
    return _Edit(start, end, _written(answer, node.style))


def _answer(problem: Problem) -> tuple[str, bool] | None:
    """What to write, and whether it is a text; None where there is more than one answer, or none."""
    if problem.code not in _CERTAIN or not problem.hint:
        return None
    if switch := _SWITCH.fullmatch(problem.hint):
        return switch[1], False
    if match := _ANSWER.fullmatch(problem.hint) or _QUOTES.fullmatch(problem.hint):
        return match[1], True
    return None


def _written(answer: tuple[str, bool], style: str | None) -> str:
    text, is_text = answer
    if not is_text:
        return text
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    stays_text = _PLAIN_IN_FLOW.fullmatch(text) and yaml.safe_load(text) == text and not text.endswith(":")
    return text if style is None and stays_text else json.dumps(text, ensure_ascii=False)
