"""The entry point: sources → one `Branding` that can always be shown, and all problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from jupyterhub_valueprop.branding.fields.named_files import FileRef
from jupyterhub_valueprop.branding.models.base import Model
from jupyterhub_valueprop.branding.models.branding import Branding
from jupyterhub_valueprop.branding.sources.layers import Layers
from jupyterhub_valueprop.branding.sources.tree import KeyPath, Node, dotted, leaves, merge, nearest_node, with_lists
from jupyterhub_valueprop.files import FileError, Files
from jupyterhub_valueprop.language_tags import shortened
from jupyterhub_valueprop.lazy_config import CONFIG_KEY
from jupyterhub_valueprop.problems import Place, Problem, ValuePropError, by_position, first_of
from jupyterhub_valueprop.problems.phrases import quote

from .cited_work import with_cited_work
from .keys import merge_rules
from .validation import Suggestions, check_tree, each_once, place_of

_Kind = TypeVar("_Kind")


@dataclass(frozen=True)
class Value:
    """One effective value of a branding: its key path, what was written, and where."""

    key: str
    value: Any
    place: Place


@dataclass(frozen=True)
class BrandingReading:
    """A branding as it was read. `branding` leaves out wrong values, so that it always makes a page.

    `access` is what it was read with. Use it to read the documents and images that the branding names, too.
    """

    branding: Branding
    problems: tuple[Problem, ...]
    access: Files
    tree: Node

    @property
    def files(self) -> frozenset[Path]:
        """Every file that was read or looked for: layers, documents, images. When one of them changes, read again."""
        return frozenset(self.access.looked_for)

    def place(self, path: KeyPath) -> Place:
        """Where the value at a path such as `("links", 0, "url")` was written, or else the value around it."""
        return place_of(self.tree, path)

    def values(self) -> tuple[Value, ...]:
        """Every given value that is in effect, with the place where it was written."""
        given = ((path, node) for path, node in leaves(self.tree) if path)
        return tuple(Value(dotted(path), _shown(node.value), node.place) for path, node in given)


def read_branding(
    source: Any, *, root: Path | None = None, files: Files | None = None, key: str = CONFIG_KEY
) -> BrandingReading:
    """Read a path, a mapping, a callable that returns one, or a list of these; later ones win. Never raises.

    Relative paths, of files and in mappings, start from `root`, by default the current folder.
    A branding file may name only files in the folder of a file that `source` names, or in a folder that `files` allows.
    `key` is the name of the setting of `source`, which problems show for values that are not in a file.
    """
    files = files or Files()
    layers = Layers(_absolute(root or Path()), files)
    layers.add(source, key)
    tree = Node({}, Place(key=key))
    problems = list(layers.problems)
    suggestions = Suggestions()
    rules = merge_rules()
    for layer in layers.trees:
        checked = check_tree(with_lists(layer, rules), files, suggestions, whole=False)
        problems.extend(checked.problems)
        tree = merge(tree, checked.tree, rules)
    effective = check_tree(tree, files, suggestions, whole=True)
    problems.extend(effective.problems)
    if cited := with_cited_work(effective, files):
        problems.extend(cited.problems)
        effective = check_tree(cited.tree, files, suggestions, whole=True)
        problems.extend(effective.problems)
    problems.extend(_remote_files(effective.branding, effective.tree))
    _look_for_translations(effective.branding, files)
    return BrandingReading(effective.branding, first_of(by_position(each_once(problems))), files, effective.tree)


def _absolute(folder: Path) -> Path:
    try:
        return Path(folder).absolute()
    except OSError:  # the current folder was deleted under a running hub
        return Path("/") / folder


def load_branding(source: Any, *, root: Path | None = None) -> Branding:
    """The branding of `source`; raises ValuePropError with all its errors."""
    reading = read_branding(source, root=root)
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if errors:
        raise ValuePropError(errors)
    return reading.branding


def file_references(branding: Branding) -> Iterator[tuple[KeyPath, FileRef]]:
    """Every file that a branding names, with its key path."""
    return values_of(branding, FileRef)


def values_of(part: Any, kind: type[_Kind], path: KeyPath = ()) -> Iterator[tuple[KeyPath, _Kind]]:
    """Every value of a kind, such as a file or a text, in a branding or a part of one, with its key path."""
    if isinstance(part, kind):
        yield path, part
    elif isinstance(part, Model):
        for name, value in part:
            yield from values_of(value, kind, (*path, name))
    elif isinstance(part, tuple):
        for index, value in enumerate(part):
            yield from values_of(value, kind, (*path, index))


def _remote_files(branding: Branding, tree: Node) -> Iterator[Problem]:
    for path, file in file_references(branding):
        if file.is_remote:
            reached, node = nearest_node(tree, path)
            consequence = "so visitors' browsers contact it before sign-in"
            message = f"{quote(dotted(reached))} is on another host, {consequence}"
            hint = "run 'jupyterhub-valueprop vendor' to keep a copy beside this file"
            yield Problem(node.place, "warning", "remote-file", message, hint)


def _look_for_translations(branding: Branding, files: Files) -> None:
    """Have the translations of a document watched, including those that don't exist yet."""
    source = branding.proposition.source
    if source and source.path:
        for path in translated_documents(source.path, branding.locales):
            with suppress(FileError):  # reported when it is read
                files.check(path, confined=source.confined)


def translated_documents(document: Path, locales: Iterable[str]) -> tuple[Path, ...]:
    """Where a document may be in other languages: `words.es-MX.md`, then `words.es.md` beside `words.md`."""
    tags = dict.fromkeys(tag for locale in locales for tag in shortened(locale))
    return tuple(document.with_suffix(f".{tag}{document.suffix}") for tag in tags)


def _shown(value: Any) -> Any:
    return str(value) if isinstance(value, str) else [] if value == () else value
