"""From a branding and its documents to a finished `Site`. Knows neither JupyterHub nor tornado."""

from .site import build_site

__all__ = ["build_site"]
