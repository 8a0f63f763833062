"""Pictures made of lines: cleaned, measured, and what their outlines are drawn in for light and dark pages."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from .outline import Outline
from .svg_cleaning import clean_svg
from .svg_outline import svg_outlines
from .svg_size import svg_size


def measure_svg(data: bytes) -> tuple[bytes, float, float, Outline, Outline]:
    """The cleaned drawing, its width and height in CSS px, its outlines on light and on dark ground.

    Raises `PictureError` for what cannot be read or shown.
    """
    clean = clean_svg(data)
    root = ET.fromstring(clean)  # noqa: S314  our own output, without any declaration
    width, height = svg_size(root)
    return clean, width, height, *svg_outlines(root)
