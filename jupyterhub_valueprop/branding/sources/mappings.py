"""Mappings that came from Python or from Helm values → a tree; the place of a value is its key path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from jupyterhub_valueprop.lazy_config import settled
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import found

from .source_text import LONGEST_TEXT, SourceText
from .tree import DEEPEST, LONGEST_KEY, MOST_CHARACTERS, MOST_VALUES, Node


def tree_of_values(value: Any, key: str, folder: Path) -> tuple[Node, list[Problem]]:
    """The tree of a mapping, and its problems. Relative paths in it start from `folder`."""
    reader = _Reader(folder)
    node = reader.node(value, key, 0)
    return node if node.is_mapping else Node({}, Place(key=key)), reader.problems


@dataclass
class _Reader:
    folder: Path
    problems: list[Problem] = field(default_factory=list)
    reported: set[str] = field(default_factory=set)
    count: int = 0
    characters: int = 0

    def node(self, value: Any, key: str, depth: int) -> Node:
        value = settled(value)
        place = Place(key=key)
        self.count += 1
        if depth > DEEPEST or self.count > MOST_VALUES or self.characters > MOST_CHARACTERS:
            return self._too_much(place, depth)
        if isinstance(value, str):
            return Node(self._written(value), place, place)
        if isinstance(value, Mapping):
            return Node(self._mapping(value, key, depth), place, place)
        if isinstance(value, (list, tuple)):
            # one more than is allowed, so that it is reported without a million being read
            some = enumerate(islice(value, self._left() + 1))
            return Node(tuple(self.node(entry, f"{key}[{index}]", depth + 1) for index, entry in some), place, place)
        if isinstance(value, Path):
            value = self._written(str(value))
        return Node(value, place, place)

    def _mapping(self, value: Mapping[Any, Any], key: str, depth: int) -> dict[str, Node]:
        entries = {}
        for name, entry in islice(value.items(), self._left() + 1):
            if isinstance(name, str) and len(name) > LONGEST_KEY:
                self.count += 1  # counted like values: the same mapping may occur in many places
                self._report_once(Place(key=key), "too-long", f"keys have at most {LONGEST_KEY} characters")
            elif isinstance(name, str):
                entries[str(name)] = self.node(entry, f"{key}.{name}", depth + 1)
            else:
                message = f"keys must be plain text, found {found(name)}"
                self.count += 1
                self.problems.append(Problem(Place(key=key), "error", "key-type", message, "put it in quotes"))
        return entries

    def _written(self, value: str) -> SourceText:
        text = str(value)[: LONGEST_TEXT + 1]
        self.characters += len(text)
        return SourceText(text, self.folder, confined=False)

    def _left(self) -> int:
        return max(MOST_VALUES - self.count, 0)

    def _too_much(self, place: Place, depth: int) -> Node:
        if depth > DEEPEST:
            self._report_once(place, "too-deep", f"values are nested more than {DEEPEST} levels deep")
        elif self.characters > MOST_CHARACTERS:
            self._report_once(
                place, "too-large", f"the texts here have more than {MOST_CHARACTERS} characters together"
            )
        else:
            self._report_once(place, "too-many-values", f"there are more than {MOST_VALUES} values here")
        return Node(None, place, place)

    def _report_once(self, place: Place, code: str, message: str) -> None:
        if code not in self.reported:
            self.reported.add(code)
            self.problems.append(Problem(place, "error", code, message))
