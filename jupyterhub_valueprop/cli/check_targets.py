"""What you name to `check` → the brandings to read: in a file, a folder, standard input or a hub's configuration."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jupyterhub_valueprop.branding import CONFIG_KEY
from jupyterhub_valueprop.branding.fields.named_files import ENDINGS
from jupyterhub_valueprop.branding.sources.layers import ReadLayer
from jupyterhub_valueprop.branding.sources.source_text import SourceText
from jupyterhub_valueprop.branding.sources.text_files import LARGEST_FILE, read_source
from jupyterhub_valueprop.branding.sources.tree import KeyPath, Node, dotted
from jupyterhub_valueprop.branding.sources.yaml_reader import parse_yaml
from jupyterhub_valueprop.config_names import SECTION, SETTINGS, TLJH_SECTION, is_almost_section, misspelt_names
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.importing import brandings_of_config, no_branding
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import one_of, quote

from .branding_folders import brandings_below, without_brandings

STANDARD_INPUT = "-"
#: The name of standard input in problems.
SHOWN_INPUT = "<stdin>"
#: The settings that hold a branding, and the brandings of hosts.
HOME, HOMES = "branding", "brandings"


@dataclass(frozen=True)
class Target:
    """One branding to check: its name, the source for `read_branding`, and its text if it is only a part of a file.

    `is_part`: it is part of a hub's configuration, whose files may exist on the hub only. `key` is the name of its
    setting if it is not in a file.
    """

    shown: str
    source: Any
    problems: tuple[Problem, ...] = ()
    text: str | None = None
    is_part: bool = False
    key: str = CONFIG_KEY


def targets_of(named: str, at: str | None) -> list[Target]:
    """Everything to check for one name. `at` is the key of the branding in a larger file."""
    path = Path(named)
    if named == STANDARD_INPUT:
        return [_input(at)]
    if path.is_dir():
        return _below(path, at)
    if named.lower().endswith(ENDINGS["document"]):
        return [Target(named, {"proposition": {"source": named}})]
    if path.suffix == ".py":
        return _configured(path, named)
    text = read_source(path.absolute(), named, Files(), confined=False, named_at=None)
    if isinstance(text, Problem):
        return [Target(named, path)]  # reading it reports this
    target = target_of_text(text, named, path, at)
    return [replace(target, text=text) if target.is_part else target]


def _configured(path: Path, named: str) -> list[Target]:
    """The branding of each site of a hub's configuration."""
    found = brandings_of_config(path.absolute(), named)
    targets = [Target(named, layers, key=key) for key, layers in found.layers.items()] or [Target(named, [])]
    return [replace(targets[0], problems=found.problems), *targets[1:]]


