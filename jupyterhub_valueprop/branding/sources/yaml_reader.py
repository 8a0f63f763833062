"""YAML text → a tree of values with their lines and columns. Knows YAML, not what a branding may say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.nodes import Node as YamlNode

from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import quote

from .source_text import LONGEST_TEXT, SourceText, written_number
from .tree import DEEPEST, LONGEST_KEY, MOST_CHARACTERS, MOST_VALUES, Node
from .typing_slips import begins_unusually, unusual_space, without_unusual_spaces
from .yaml_errors import QUOTES, syntax_problem, unprintable

_NUMBER = re.compile(r"[-+]?(0|[1-9]\d{0,99})(\.\d+)?(e[-+]?\d{1,3})?", re.I)  # not 0755, 0x1F, 1_000, 12:30, .inf
_TAG = "tag:yaml.org,2002:"
_TOO_DEEP = ("too-deep", f"values are nested more than {DEEPEST} levels deep", "a branding needs about five")
_SECOND = ("several-documents", "a second YAML document begins here", "keep one and delete the '---'")
_TOO_LARGE = ("too-large", f"the texts here have more than {MOST_CHARACTERS} characters together", "use fewer aliases")
_TOO_MANY = ("too-many-values", f"there are more than {MOST_VALUES} values here", "a branding needs a few hundred")


class _LimitError(Exception):
    """Raised to stop reading at once and to drop what has been read so far."""

    def __init__(self, mark: yaml.Mark, what: tuple[str, str, str]) -> None:
        super().__init__(what)
        self.mark, self.what = mark, what


class _Loader(yaml.SafeLoader):
    """PyYAML's loader with limits. It composes recursively: without them, a deep file is a RecursionError."""

    depth = 0
    count = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        mark = _next_mark(self)
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST:
            raise _LimitError(mark, _TOO_DEEP)
        if self.count > MOST_VALUES * 2:  # keys count as well
            raise _LimitError(mark, _TOO_MANY)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _next_mark(loader: _Loader) -> yaml.Mark:
    mark: yaml.Mark = loader.peek_event().start_mark  # type: ignore[no-untyped-call]
    return mark


def parse_yaml(text: str, shown: str, folder: Path, *, as_written: bool = False) -> tuple[Node, list[Problem]]:
    """The first document of a YAML text, and its problems. An empty mapping if no part of it can be used.

    `shown` is how problems name the file, `folder` where its relative paths start from. With `as_written`, a number
    stays the text that was written: as a number, the version 1.10 would be 1.1.
    """
    nothing = Node({}, Place(shown, 1, 1))
    try:
        loader = _Loader(text)
    except yaml.reader.ReaderError as error:
        return nothing, [unprintable(error, text, shown)]
    builder = _Builder(shown, folder, as_written)
    try:
        root = loader.get_node() if loader.check_node() else None
        node = builder.node(root) if root is not None else nothing
        if loader.check_node():
            builder.report(_next_mark(loader), *_SECOND)
    except yaml.MarkedYAMLError as error:
        return nothing, [*builder.problems, syntax_problem(error, text, shown)]
    except _LimitError as error:
        builder.report(error.mark, *error.what)
        return nothing, builder.problems
    except RecursionError:  # the scanner of a flow collection inside a key is recursive as well
        return nothing, [*builder.problems, Problem(Place(shown), "error", *_TOO_DEEP)]
    return (nothing if node.value is None else node), list(dict.fromkeys(builder.problems))


def _is_placeholder(node: MappingNode) -> bool:
    """Whether a mapping is `{{ name }}`, which YAML takes for a mapping with a mapping as its key."""
    keys = [key for key, _ in node.value]
    return len(keys) == 1 and isinstance(keys[0], MappingNode) and keys[0].start_mark.index == node.start_mark.index + 1


def _misspaced(key: str, space: str) -> tuple[str, str]:
    """Message and hint for a key with an unusual space."""
    meant = quote(without_unusual_spaces(key).strip())
    if begins_unusually(key):
        return f"there is {space} before the key {meant}", "indent with ordinary spaces"
    return f"the key {meant} has {space} in it", "remove it"


