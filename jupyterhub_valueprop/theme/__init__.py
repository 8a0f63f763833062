"""The look of a page: brand colors become accessible light and dark colors, and a name becomes a pattern.

Knows neither the branding file nor the page. Import `make_theme` and `field_pattern` from here.
"""

from .adjustments import Adjustment
from .bootstrap import bootstrap_properties
from .color import ColorError, read_color
from .color_theme import ColorTheme, make_theme
from .css import ColorScheme
from .field_patterns import FAMILIES, field_pattern
from .palette import Palette
from .roles import CONTRAST_PAIRS, ROLES, Pair

__all__ = [
    "CONTRAST_PAIRS",
    "FAMILIES",
    "ROLES",
    "Adjustment",
    "ColorError",
    "ColorScheme",
    "ColorTheme",
    "Pair",
    "Palette",
    "bootstrap_properties",
    "field_pattern",
    "make_theme",
    "read_color",
]
