"""From what `c.ValueProp.branding` or a command line names to trees, lowest layer first."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from jupyterhub_valueprop.files import FileError, Files
from jupyterhub_valueprop.lazy_config import CONFIG_KEY, settled
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import found, quote

from .mappings import tree_of_values
from .source_text import SourceText
from .text_files import BRANDING_ENDINGS, LONGEST_PATH, read_source
from .tree import Node, plain_value, size
from .typing_slips import missed_space

MOST_LAYERS = 256
MOST_LOOKS = 1_000  # at entries of lists, layers or not
MOST_EXTENDED = 50  # by one file
MOST_VALUES = 50_000  # in all layers together
MOST_CHARACTERS = 2_000_000
DEEPEST_LAYER = 50


@dataclass(frozen=True)
class ReadLayer:
    """A layer that has been read already: its tree, whose values know their places, and its problems."""

    tree: Node
    problems: tuple[Problem, ...]


@dataclass
class Layers:
    """Collects layers, in an order in which later ones win, and allows `files` to read the folders of named layers.

    Only an admin can name such a layer: by a path, or by the `extends` of a mapping from Python or Helm.
    """

    root: Path
    files: Files
    trees: list[Node] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    looks: int = 0
    attempts: int = 0
    values: int = 0
    characters: int = 0
    _parsed: dict[Path, tuple[Node, list[Problem]] | None] = field(default_factory=dict)

    def add(self, source: Any, key: str = CONFIG_KEY, depth: int = 0) -> None:
        """Add a path, a mapping, a callable that returns one, or a list of these; None adds nothing."""
        source = settled(source)
        if source is None:
            return
        if self._looked_at_enough(Place(key=key)) or self._is_excess(Place(key=key), depth):
            return
        if isinstance(source, (str, PurePath)) and len(str(source)) > LONGEST_PATH:
            self._report(Place(key=key), "too-long", f"{quote(key)} takes a path of at most {LONGEST_PATH} characters")
        elif isinstance(source, (str, PurePath)) and (named := str(source)):
            self._allow(named, self.root)
            self._add_file(named, self.root, named, None, ())
        elif isinstance(source, Mapping):
            self._add_mapping(source, key)
        elif isinstance(source, ReadLayer):
            self.attempts += 1
            self.problems.extend(source.problems)
            self._add_keys(source.tree, "", ())
        elif isinstance(source, (list, tuple)):
            for named in source[:MOST_LAYERS]:  # so that the order of the layers doesn't change what each may read
                if isinstance(named, (str, PurePath)):
                    self._allow(str(named), self.root)
            for index, layer in enumerate(source):
                self.add(layer, f"{key}[{index}]", depth + 1)
        elif callable(source):
            self._add_result(source, key, depth)
        else:
            message = f"{quote(key)} takes a path, a mapping, a callable or a list of these, found {found(source)}"
            self._report(Place(key=key), "layer-type", message)

    def _looked_at_enough(self, place: Place) -> bool:
        self.looks += 1
        if self.looks == MOST_LOOKS + 1:  # reported once, because a list may have a million entries
            self._report(place, "too-many-layers", f"lists of layers have more than {MOST_LOOKS} entries")
        return self.looks > MOST_LOOKS

    def _is_excess(self, place: Place, depth: int) -> bool:
        """Whether a limit keeps another layer at this depth from being read; reports it."""
        if depth > DEEPEST_LAYER:
            self._report(place, "too-many-layers", f"layers are nested more than {DEEPEST_LAYER} levels deep")
        elif self.attempts >= MOST_LAYERS:
            self._report(place, "too-many-layers", f"there are more than {MOST_LAYERS} layers")
        else:
            return self._has_too_many_values(place)
        return True

    def _has_too_many_values(self, place: Place) -> bool:
        if self.values > MOST_VALUES:
            message = f"there are more than {MOST_VALUES} values in all layers together"
            self._report(place, "too-many-values", message, "a branding needs a few hundred")
        return self.values > MOST_VALUES

    def _report(self, place: Place, code: str, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(place, "error", code, message, hint))

    def _add_result(self, function: Any, key: str, depth: int) -> None:
        try:
            layer = function()
        except Exception as error:  # an admin's function may fail in any way, and the page must not fail with it
            reason = f"{type(error).__name__}: {error}".replace("\n", " ")[:200]
            self._report(Place(key=key), "callable-failed", f"the callable in {quote(key)} failed with {reason}")
        else:
            self.add(layer, key, depth + 1)

    def _add_mapping(self, mapping: Mapping[Any, Any], key: str) -> None:
        self.attempts += 1
        try:
            tree, problems = tree_of_values(mapping, key, self.root)
        except Exception as error:  # a mapping can be an object that runs code
            self._report(
                Place(key=key), "layer-type", f"the mapping in {quote(key)} can't be read: {type(error).__name__}"
            )
            return
        self.problems.extend(problems)
        self._add_tree(tree, "", ())

    def _add_file(self, named: str, folder: Path, shown: str, named_at: Place | None, below: tuple[Path, ...]) -> None:
        """Add a file, after those that it extends. `below` has the files that led here, so that a loop is noticed."""
        path = _path(named, folder)
        if self._is_excess(named_at or Place(shown), len(below)):
            return
        if path in below:
            message = f"'extends' makes a loop: it leads back to {quote(named)}, which extends this file"
            if path == below[-1]:
                message = "a file can't extend itself"
            self._report(named_at or Place(shown), "extends-cycle", message, "remove this 'extends'")
            return
        self.attempts += 1
        if path not in self._parsed:
            self._parsed[path] = self._parse(path, shown, named_at)
        parsed = self._parsed[path]
        if parsed is None:
            return
        tree, problems = parsed
        self.problems.extend(problems)
        self._add_keys(tree, shown, (*below, path))

    def _add_keys(self, tree: Node, shown: str, below: tuple[Path, ...]) -> None:
        if tree.is_mapping:
            self._add_tree(tree, shown, below)
        else:
            value = plain_value(tree)
            hint = missed_space(value) if isinstance(value, str) else None
            hint = hint or "begin with a key such as 'community:'"
            self._report(tree.place, "type", f"a branding file holds keys, found {found(value)}", hint)

    def _parse(self, path: Path, shown: str, named_at: Place | None) -> tuple[Node, list[Problem]] | None:
        text = read_source(path, shown, self.files, confined=True, named_at=named_at)
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        self.characters += len(text)
        if self.characters > MOST_CHARACTERS:
            message = f"all branding files together are larger than {MOST_CHARACTERS / 1e6:g} MB"
            self._report(named_at or Place(shown), "too-large", message, "keep images in files of their own")
            return None
        from .yaml_reader import parse_yaml  # noqa: PLC0415 - PyYAML takes 10 ms, and a hub may have no file

        return parse_yaml(text, shown, path.parent)

    def _add_tree(self, tree: Node, shown: str, below: tuple[Path, ...]) -> None:
        self.values += size(tree)
        if self._has_too_many_values(tree.place):
            return
        entries = dict(tree.value)
        extends = entries.pop("extends", None)
        for node, is_optional in self._extended(extends):
            if is_optional and self._is_missing(node.value):
                continue
            other = os.path.normpath(os.path.join(os.path.dirname(shown), node.value))  # noqa: PTH118,PTH120  as written
            if self._is_branding(node.value, other, node.place):
                self._add_file(node.value, node.value.folder, other, node.place, below)
        self.trees.append(Node(entries, tree.place, tree.key_place, tree.lost))

    def _is_branding(self, named: SourceText, shown: str, place: Place) -> bool:
        """Whether a file to extend is named like a branding file; allows it to be read if an admin named it."""
        if not named.confined:
            self._allow(named, named.folder)
        if named.lower().endswith(BRANDING_ENDINGS):
            return True
        try:
            self.files.check(_path(named, named.folder), confined=True)
        except FileError:
            return True  # reading it reports this
        message = f"'extends' takes a branding file, found {quote(shown)}"
        self._report(place, "file-type", message, f"its name ends in {', '.join(BRANDING_ENDINGS)}")
        return False

    def _allow(self, named: str, folder: Path) -> None:
        self.files.allow(_path(named, folder).parent)

    def _is_missing(self, named: SourceText) -> bool:
        """Whether the file is missing; the hub keeps looking for it."""
        if not named.confined:
            self._allow(named, named.folder)
        try:
            self.files.check(_path(named, named.folder), confined=True)
        except FileError as error:
            return error.code == "missing-file"
        return False

    def _extended(self, extends: Node | None) -> list[tuple[Node, bool]]:
        """The nodes that name files to extend, each with whether its file may be missing."""
        if extends is None or extends.value is None or extends.value == "":
            return []
        nodes = extends.value if isinstance(extends.value, tuple) else (extends,)
        if len(nodes) > MOST_EXTENDED:
            message = f"'extends' takes at most {MOST_EXTENDED} entries, found {len(nodes)}"
            self._report(extends.place, "length", message)
            return []
        named = []
        for entry in nodes:
            node, is_optional = _optional(entry)
            if isinstance(node.value, SourceText) and len(node.value) > LONGEST_PATH:
                self._report(node.place, "too-long", f"'extends' takes a path, found {quote(node.value)}", "shorten it")
            elif isinstance(node.value, SourceText) and node.value and node.value.isprintable():
                named.append((node, is_optional))
            else:
                message = f"'extends' takes a path or a list of paths, found {found(plain_value(node))}"
                self._report(node.place, "type", message, "for an optional file, write {file: …, optional: true}")
        return named


def _optional(entry: Node) -> tuple[Node, bool]:
    """The path of `{file: path, optional: true}`, and whether it may be missing; any other entry as it is."""
    if not entry.is_mapping or entry.value.keys() != {"file", "optional"}:
        return entry, False
    is_optional = entry.value["optional"].value
    return (entry.value["file"], is_optional) if isinstance(is_optional, bool) else (entry, False)


def _path(named: str, folder: Path) -> Path:
    return Path(os.path.abspath(folder / named))  # noqa: PTH100  resolve() would follow symlinks that may be swapped