@dataclass
class _Builder:
    shown: str
    folder: Path
    as_written: bool
    problems: list[Problem] = field(default_factory=list)
    count: int = 0
    characters: int = 0
    open: list[int] = field(default_factory=list)

    def report(self, mark: yaml.Mark, code: str, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(self._place(mark), "error", code, message, hint))

    def _place(self, mark: yaml.Mark) -> Place:
        return Place(self.shown, mark.line + 1, mark.column + 1)

    def node(self, node: YamlNode, key_place: Place | None = None) -> Node:
        """The tree of a YAML node. Aliases are followed, so the limits count what they repeat."""
        place = self._place(node.start_mark)
        self._count(node)
        if id(node) in self.open:
            self.report(node.start_mark, "recursive-alias", "this alias is inside the value that it repeats")
            return Node(None, place, key_place)
        if len(self.open) > DEEPEST:
            raise _LimitError(node.start_mark, _TOO_DEEP)
        self.open.append(id(node))
        try:
            return Node(self._value(node), place, key_place)
        finally:
            self.open.pop()

    def _value(self, node: YamlNode) -> Any:
        if isinstance(node, MappingNode) and node.tag == f"{_TAG}map":
            if _is_placeholder(node):
                self.report(node.start_mark, "yaml-syntax", "a text can't begin with '{{' in YAML", QUOTES)
                return None
            return self._mapping(node)
        if isinstance(node, SequenceNode) and node.tag == f"{_TAG}seq":
            return tuple(self.node(child) for child in node.value)
        if isinstance(node, ScalarNode) and (scalar := self._scalar(node)) is not NotImplemented:
            return scalar
        tag = node.tag.replace(_TAG, "!!")
        self.report(node.start_mark, "unknown-tag", f"the tag {quote(tag)} has no meaning here", "remove it")
        return None

    def _mapping(self, node: MappingNode) -> dict[str, Node]:
        own: dict[str, Node] = {}
        merged: dict[str, Node] = {}
        for key, value in node.value:
            if key.tag == f"{_TAG}merge":
                for name, child in self._merged(value).items():
                    merged.setdefault(name, child)
            elif not isinstance(key, ScalarNode) or key.tag == f"{_TAG}null":
                self._refuse(key, "key-type", "keys must be plain text", "write 'key: value'")
            elif len(key.value) > LONGEST_KEY:
                message = f"keys have at most {LONGEST_KEY} characters, found {quote(key.value)}"
                self._refuse(key, "too-long", message, "shorten it")
            elif space := unusual_space(key.value):
                self._refuse(key, "unusual-space", *_misspaced(key.value, space))
            elif key.value in own:
                first = own[key.value].key_place
                where = f"line {first.line}" if first else "above"
                message = f"the key {quote(key.value)} was already given in {where}"
                self._refuse(key, "duplicate-key", message, "keep one of them")
            else:
                own[key.value] = self.node(value, self._place(key.start_mark))
        return {**merged, **own}

    def _refuse(self, key: YamlNode, code: str, message: str, hint: str) -> None:
        self._count(key)
        self.report(key.start_mark, code, message, hint)

    def _count(self, node: YamlNode) -> None:
        """Count a value, or a key without a value, each time that an alias leads to it."""
        self.count += 1
        if self.count > MOST_VALUES:
            raise _LimitError(node.start_mark, _TOO_MANY)

    def _merged(self, value: YamlNode) -> dict[str, Node]:
        """The keys that `<<` brings in, from one mapping or several, of which the first wins."""
        node = self.node(value)
        sources = node.value if isinstance(node.value, tuple) else (node,)
        entries: dict[str, Node] = {}
        for source in sources:
            if source.is_mapping:
                for name, child in source.value.items():
                    entries.setdefault(name, child)
            else:
                message = "'<<' takes a mapping or a list of mappings"
                self.report(value.start_mark, "merge-key", message, "write '<<: *anchor'")
        return entries

    def _scalar(self, node: ScalarNode) -> Any:
        """A scalar as YAML 1.2 reads it: only true and false are booleans, so `off` and `no` stay words."""
        text, kind = node.value, node.tag.removeprefix(_TAG)
        if kind == "null":
            return None
        if kind == "bool" and text.lower() in ("true", "false"):
            return text.lower() == "true"
        if kind in ("int", "float") and not self.as_written and _NUMBER.fullmatch(text):
            return written_number(text, is_whole=kind == "int")
        known = kind in ("str", "bool", "int", "float", "timestamp", "value", "merge")
        return self._written(node) if known else NotImplemented

    def _written(self, node: ScalarNode) -> SourceText:
        text = node.value[: LONGEST_TEXT + 1]
        self.characters += len(text)  # an alias repeats it
        if self.characters > MOST_CHARACTERS:
            raise _LimitError(node.start_mark, _TOO_LARGE)
        return SourceText(text, self.folder, confined=True)
