"""A front door for community JupyterHubs: a network's value proposition and a community's brand on the login page."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .problems import ValuePropError

if TYPE_CHECKING:
    from .branding import Branding, load_branding
    from .content import Proposition
    from .hub.extension import Extension
    from .hub.setting_up import setup
    from .hub.traits import ValueProp
    from .template_vars import from_template_vars

__version__ = "0.1.0"

__all__ = [
    "Branding",
    "Extension",
    "Proposition",
    "ValueProp",
    "ValuePropError",
    "from_template_vars",
    "load_branding",
    "setup",
]

#: Imported on first use: a hub needs no readers; the command line and notebooks need no JupyterHub.
_HOMES = {
    "Branding": "branding",
    "load_branding": "branding",
    "Proposition": "content",
    "from_template_vars": "template_vars",
    "Extension": "hub.extension",
    "ValueProp": "hub.traits",
    "setup": "hub.setting_up",
}


if not TYPE_CHECKING:  # hidden from type checkers, which would take every misspelled name for an existing one

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