def _input(at: str | None) -> Target:
    content = sys.stdin.buffer.read(LARGEST_FILE + 1)
    place = Place(SHOWN_INPUT)
    if len(content) > LARGEST_FILE:
        message = f"standard input is larger than {LARGEST_FILE / 1e6:g} MB"
        return Target(SHOWN_INPUT, {}, (Problem(place, "error", "too-large", message),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = "standard input is not UTF-8"
        return Target(SHOWN_INPUT, {}, (Problem(place, "error", "not-utf8", message, "save it as UTF-8"),))
    return replace(target_of_text(text, SHOWN_INPUT, None, at), text=text)


def _below(folder: Path, at: str | None) -> list[Target]:
    found = brandings_below(folder)
    if not found:
        return [Target(str(folder), {}, (without_brandings(folder),))]
    inside = (folder.resolve(), Path.cwd())
    return [target for file in found for target in _followed(file, inside, at)]


def _followed(file: Path, inside: Iterable[Path], at: str | None) -> list[Target]:
    """What to check for a file that was found; not for a link to a file that nobody has named."""
    if not file.is_symlink() or any(_leads_into(file, folder) for folder in inside):
        return targets_of(str(file), at)
    message = "this link leads out of the folder, so it is not followed"
    problem = Problem(Place(str(file)), "error", "outside-folder", message, "name the file that this link leads to")
    return [Target(str(file), {}, (problem,))]


def _leads_into(file: Path, folder: Path) -> bool:
    try:
        return file.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def target_of_text(text: str, shown: str, path: Path | None, at: str | None) -> Target:
    """The branding in a YAML text, or in the part of it that `at` names; `path` is its file, if it is in one."""
    folder = path.absolute().parent if path else Path.cwd()
    root, problems = parse_yaml(text, shown, folder)
    homes = [at] if at else _homes(root)
    of_names = tuple(_problems_of_names(root))
    if not homes and not of_names:
        source = path if path else ReadLayer(root, tuple(problems))
        return Target(shown, source)
    if not homes:
        return Target(shown, {}, (*problems, *of_names), is_part=True)
    if len(homes) > 1:
        message, hint = "this file has several brandings", f"choose one with --at: {', '.join(homes)}"
        return Target(shown, {}, (*of_names, Problem(Place(shown), "error", "unclear-key", message, hint)))
    return _part(root, shown, homes[0], (*problems, *of_names))


def layer_of_text(text: str, path: Path, at: str | None) -> Any:
    """The source for `read_branding` from a text, as if it were that of a file."""
    target = target_of_text(text, str(path), path, at)
    return target.source if target.is_part else [ReadLayer(*_parsed(text, path))]


def _parsed(text: str, path: Path) -> tuple[Node, tuple[Problem, ...]]:
    root, problems = parse_yaml(text, str(path), path.absolute().parent)
    return root, tuple(problems)


def _homes(root: Node) -> list[str]:
    """The keys that have brandings; empty for a branding itself, which has no key `ValueProp`."""
    found = ((path, node) for path, node in _mappings(root, ()) if node.value)
    return [dotted(path) for path, _ in found if _is_home(path)]


def _is_home(path: KeyPath) -> bool:
    one, of_host = path[:-1], path[:-2]
    return (path[-1:] == (HOME,) and _is_section(one)) or (path[-2:-1] == (HOMES,) and _is_section(of_host))


def _is_section(path: KeyPath) -> bool:
    """Whether this is the key of this package's section: anywhere in Helm values, or at the top level for TLJH."""
    return path[-1:] == (SECTION,) or path == (TLJH_SECTION,)


def _problems_of_names(root: Node) -> Iterator[Problem]:
    """Sections that are almost `ValueProp`, settings in it that don't exist, and sections without a branding."""
    for path, node in _mappings(root, ()):
        name, place = str(path[-1]) if path else "", node.key_place or node.place
        settings = node.value if node.is_mapping else {}
        if _is_section(path):
            for setting in settings:
                at = node.value[setting].key_place or place
                yield from _at(at, dotted((*path, setting)), misspelt_names((), [setting]))
            if settings.keys() <= set(SETTINGS) and not any(_is_set(settings.get(home)) for home in (HOME, HOMES)):
                yield no_branding(place, f"set {quote(HOME)} under {quote(dotted(path), 300)}")
        elif is_almost_section(name):
            yield from _at(place, dotted(path), misspelt_names([name], ()))


def _is_set(node: Node | None) -> bool:
    return node is not None and (node.is_mapping or bool(node.value))


def _at(place: Place, key: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of a name in a configuration, at its line, and with its key in YAML."""
    return (replace(each, place=place, message=f"{quote(key, 300)} {each.message}") for each in problems)


def _mappings(node: Node, path: KeyPath) -> Iterator[tuple[KeyPath, Node]]:
    yield path, node
    if node.is_mapping:
        for key, child in node.value.items():
            yield from _mappings(child, (*path, key))


def _part(root: Node, shown: str, key: str, problems: tuple[Problem, ...]) -> Target:
    node = root
    for depth, step in enumerate(steps := _steps(root, key)):
        child = node.child(step)
        if child is None:
            under = ".".join(steps[:depth])
            message = f"there is no key {quote(step)}{f' under {quote(under)}' if under else ''}"
            hint = one_of(list(node.value)[:10]) if node.is_mapping else None
            problem = Problem(node.place, "error", "missing-key", message, hint)
            return Target(shown, {}, (*problems, problem))
        node = child
    layers = node.value if isinstance(node.value, tuple) else (node,)
    named = [_named(layer) for layer in layers if not layer.is_mapping]
    source = [ReadLayer(_of_an_admin(layer), ()) for layer in layers if layer.is_mapping]
    return Target(shown, source, (*problems, *named), is_part=True)


def _steps(root: Node, key: str) -> list[str]:
    """The keys on the way to the one that a text names; the name of a host has dots, too."""
    node: Node | None = root
    left, steps = key.split("."), []
    while left:
        length = next((n for n in range(len(left), 1, -1) if node and node.child(".".join(left[:n]))), 1)
        steps.append(".".join(left[:length]))
        left, node = left[length:], node and node.child(steps[-1])
    return steps


def _named(layer: Node) -> Problem:
    message = f"the layer {quote(str(layer.value), 300)} is not checked, because it is a file on the hub's machine"
    return Problem(layer.place, "warning", "not-looked-at", message, "check that file there")


def _of_an_admin(node: Node) -> Node:
    """The tree with texts that may name files in any folder, like those of a hub's configuration."""
    if isinstance(node.value, SourceText):
        return replace(node, value=SourceText(node.value, node.value.folder, confined=False))
    if isinstance(node.value, tuple):
        return replace(node, value=tuple(_of_an_admin(child) for child in node.value))
    if node.is_mapping:
        return replace(node, value={key: _of_an_admin(child) for key, child in node.value.items()})
    return node
