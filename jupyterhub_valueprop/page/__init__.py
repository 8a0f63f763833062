"""From a branding and its documents to a finished `Site`. Knows neither JupyterHub nor tornado."""

from .site import build_site, site_of

__all__ = ["build_site", "site_of"]
