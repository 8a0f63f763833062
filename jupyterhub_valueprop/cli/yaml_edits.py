"""Replace values of a YAML text, so that every other byte of it stays unchanged.

YAML is parsed only to find where a value begins and ends. Only that value is written.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.nodes import Node as YamlNode

_LINE_END = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_PLAIN_IN_FLOW = re.compile(r"[\w./@+%~-][\w./:@+%~=&?-]*", re.A)
_ANCHOR = re.compile(r"&\S{1,100}[ \t]{1,20}")

Position = tuple[int, int]
"""Line and column of a value, from 1, as problems have them."""


@dataclass(frozen=True)
class Edit:
    """A part of a text, by its first character and the one after its last, and its replacement."""

    start: int
    end: int
    text: str


class YamlText:
    """A YAML text in which values can be found. A text that can't be parsed has no values."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line_starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except (yaml.YAMLError, RecursionError):
            root = None
        self._scalars = {(node.start_mark.line + 1, node.start_mark.column + 1): node for node in _scalars(root, set())}

    def line(self, number: int) -> tuple[int, int]:
        """The start and end of a line, counted from 1, including its line end."""
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.line_starts[number - 1], end

    def edit(self, at: Position, value: str, *, is_text: bool = True, behind_anchor: bool = False) -> Edit | None:
        """The edit that replaces the value at a position; None if the value spans lines, or has a tag or escapes.

        `is_text`: the new value is a text, which may need quotes; otherwise it is YAML. `behind_anchor`: also replace
        a value with an anchor, and so the values of its aliases.
        """
        node = self._scalars.get(at)
        if node is None or node.start_mark.line != node.end_mark.line or node.style in ("|", ">"):
            return None
        start = self.line_starts[node.start_mark.line] + node.start_mark.column
        end = self.line_starts[node.end_mark.line] + node.end_mark.column
        if behind_anchor and (anchor := _ANCHOR.match(self.text, start, end)):
            start = anchor.end()
        if self.text[start:end].strip("'\"") != node.value:
            return None
        return Edit(start, end, _as_yaml(value, node.style) if is_text else value)


def with_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. Of two at the same place, the last one wins."""
    by_start = {edit.start: edit for edit in edits}
    for start in sorted(by_start, reverse=True):
        edit = by_start[start]
        text = text[:start] + edit.text + text[edit.end :]
    return text


def with_values(text: str, values: Mapping[Position, str]) -> tuple[str, frozenset[Position]]:
    """The text with new values at some positions, and the positions where that is impossible."""
    source = YamlText(text)
    edits = {at: source.edit(at, value, behind_anchor=True) for at, value in values.items()}
    return with_edits(text, filter(None, edits.values())), frozenset(at for at, edit in edits.items() if edit is None)


def difference(before: str, after: str, name: str) -> str:
    """What has changed, as a unified diff."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="")
    return "\n".join(lines).expandtabs(4)


def _scalars(node: YamlNode | None, seen: set[int]) -> Iterator[ScalarNode]:
    """Every scalar once, including keys. Aliases add nothing, because they repeat earlier scalars."""
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


def _as_yaml(text: str, style: str | None) -> str:
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    stays_text = _PLAIN_IN_FLOW.fullmatch(text) and yaml.safe_load(text) == text and not text.endswith(":")
    return text if style is None and stays_text else json.dumps(text, ensure_ascii=False)
