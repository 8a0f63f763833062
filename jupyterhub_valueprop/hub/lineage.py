"""What a template extends, and what that extends: read from the templates, without rendering them."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from jinja2 import Environment, Template, nodes


class Lineage:
    """The ancestors of an environment's templates.

    Read anew when Jinja has loaded a template anew, so an edited file is seen whenever its page is.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._parents: WeakKeyDictionary[Template, str | None] = WeakKeyDictionary()

    def of(self, name: str) -> Iterator[str]:
        """The names of a template's ancestors, nearest first; where they go round in a circle, once round."""
        seen = set()
        while name not in seen:
            seen.add(name)
            parent = self._parent(name)
            if parent is None:
                return
            yield parent
            name = parent

    def _parent(self, name: str) -> str | None:
        template = self._environment.get_template(name)
        if template not in self._parents:
            self._parents[template] = self._read_parent(name)
        return self._parents[template]

    def _read_parent(self, name: str) -> str | None:
        """What `{% extends "…" %}` says; None for a template without it, or with one that is computed."""
        assert self._environment.loader is not None
        source, _, _ = self._environment.loader.get_source(self._environment, name)
        extends = self._environment.parse(source).find(nodes.Extends)
        written = extends.template if extends else None
        return str(written.value) if isinstance(written, nodes.Const) else None
