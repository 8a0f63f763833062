"""What a visitor gets: one immutable landing per locale and its files. Knows neither JupyterHub nor tornado."""

from .assets import FOLDER, Asset
from .landing import Landing
from .locales import accepted, negotiate
from .site import Site, build_site, site_of

__all__ = ["FOLDER", "Asset", "Landing", "Site", "accepted", "build_site", "negotiate", "site_of"]
