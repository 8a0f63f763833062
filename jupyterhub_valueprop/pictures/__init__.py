"""Read images: their kind by content, their size, the backgrounds on which they are visible. SVGs are cleaned.

Knows neither the branding file nor the page. Import `measure_picture` from here.
"""

from .picture import MAX_BYTES, Picture, is_on_paper, measure_picture, needs_plate
from .picture_error import PictureError
from .sizes import optical_size

__all__ = ["MAX_BYTES", "Picture", "PictureError", "is_on_paper", "measure_picture", "needs_plate", "optical_size"]
