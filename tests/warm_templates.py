"""Keeps what Jinja has compiled, for each hub and each build loads the same templates into an environment of its own.

What is kept is code, by the source as the extensions of the environment leave it and by all else that the compiler
looks at: a template that was changed, or an environment with a filter or a delimiter of its own, is compiled.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from jinja2 import Environment
from jinja2.lexer import get_lexer

_compile = Environment.compile
_kept: dict[Hashable, Any] = {}


def _looked_at(environment: Environment) -> Hashable:
    """What the compiler takes from an environment; it calls the filters and tests of what is constant in a template."""
    return (
        get_lexer(environment),
        type(environment),
        environment.code_generator_class,
        environment.is_async,
        environment.sandboxed,
        environment.optimized,
        environment.autoescape,
        environment.finalize,
        tuple(environment.extensions),
        getattr(environment, "newstyle_gettext", None),
        repr(sorted(environment.policies.items())),
        frozenset(environment.filters.items()),
        frozenset(environment.tests.items()),
    )


def _compile_once(
    environment: Environment,
    source: Any,
    name: str | None = None,
    filename: str | None = None,
    *more: Any,
    **options: Any,
) -> Any:
    """As `Environment.compile`; nodes, and what is asked for in another form than code, are not kept."""
    if not isinstance(source, str) or more or options:
        return _compile(environment, source, name, filename, *more, **options)
    key = environment.preprocess(source, name, filename), name, filename, _looked_at(environment)
    if key not in _kept:
        _kept[key] = _compile(environment, source, name, filename)
    return _kept[key]


@contextmanager
def kept_templates() -> Iterator[None]:
    """Meanwhile a template is compiled once for all environments of this process, and of those it forks."""
    Environment.compile = _compile_once  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Environment.compile = _compile  # type: ignore[method-assign]
