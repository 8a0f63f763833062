"""Write a branding's tree as a branding file, with comments that say where each value came from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

import yaml

from jupyterhub_valueprop.branding.sources.tree import Node
from jupyterhub_valueprop.problems import Place, Problem

_INDENT = "  "


def as_branding_file(tree: Node, problems: Iterable[Problem], sources: Sequence[str]) -> str:
    """The text of the file: a header, the values, and comments about what was left out."""
    lines = [
        f"# Imported from {', '.join(map(_one_line, sources))}. Comments say where each value was written.",
        "",
    ]
    lines += _mapping(tree.value, "") if tree.value else ["{}"]
    if left := [f"#   {_one_line(str(problem))}" for problem in problems]:
        lines += ["", "# Left out, or to check:", *left]
    return "\n".join(lines) + "\n"


def _mapping(entries: Mapping[str, Node], indent: str) -> Iterator[str]:
    for key, node in entries.items():
        yield from _entry(f"{indent}{key}:", node, indent)


def _entry(start: str, node: Node, indent: str) -> Iterator[str]:
    if node.is_mapping and node.value:
        yield start
        yield from _mapping(node.value, indent + _INDENT)
    elif isinstance(node.value, tuple) and all(str(child.value).isalnum() for child in node.value):
        yield f"{start} [{', '.join(_scalar(child.value) for child in node.value)}]"
    elif isinstance(node.value, tuple):
        yield start
        for child in node.value:
            yield from _item(child, indent + _INDENT)
    else:
        yield f"{start} {_scalar(node.value)}{_origin(node.place)}"


def _item(node: Node, indent: str) -> Iterator[str]:
    if node.is_mapping:
        first, *others = _mapping(node.value, indent + _INDENT)
        yield f"{indent}- {first.lstrip()}"
        yield from others
    else:
        yield f"{indent}- {_scalar(node.value)}{_origin(node.place)}"


def _scalar(value: object) -> str:
    """A value in YAML, on one line. A text with line ends is in double quotes."""
    if not isinstance(value, str):
        return json.dumps(value, default=str)
    style = None if value.isprintable() else '"'  # this style escapes line ends
    dumped: str = yaml.safe_dump(str(value), allow_unicode=True, width=10**6, default_style=style)
    return dumped.removesuffix("...\n").strip()


def _origin(place: Place) -> str:
    if place.file is None:
        return ""
    line = f":{place.line}" if place.line else ""
    return f"  # {_one_line(PurePath(place.file).name)}{line}"


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
