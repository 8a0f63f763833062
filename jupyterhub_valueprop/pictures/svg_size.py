"""The size of an SVG: its width and height in CSS px, from attributes with units or from the `viewBox`."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree as ET

from .picture_error import PictureError
from .sizes import refuse_ratio

#: CSS px per unit (CSS Values 4, absolute lengths); em and ex as in the initial 16 px font.
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54}
UNITS |= {"em": 16.0, "rem": 16.0, "ex": 8.0}

#: The size that browsers use for an SVG without one (CSS 2.2, 10.3.2).
FALLBACK = (300.0, 150.0)

#: The most characters of a length; a longer text is not read.
LONGEST_LENGTH = 50
#: The shortest and the longest side in CSS px: beyond them, arithmetic would end in 0 or infinity.
SMALLEST_SIDE, LARGEST_SIDE = 1e-3, 1e6

_LENGTH = re.compile(r"\+?((?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?)\s*([a-z]*)", re.I | re.ASCII)


def svg_size(root: ET.Element) -> tuple[float, float]:
    """Width and height in CSS px of the outermost `<svg>`; percentages count as not given.

    Raises `PictureError` for an SVG without area, for sides below 0.001 or above 1,000,000 px, and
    for one that is more than 100 times the other.
    """
    width, height, box = _length(root.get("width")), _length(root.get("height")), view_box(root)
    if width is None and height is None:
        width, height = box or FALLBACK
    elif box and width is None and height is not None:
        width = height * box[0] / box[1]
    elif box and height is None and width is not None:
        height = width * box[1] / box[0]
    size = (FALLBACK[0] if width is None else width, FALLBACK[1] if height is None else height)
    if not all(math.isfinite(side) and side > 0 for side in size):
        raise PictureError("picture-broken", "this SVG has no area: its width or height is 0")
    if not all(SMALLEST_SIDE <= side <= LARGEST_SIDE for side in size):
        message = f"this SVG is {size[0]:g} × {size[1]:g} px; set a width and height from 0.001 to 1,000,000 px"
        raise PictureError("picture-broken", message)
    refuse_ratio(*size)
    return size


def view_box(root: ET.Element) -> tuple[float, float] | None:
    """Width and height of the `viewBox`, if it has one with an area."""
    numbers = (root.get("viewBox") or "").replace(",", " ").split()
    if any(len(number) > LONGEST_LENGTH for number in numbers):
        return None
    try:
        _, _, width, height = map(float, numbers)
    except ValueError:
        return None
    return (width, height) if 0 < width < math.inf and 0 < height < math.inf else None


def add_view_box(root: ET.Element) -> None:
    """Makes an SVG scalable: without a `viewBox`, browsers crop it to the size at which it is shown."""
    width, height = _length(root.get("width")), _length(root.get("height"))
    if "viewBox" not in root.attrib and width and height and math.isfinite(width) and math.isfinite(height):
        root.set("viewBox", f"0 0 {width:.10g} {height:.10g}")


def _length(written: str | None) -> float | None:
    text = (written or "").strip()
    match = _LENGTH.fullmatch(text) if len(text) <= LONGEST_LENGTH else None
    if not match or match[2].lower() not in UNITS:
        return None
    return float(match[1]) * UNITS[match[2].lower()]
