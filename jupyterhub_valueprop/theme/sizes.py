"""How large a logo is drawn, so that a row of them looks of one weight."""

from __future__ import annotations

import math


def optical_size(width: float, height: float, *, area: float, max_height: float, max_width: float) -> tuple[int, int]:
    """Width and height, in CSS px, of a logo of any aspect ratio: the same `area` for all, within the two bounds.

    Equal heights would make a word mark look huge beside a seal, equal widths the other way round.
    Raises `ValueError` for sizes that are not positive.
    """
    if min(width, height, area, max_height, max_width) <= 0:
        raise ValueError("sizes have to be greater than 0")
    ratio = width / height
    even_height = math.sqrt(area / ratio)
    drawn = min(even_height, max_height, max_width / ratio)
    return max(round(drawn * ratio), 1), max(round(drawn), 1)
