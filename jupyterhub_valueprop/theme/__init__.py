"""How it looks: brand colours become accessible light and dark tokens, pictures are measured and cleaned.

Knows neither the branding file nor the page. Import `make_theme` from here.
"""

from jupyterhub_valueprop.theme.brand import Finding
from jupyterhub_valueprop.theme.colour import ColourError, read_colour
from jupyterhub_valueprop.theme.css import ColorScheme
from jupyterhub_valueprop.theme.errors import PictureError
from jupyterhub_valueprop.theme.palette import Palette
from jupyterhub_valueprop.theme.pictures import Picture, measure_picture, needs_plate
from jupyterhub_valueprop.theme.roles import CONTRAST_PAIRS, ROLES, Pair
from jupyterhub_valueprop.theme.sizes import optical_size
from jupyterhub_valueprop.theme.theme import Theme, make_theme

__all__ = [
    "CONTRAST_PAIRS",
    "ROLES",
    "ColorScheme",
    "ColourError",
    "Finding",
    "Pair",
    "Palette",
    "Picture",
    "PictureError",
    "Theme",
    "make_theme",
    "measure_picture",
    "needs_plate",
    "optical_size",
    "read_colour",
]
