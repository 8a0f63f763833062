"""A front door for community JupyterHubs: a network's value proposition and a community's brand on the login page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .branding import Branding, load_branding
from .content import Proposition
from .problems import ValuePropError

if TYPE_CHECKING:
    from .hub import Extension, ValueProp, setup

__all__ = ["Branding", "Extension", "Proposition", "ValueProp", "ValuePropError", "load_branding", "setup"]


def __getattr__(name: str) -> Any:
    """Import the hub's side only when it is asked for: the command line and notebooks do without JupyterHub."""
    if name in ("Extension", "ValueProp", "setup"):
        from . import hub  # noqa: PLC0415

        return getattr(hub, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
