"""Limit the pixels of the raster images within an SVG: visitors' browsers decode them, however small they are shown."""

from __future__ import annotations

import binascii
import re
import warnings
from io import BytesIO
from xml.etree import ElementTree as ET

from PIL import Image

from .picture_error import PictureError

#: The most pixels of all different images in one SVG: as many as a PNG may have, 64 MB in a browser.
MAX_PIXELS = 16_000_000

_DATA = re.compile(r"data:image/[a-z]{3,4};base64,([A-Za-z0-9+/=\s]*)", re.I)
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")


def refuse_large_images(root: ET.Element) -> None:
    """Raises `PictureError` for a cleaned SVG whose raster images have too many pixels together."""
    texts = (text for element in root.iter() for text in (*element.attrib.values(), element.text or ""))
    images = {found[1] for text in texts for found in _DATA.finditer(text)}
    pixels = sum(map(_pixels, images))
    if pixels > MAX_PIXELS:
        most, found = MAX_PIXELS / 1e6, pixels / 1e6
        message = f"the images in this SVG have {found:.0f} megapixels, but at most {most:g} are allowed"
        raise PictureError("picture-pixels", message)


def _pixels(encoded: str) -> int:
    """What the header of an image says; 0 for one that can't be read, which no browser shows either."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(binascii.a2b_base64(encoded)), formats=_FORMATS) as image:
                return image.width * image.height
    except Image.DecompressionBombError:
        return 2 * MAX_PIXELS
    except Exception:  # Pillow's readers raise OSError, SyntaxError, struct.error, … for broken files
        return 0
