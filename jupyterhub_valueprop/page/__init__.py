"""From a branding and its documents to a finished `Site`. Knows neither JupyterHub nor tornado."""

from .assembly import build_site, site_of

__all__ = ["build_site", "site_of"]
