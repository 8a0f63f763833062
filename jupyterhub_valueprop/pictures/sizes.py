"""The size of logos, so that those in a row look equally large."""

from __future__ import annotations

import math

from .picture_error import PictureError

#: The most extreme ratio of an image's sides: 100:1 is 200 × 2 px in the space of a logo.
MAX_RATIO = 100
#: The most extreme ratio for `optical_size`; beyond it, one side is a pixel anyway.
DRAWN_RATIO = 10_000.0


def refuse_ratio(width: float, height: float) -> None:
    """Raises `PictureError` for an image more than 100 times as wide as high, or as high as wide."""
    if max(width, height) > MAX_RATIO * min(width, height):
        message = f"this image is {width:g} × {height:g} px; crop it to at most {MAX_RATIO}:1"
        raise PictureError("picture-broken", message)


def optical_size(width: float, height: float, *, area: float, max_height: float, max_width: float) -> tuple[int, int]:
    """Width and height, in CSS px, of a logo of any aspect ratio: the same `area` for all, within the two bounds.

    Equal heights would make a word mark look huge beside a seal, equal widths the other way round.
    Raises `ValueError` for sizes that are not positive, or not finite.
    """
    if not all(0 < size < math.inf for size in (width, height, area, max_height, max_width)):
        raise ValueError("sizes have to be greater than 0, and finite")
    ratio = min(max(width / height, 1 / DRAWN_RATIO), DRAWN_RATIO)
    even_height = math.sqrt(area / ratio)
    drawn = min(even_height, max_height, max_width / ratio)
    return max(round(drawn * ratio), 1), max(round(drawn), 1)
