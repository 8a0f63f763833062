"""What a template extends, and what that extends: read from the templates, without rendering them."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from jinja2 import Environment, Template, nodes


class Lineage:
    """The ancestors of an environment's templates, read once for each time that Jinja loads a template."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._known: WeakKeyDictionary[Template, tuple[str, ...]] = WeakKeyDictionary()

    def of(self, name: str) -> tuple[str, ...]:
        """The names of a template's ancestors, nearest first; where they go round in a circle, once round."""
        template = self._environment.get_template(name)
        known = self._known.get(template)
        if known is None:
            known = self._known[template] = self._read(name)
        return known

    def _read(self, name: str) -> tuple[str, ...]:
        ancestors: list[str] = []
        parent = self._parent(name)
        while parent is not None and parent not in ancestors:
            ancestors.append(parent)
            parent = self._parent(parent)
        return tuple(ancestors)

    def _parent(self, name: str) -> str | None:
        """What `{% extends "…" %}` says; None for a template without it, or with one that is computed."""
        assert self._environment.loader is not None
        source, _, _ = self._environment.loader.get_source(self._environment, name)
        extends = self._environment.parse(source).find(nodes.Extends)
        written = extends.template if extends else None
        return str(written.value) if isinstance(written, nodes.Const) else None
