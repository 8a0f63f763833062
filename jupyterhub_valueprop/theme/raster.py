"""Measuring raster pictures with Pillow: size as it is shown, and the edges of what is not transparent."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

from PIL import Image

from jupyterhub_valueprop.theme.colour import luminance
from jupyterhub_valueprop.theme.errors import PictureError
from jupyterhub_valueprop.theme.outline import OPAQUE, SEEN, Outline

#: Decoding this many pixels with transparency takes 160 MB for a moment.
MAX_PIXELS = 40_000_000

#: Pixels of the reduced copy that is looked at: enough for the strokes of a word mark, and 30 ms.
SAMPLED_PIXELS = 20_000

#: Reduced lettering is never fully opaque, so that a third of a pixel counts as drawn.
DRAWN_ALPHA = 85

ORIENTATION = 0x0112


def measure_raster(data: bytes, pillow_format: str) -> tuple[int, int, Outline]:
    """Width and height in px, turned as EXIF says, and the outline of the first frame.

    Raises `PictureError` for files that are broken, truncated or have more than 40 megapixels.
    """
    try:
        with Image.open(BytesIO(data), formats=[pillow_format]) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise _too_large(f"{width} × {height}")
            # JPEG decodes straight to a small copy; other formats ignore this
            image.draft("RGB", (64, 64))
            outline = _outline(image)
            turned = image.getexif().get(ORIENTATION, 1) in (5, 6, 7, 8)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large("far more") from error
    except PictureError:
        raise
    except Exception as error:  # Pillow's decoders raise OSError, SyntaxError, struct.error, … for broken files
        raise PictureError("picture-broken", f"this {pillow_format} file cannot be read: {error}") from error
    return (height, width, outline) if turned else (width, height, outline)


def _too_large(pixels: str) -> PictureError:
    return PictureError("picture-pixels", f"this picture has {pixels} px; at most {MAX_PIXELS // 10**6} megapixels fit")


def _outline(image: Image.Image) -> Outline:
    image.load()
    if not image.has_transparency_data:
        return OPAQUE
    scale = min((SAMPLED_PIXELS / (image.width * image.height)) ** 0.5, 1.0)
    size = (max(round(image.width * scale), 1), max(round(image.height * scale), 1))
    sample = image.convert("RGBA").resize(size, Image.Resampling.BOX)
    if sample.getchannel("A").getextrema()[0] == 255:
        return OPAQUE
    return _edges(_shades(sample), size[0])


def _shades(sample: Image.Image) -> list[float | None]:
    """The luminance of each pixel, row by row; None where the ground shows through."""
    pixels = sample.tobytes()
    return [
        luminance(f"#{pixels[i]:02x}{pixels[i + 1]:02x}{pixels[i + 2]:02x}") if pixels[i + 3] >= DRAWN_ALPHA else None
        for i in range(0, len(pixels), 4)
    ]


def _edges(shades: list[float | None], width: int) -> Outline:
    outer: Counter[float] = Counter()
    inner = 0.0
    # a frame of ground around the picture, so that drawings which touch its border have an edge there
    framed: list[float | None] = [None] * (width + 2)
    for start in range(0, len(shades), width):
        framed += [None, *shades[start : start + width], None]
    framed += [None] * (width + 2)
    for step in (1, width + 2):
        for one, other in zip(framed, framed[step:], strict=False):
            if one is None and other is None:
                continue
            if one is None or other is None:
                outer[round(one if one is not None else other or 0.0, 2)] += 1
            elif max(one, other) + 0.05 >= SEEN * (min(one, other) + 0.05):
                inner += 1
    return Outline(dict(outer), inner)
