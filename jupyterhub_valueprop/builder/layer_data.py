"""Convert `c.ValueProp.branding` to JSON for the program and back, with a tag for what JSON doesn't have.

The hub calls the callables, because they are the admin's code. A failure is sent as a failure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import Any

from jupyterhub_valueprop.lazy_config import settled
from jupyterhub_valueprop.template_vars import TemplateVars

DEEPEST = 60
MOST_VALUES = 100_000
MOST_CHARACTERS = 4_000_000
#: Python refuses to print integers of more than 4,300 digits.
LARGEST_INTEGER = 10**400


class _TooMuchError(ValueError):
    """Raised to stop at once, because the values exceed a limit of brandings."""


def is_function(layer: object) -> bool:
    """Whether a layer is the admin's function, which only the hub can call."""
    return callable(layer) and not isinstance(layer, TemplateVars)


def layers_as_data(source: Any) -> Any:
    """The layers as data for JSON; never raises, whatever an admin's function or object does."""
    try:
        return _Writer().layer(source, 0)
    except _TooMuchError as error:
        return _failure(error)


def _failure(error: BaseException) -> Any:
    try:
        message = str(error)[:500]
    except Exception:  # it can run code
        message = ""
    return ["failed", [type(error).__name__, message]]


def layers_from_data(data: Any) -> Any:
    """The layers from their data. A failed one becomes a callable that fails with the same message."""
    if not isinstance(data, list):
        return data
    tag, content = data
    return _READERS[tag](content)


class _Writer:
    def __init__(self) -> None:
        self._values = self._characters = 0

    def layer(self, source: Any, depth: int) -> Any:
        self._count(source)
        try:
            source = settled(source)
            if isinstance(source, TemplateVars):  # also a callable, which only the program calls
                return ["template-vars", [source.key, self._value(source.values, depth)]]
            if isinstance(source, (list, tuple)) and depth < DEEPEST:
                return ["list", [self.layer(each, depth + 1) for each in source]]
            if callable(source) and depth < DEEPEST:
                return self.layer(source(), depth + 1)
            return self._value(source, depth)
        except _TooMuchError:
            raise
        except (
            BaseException
        ) as error:  # an admin's function may raise anything or exit, and the page must not fail with it
            return _failure(error)

    def _value(self, value: Any, depth: int) -> Any:
        value = settled(value)
        value = str(value) if isinstance(value, str) else value  # a subclass can return a wrong length
        self._count(value)
        if value is None or isinstance(value, (bool, str, float)):
            return value
        if isinstance(value, int):
            return int(value) if abs(value) < LARGEST_INTEGER else ["number", "inf" if value > 0 else "-inf"]
        if depth > DEEPEST:
            return None
        if isinstance(value, Mapping):
            return ["mapping", [[self._value(k, depth + 1), self._value(v, depth + 1)] for k, v in value.items()]]
        if isinstance(value, (list, tuple)):
            return ["list", [self._value(each, depth + 1) for each in value]]
        return self._other(value)

    def _other(self, value: Any) -> list[str]:
        if isinstance(value, PurePath):
            return ["path", str(value)]
        if isinstance(value, (datetime, date)):
            return ["datetime" if isinstance(value, datetime) else "date", value.isoformat()]
        return ["object", type(value).__name__]

    def _count(self, value: Any) -> None:
        self._values += 1
        self._characters += len(value) if isinstance(value, str) else 0
        if self._values > MOST_VALUES or self._characters > MOST_CHARACTERS:
            raise _TooMuchError(f"more than {MOST_VALUES} values or {MOST_CHARACTERS} characters")


class _Unreadable:
    """A value of a type that brandings don't have; only the name of the type was sent."""


def _failed(content: list[str]) -> Callable[[], Any]:
    name, message = content

    def fail() -> Any:
        raise type(name, (Exception,), {})(message)

    return fail


def _entries(content: list[list[Any]]) -> Iterator[tuple[Any, Any]]:
    return ((_hashable(layers_from_data(key)), layers_from_data(value)) for key, value in content)


def _hashable(key: Any) -> Any:
    return tuple(key) if isinstance(key, list) else key


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "list": lambda content: [layers_from_data(each) for each in content],
    "mapping": lambda content: dict(_entries(content)),
    "path": Path,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "number": lambda content: int(math.copysign(LARGEST_INTEGER, float(content))),
    "object": lambda name: type(name, (_Unreadable,), {})(),
    "failed": _failed,
    "template-vars": lambda content: TemplateVars(layers_from_data(content[1]), content[0]),
}
