"""Read an SVG: clean it, measure it, and find the colors of its outlines on light and dark pages."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from .outline import Outline
from .svg_cleaning import clean_svg
from .svg_outline import svg_outlines
from .svg_size import svg_size


def measure_svg(data: bytes) -> tuple[bytes, float, float, Outline, Outline]:
    """The cleaned SVG, its width and height in CSS px, its outlines on light and on dark backgrounds.

    Raises `PictureError` if it can't be read or shown.
    """
    clean = clean_svg(data)
    root = ET.fromstring(clean)  # noqa: S314  this package's output, without any declaration
    width, height = svg_size(root)
    return clean, width, height, *svg_outlines(root)
