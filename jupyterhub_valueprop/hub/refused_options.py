"""With what in `c.JupyterHub.jinja_environment_options` and `c.ValueProp` a hub does not start.

Only `doctor` asks: the log of such a hub ends with a traceback.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2.utils import import_string
from traitlets import TraitError
from traitlets.config import Config

from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import did_you_mean, found, nearest, quote

from .extension import Extension
from .setting_up import NAME
from .traits import ValueProp

#: How much of a configuration is looked at for the line of a setting, in characters.
LONGEST_CONFIG = 1_000_000

_OPTIONS = "c.JupyterHub.jinja_environment_options"
_SECTION = "ValueProp"


def switches_on(options: Mapping[str, Any]) -> bool:
    """Whether Jinja's options, as the hub has them, bring this package's extension."""
    return any(_loaded(entry) is Extension for entry in _extensions(options) or ())


def refused_options(options: Mapping[str, Any]) -> Iterator[Problem]:
    """What Jinja makes no template environment of, with the words that were probably meant."""
    taken = inspect.signature(Environment).parameters.keys() - {"loader"}
    for name in options:
        if name not in taken:
            near = nearest(str(name), taken)
            yield _refused(f"takes no {quote(str(name))}", did_you_mean(near) if near else None)
    extensions = _extensions(options)
    if extensions is None:
        given = options["extensions"]
        hint = f"write [{given!r}]" if isinstance(given, str) else "begin each entry with '- '"
        yield _refused(f"'extensions' takes a list, found {found(given)}", hint)
    for entry in extensions or ():
        reason = _loaded(entry)
        if isinstance(reason, str):
            name = quote(entry if isinstance(entry, str) else repr(entry))
            is_near = nearest(name, [NAME], at_least=0.7)
            yield _refused(f"{name} can't be loaded ({reason})", f"write {quote(NAME)}" if is_near else None)


def refused_settings(config: Config, file: Path) -> Iterator[tuple[str, Problem]]:
    """Each setting of this package that has a value it can't have, by name, with its line in `file` if it is there."""
    given = config.get(_SECTION, {})
    for name in [name for name in given if name in ValueProp.class_trait_names(config=True)]:
        try:
            ValueProp(config=Config({_SECTION: {name: given[name]}}))
        except TraitError as error:
            message = f"JupyterHub does not start with this: {error}"
            yield name, Problem(_place_of(name, file), "error", "hub-config", message[:1_000])


def _refused(message: str, hint: str | None) -> Problem:
    return Problem(Place(key=_OPTIONS), "error", "hub-options", f"{message}: JupyterHub does not start", hint)


def _extensions(options: Mapping[str, Any]) -> list[Any] | None:
    given = options.get("extensions", ())
    return list(given) if isinstance(given, (list, tuple, set, frozenset)) else None


def _loaded(entry: Any) -> Any:
    """What Jinja takes an entry of `extensions` for; a text says why it takes it for nothing."""
    try:
        extension = import_string(entry) if isinstance(entry, str) else entry
    except Exception as error:  # importing runs code of others
        return f"{type(error).__name__}: {error}"[:300]
    is_extension = callable(extension) and hasattr(extension, "identifier")
    return extension if is_extension else "it is not an extension of Jinja"


def _place_of(name: str, file: Path) -> Place:
    """The last line of the configuration that names a setting, or else the setting."""
    with suppress(OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        with file.open(encoding="utf-8") as opened:
            tree = ast.parse(opened.read(LONGEST_CONFIG))
        places = [
            (node.lineno, node.col_offset + 1)
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and node.attr == name
            and isinstance(node.value, ast.Attribute)
            and node.value.attr == _SECTION
        ]
        if places:
            return Place(str(file), *max(places))
    return Place(key=f"c.{_SECTION}.{name}")
