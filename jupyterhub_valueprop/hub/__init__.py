"""The connection to JupyterHub: the extension, its settings, static files, reloading, metrics."""

from .extension import Extension, setup
from .traits import ValueProp

__all__ = ["Extension", "ValueProp", "setup"]
