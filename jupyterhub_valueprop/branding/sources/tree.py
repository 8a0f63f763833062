"""Values with the places where they were written. YAML files and Python mappings both become such trees.

Layers are merged as trees, so that every effective value still knows its file and line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from jupyterhub_valueprop.problems import Place

KeyPath = tuple[str | int, ...]

#: The limits of a tree, of a file or of a mapping.
DEEPEST = 30
MOST_VALUES = 10_000
MOST_CHARACTERS = 1_000_000
LONGEST_KEY = 100

MOST_LOST = 20
"""How many names of removed keys a mapping remembers."""


@dataclass(frozen=True)
class Node:
    """A scalar, a list (tuple of nodes) or a mapping of nodes, with its place.

    `key_place` is the place of its key. `lost` names the keys that were removed from a mapping because their values
    were wrong, so that they aren't reported as missing.
    """

    value: Any
    place: Place
    key_place: Place | None = None
    lost: frozenset[str] = frozenset()

    @property
    def is_mapping(self) -> bool:
        """Whether it has keys."""
        return isinstance(self.value, Mapping)

    def child(self, step: str | int) -> Node | None:
        """The entry of a mapping or list by key or index, if there is one."""
        if isinstance(self.value, tuple):
            return self.value[step] if isinstance(step, int) and 0 <= step < len(self.value) else None
        return self.value.get(step) if isinstance(self.value, Mapping) else None

    @property
    def children(self) -> Mapping[str | int, Node]:
        """The entries of a mapping or list by key or index; none for a scalar."""
        if isinstance(self.value, tuple):
            return dict(enumerate(self.value))
        return dict(self.value) if isinstance(self.value, Mapping) else {}


def size(node: Node) -> int:
    """How many values there are, lists and mappings included."""
    return 1 + sum(size(child) for child in node.children.values())


def plain_value(node: Node) -> Any:
    """The values without their places, as dictionaries and lists."""
    if isinstance(node.value, Mapping):
        return {key: plain_value(child) for key, child in node.value.items()}
    return [plain_value(child) for child in node.value] if isinstance(node.value, tuple) else node.value


def nearest_node(node: Node, path: KeyPath) -> tuple[KeyPath, Node]:
    """The node at a path, or the nearest above it that exists, with its path."""
    for depth, step in enumerate(path):
        child = node.child(step)
        if child is None:
            return path[:depth], node
        node = child
    return path, node


def replaced(node: Node, path: KeyPath, child: Node) -> Node:
    """The tree with another node at this path of keys, which has to exist."""
    if not path:
        return child
    below = node.children[path[0]]
    return replace(node, value={**node.children, path[0]: replaced(below, path[1:], child)})


def pruned(node: Node, paths: Collection[KeyPath]) -> Node | None:
    """The tree without the nodes at these paths, and without mappings that this empties. None if nothing remains."""
    if () in paths:
        return None
    if not paths:
        return node
    kept, lost = {}, set(node.lost)
    below: dict[str | int, set[KeyPath]] = {}
    for first, *others in paths:
        below.setdefault(first, set()).add(tuple(others))
    for step, child in node.children.items():
        if (rest := pruned(child, below.get(step, ()))) is not None:
            kept[step] = rest
        else:
            lost.add(str(step))
    if not kept:
        return None
    value = kept if node.is_mapping else tuple(kept.values())
    return replace(node, value=value, lost=frozenset(islice(sorted(lost), MOST_LOST)))


@dataclass(frozen=True)
class MergeRules:
    """What the models say about merging keys, each by the path of its mapping."""

    shorthands: Mapping[KeyPath, str]
    """Where a bare text means a mapping with this key, so that a layer above can add other keys to it."""

    rivals: Mapping[KeyPath, frozenset[str]]
    """Keys that exclude each other: one in a layer above replaces the other."""

    followers: Mapping[KeyPath, Mapping[str, str]]
    """Keys whose defaults follow from another key: if a layer above gives only that one, those below are dropped."""

    lists: frozenset[KeyPath]
    """Where a single mapping means a list of one: otherwise the mappings of two layers would be mixed."""


def merge(lower: Node, upper: Node, rules: MergeRules, path: KeyPath = ()) -> Node:
    """Two layers as one: mappings key by key, everything else from the upper one; null removes what is inherited."""
    if upper.is_mapping and isinstance(lower.value, str) and lower.value and path in rules.shorthands:
        lower = Node({rules.shorthands[path]: lower}, lower.place, lower.key_place)
    if not (lower.is_mapping and upper.is_mapping):
        return upper
    dropped = _dropped(upper.value, rules, path)
    merged = {key: child for key, child in lower.value.items() if key not in dropped}
    for key, child in upper.value.items():
        if child.value is None:
            merged.pop(key, None)
        elif key in merged:
            merged[key] = merge(merged[key], child, rules, (*path, key))
        else:
            merged[key] = child
    return replace(upper, value=merged, lost=frozenset(islice(sorted(lower.lost | upper.lost), MOST_LOST)))


def _dropped(upper: Mapping[str, Node], rules: MergeRules, path: KeyPath) -> frozenset[str]:
    """The keys of the layers below that have no effect any more beside what the mapping above gives."""
    given = {key for key, child in upper.items() if child.value not in (None, "")}
    rivals = rules.rivals.get(path, frozenset())
    followers = rules.followers.get(path, {})
    return (rivals if given & rivals else frozenset()) | {key for key, leader in followers.items() if leader in given}


def with_lists(node: Node, rules: MergeRules, path: KeyPath = ()) -> Node:
    """The tree with every single mapping where the rules want a list turned into a list of one."""
    if not node.is_mapping:
        return node
    if path in rules.lists:
        return Node((node,), node.place, node.key_place)
    above = {list_path[: len(path) + 1] for list_path in rules.lists}
    children = {
        key: with_lists(child, rules, (*path, key)) if (*path, key) in above else child
        for key, child in node.value.items()
    }
    return replace(node, value=children)


def leaves(node: Node, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Node]]:
    """Every scalar with its path, in the order of writing; an empty list or mapping counts as a scalar."""
    if not node.children:
        yield path, node
    for step, child in node.children.items():
        yield from leaves(child, (*path, step))


def dotted(path: KeyPath) -> str:
    """The path in the form that messages use: `credits.funded_by[0].name`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
