"""A draft of a branding: its values, each with its place, and the values that have no key in a branding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jupyterhub_valueprop.branding.sources.source_text import SourceText
from jupyterhub_valueprop.branding.sources.tree import Node
from jupyterhub_valueprop.problems import Place, Problem


@dataclass
class BrandingDraft:
    """A draft of a branding: nested mappings and lists of nodes, and the problems."""

    entries: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def put(self, node: Node, *path: str) -> None:
        """Set the key at a path to this value, replacing an earlier one."""
        entries = self.entries
        for step in path[:-1]:
            entries = entries.setdefault(step, {})
        entries[path[-1]] = node

    def append(self, entry: Mapping[str, Any], *path: str) -> None:
        """Add an entry to the list at a path."""
        entries = self.entries
        for step in path[:-1]:
            entries = entries.setdefault(step, {})
        entries.setdefault(path[-1], []).append(entry)

    def report(self, place: Place, code: str, message: str, hint: str | None = None) -> None:
        """Report that something was left out or looks wrong."""
        self.problems.append(Problem(place, "warning", code, message, hint))

    def tree(self, place: Place) -> Node:
        """The branding as a tree of nodes. `place` is used for values that are not from a file."""
        return _node(self.entries, place)


def _node(entries: Any, place: Place) -> Node:
    if isinstance(entries, Node):
        return entries
    children = entries.values() if isinstance(entries, Mapping) else entries
    nodes = [_node(child, place) for child in children]
    at = nodes[0].place if nodes else place
    return Node(dict(zip(entries, nodes, strict=True)) if isinstance(entries, Mapping) else tuple(nodes), at)


def is_given(node: Node | None) -> bool:
    """Whether a value was given: null and a text of spaces count as not given."""
    return node is not None and node.value is not None and not (isinstance(node.value, str) and not node.value.strip())


def with_text(node: Node, text: str) -> Node:
    """The same place with another text, which starts from the same folder."""
    if isinstance(node.value, SourceText):
        text = SourceText(text, node.value.folder, confined=node.value.confined)
    return Node(text, node.place, node.key_place)
