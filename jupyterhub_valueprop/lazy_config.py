"""Values of a configuration that traitlets has not settled yet, and how problems call the one that holds a branding."""

from __future__ import annotations

from typing import Any

#: The setting of a branding: what problems call a value that is in no file.
CONFIG_KEY = "ValueProp.branding"


def settled(value: Any) -> Any:
    """The value behind traitlets' `LazyConfigValue`, which `c.ValueProp.branding.update(…)` leaves."""
    get_value = getattr(type(value), "get_value", None)
    return value.get_value({}) if get_value and type(value).__name__ == "LazyConfigValue" else value
