"""Run a `jupyterhub_config.py` and get what its pages show, each value with its line.

The file is the admin's code on the admin's machine. It is run as JupyterHub runs it, but in a separate process:
it may change whatever it likes there, print, or never end.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jupyterhub_valueprop.branding.sources.layers import ReadLayer
from jupyterhub_valueprop.branding.sources.mappings import tree_of_values
from jupyterhub_valueprop.branding.sources.tree import Node
from jupyterhub_valueprop.config_names import SECTION, misspelt_names
from jupyterhub_valueprop.files import FileError, Files
from jupyterhub_valueprop.lazy_config import CONFIG_KEY
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import quote

from .layer import layer_of_values

LONGEST_CONFIG = 60
"""How long, in seconds, a configuration may take."""

LARGEST_CONFIG = 1_000_000
"""How many bytes of it are searched for the lines of its values."""

Positions = dict[str, tuple[int, int]]


def read_config(path: Path, shown: str) -> tuple[Node, list[Problem]]:
    """The settings of a configuration by section, and the problem if it could not be read."""
    place = Place(shown)
    answer = run_config(path, shown)
    if isinstance(answer, Problem):
        return Node({}, place), [answer]
    tree, problems = tree_of_values(answer["values"], shown, path.parent)
    return _placed(tree, _positions(path), place), problems


@dataclass(frozen=True)
class ConfiguredBrandings:
    """What a configuration says about brandings: the layers of each setting, for `read_branding`, and its problems.

    Functions are replaced by their results. The settings are `ValueProp.branding`, even if it is empty, and each entry
    of `ValueProp.brandings`; none if the configuration can't be run.
    """

    layers: Mapping[str, Any]
    problems: tuple[Problem, ...]


def brandings_of_config(path: Path, shown: str) -> ConfiguredBrandings:
    """Run a configuration and get its brandings, and the problems of the names in it."""
    answer = run_config(path, shown)
    if isinstance(answer, Problem):
        return ConfiguredBrandings({}, (answer,))
    branding, entries = answer.get("branding"), answer.get("brandings", {})
    named = {f"{SECTION}.brandings[{name!r}]": layer for name, layer in entries.items()}
    if branding or "*" not in entries:
        named = {CONFIG_KEY: branding, **named}
    layers = {key: _sources(layer, path.parent, key) for key, layer in named.items()}
    problems = (*_misspelt(answer, path, shown), *_no_mapping(answer, shown))
    if not problems and not entries and _is_nothing(branding):
        problems = (no_branding(Place(shown), f"set c.{CONFIG_KEY} to the path of your branding.yaml"),)
    return ConfiguredBrandings(layers, problems)


def no_branding(place: Place, hint: str) -> Problem:
    """The problem of a configuration that sets neither `branding` nor `brandings`."""
    message = "no branding is set here, so visitors see the default page"
    return Problem(place, "warning", "no-branding", message, hint)


def _is_nothing(layer: dict[str, Any] | None) -> bool:
    """Whether a layer from `config_program` changes nothing; an empty mapping counts as a branding."""
    for kind, content in (layer or {}).items():
        if kind in ("mapping", "variables", "unusable") or (kind == "path" and content):
            return False
        below = content if kind == "layers" else [content] if kind == "function" else []
        if not all(map(_is_nothing, below)):
            return False
    return True


def _no_mapping(answer: dict[str, Any], shown: str) -> Iterator[Problem]:
    if instead := answer.get("no_mapping"):
        message = f"'{SECTION}.brandings' takes a mapping of hosts to brandings, found {instead}"
        yield Problem(Place(shown), "error", "layer-type", message, f"for one branding, set c.{CONFIG_KEY}")


def _misspelt(answer: dict[str, Any], path: Path, shown: str) -> Iterator[Problem]:
    problems = list(misspelt_names(answer["values"], answer.get("settings", ())))
    positions = _positions(path) if problems else {}
    for problem in problems:
        key = str(problem.place.key)
        at = positions.get(key.rpartition(".")[2])
        place = Place(shown, *at) if at else Place(shown)
        yield replace(problem, place=place, message=f"{quote(key)} {problem.message}")


def _sources(layer: dict[str, Any] | None, folder: Path, key: str) -> Any:
    """A list of layers where the configuration has one, since problems count them; else the one layer, or None."""
    layers = _Layers(folder)
    layers.add(layer, key)
    while layer and "function" in layer:
        layer = layer["function"]
    return layers.sources if layer and "layers" in layer else next(iter(layers.sources), None)


class _Layers:
    """Turns layers from `config_program` into a source for `read_branding`."""

    def __init__(self, folder: Path) -> None:
        self.sources: list[Any] = []
        self._folder = folder

    def add(self, layer: Any, key: str) -> None:
        """Add a layer and those in it; `key` is what problems call it."""
        for kind, content in (layer or {}).items():
            if kind == "layers":
                for index, each in enumerate(content):
                    self.add(each, f"{key}[{index}]")
            elif kind == "function":
                self.add(content, key)
            elif kind == "path":
                self.sources.append(self._folder / content)
            elif kind == "mapping":
                self.sources.append(content)
            elif kind == "unusable":
                message = f"{quote(key)} takes a path, a mapping, a callable or a list of these, found {content}"
                problem = Problem(Place(key=key), "error", "layer-type", message)
                self.sources.append(ReadLayer(Node({}, problem.place), (problem,)))
            elif kind == "variables":
                self.sources.append(layer_of_values(content[1], content[0]))


def run_config(path: Path, shown: str) -> dict[str, Any] | Problem:
    """The answer of `config_program`, or the problem if there is none."""
    place = Place(shown)
    try:
        Files().check(path, confined=False)
    except FileError as error:
        message = f"'{shown}' {error.reason}"
        return Problem(place, "error", error.code, message, error.hint)
    program = [sys.executable, "-m", f"{__package__}.config_program", str(path)]
    found_here = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}  # the same packages
    try:
        done = subprocess.run(  # noqa: S603
            program,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a pipe would stay open as long as any process that it starts
            timeout=LONGEST_CONFIG,
            check=False,
            env=found_here,
        )
    except subprocess.TimeoutExpired:
        message = f"it takes more than {LONGEST_CONFIG} s"
        return Problem(place, "error", "unreadable-config", message)
    values = _answer(done.stdout)
    if "values" not in values:
        line, reason = values.get("line"), values.get("error", "it ends early")
        at = Place(shown, line, 1) if line else place
        hint = _advice(reason, values.get("kinds", ()))
        return Problem(at, "error", "unreadable-config", f"running it fails: {reason}", hint)
    return values


def _advice(reason: str, kinds: Collection[str]) -> str:
    """What to do about an exception, by its words and the names of its class and of those that it is based on."""
    if "keys begin with an uppercase char" in reason:  # traitlets' words for c.ValueProp.Branding = …
        return "begin the name of the setting with a lower-case letter"
    if "ImportError" in kinds:
        return "run this where the hub's packages are installed"
    if {"OSError", "KeyError"} & set(kinds):  # such as a file or a variable of the environment
        return "run this on the hub's machine"
    return "fix it, and run this again"


def _answer(output: bytes) -> dict[str, Any]:
    try:
        values = json.loads(output)
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def _positions(path: Path) -> Positions:
    """The last place of each name of a setting or a key, because the last assignment counts."""
    try:
        tree = ast.parse(Files().read(path, LARGEST_CONFIG, confined=False))
    except (FileError, SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    positions: Positions = {}
    for node in ast.walk(tree):
        name = getattr(node, "attr", getattr(node, "value", getattr(node, "arg", None)))
        if isinstance(name, str) and isinstance(node, (ast.expr, ast.keyword)):
            here = (node.lineno, node.col_offset + 1)
            positions[name] = max(here, positions.get(name, here))
    return positions


def _placed(node: Node, positions: Positions, place: Place) -> Node:
    """The tree with each value at the line of its key, or else of its mapping."""
    if isinstance(node.value, tuple):
        return Node(tuple(_placed(child, positions, place) for child in node.value), place)
    if not node.is_mapping:
        return Node(node.value, place)
    children = {}
    for key, child in node.value.items():
        at = Place(place.file, *positions[key]) if key in positions else place
        children[key] = _placed(child, positions, at)
    return Node(children, place)
