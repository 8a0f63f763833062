"""Measure raster images with Pillow: their size as shown, and the edges of their opaque parts."""

from __future__ import annotations

import math
from collections import Counter
from io import BytesIO

from PIL import Image

from jupyterhub_valueprop.theme.color import luminance

from .outline import ON_PAPER, OPAQUE, PAPER, SEEN, Outline
from .picture_error import PictureError
from .raster_parts import is_turned, read_parts
from .sizes import refuse_ratio

#: The most megapixels by Pillow's name of the format: 150 MB at 4 bytes a pixel for PNG and 16 for WebP. A
#: photograph is larger; as it has no transparency, a JPEG above `MAX_DECODED` need not be decoded here.
MAX_PIXELS = {
    "PNG": 16_000_000,
    "GIF": 16_000_000,
    "JPEG": 50_000_000,
    "WEBP": 8_500_000,
    "AVIF": 8_500_000,
    "ICO": 1_000_000,
}
#: The most pixels of a decoded JPEG, at up to 8 bytes a pixel if it is progressive.
MAX_DECODED = 12_000_000

#: The most pixels of one piece, of which copies are made.
PIECE = 500_000

#: The pixels of the reduced copy that is analyzed: enough for the strokes of a word mark, in 30 ms.
SAMPLED_PIXELS = 20_000

#: Reduced lettering is never fully opaque, so a third of a pixel counts as drawn.
DRAWN_ALPHA = 85


def measure_raster(data: bytes, pillow_format: str) -> tuple[int, int, Outline]:
    """Width and height in px, turned as EXIF says, and the outline of the first frame.

    Raises `PictureError` for files that are broken, truncated or have more pixels than `MAX_PIXELS` of their format.
    """
    try:
        parts = read_parts(data, pillow_format)
        if parts.size:
            _refuse_size(parts.size, parts.pillow_format)
        with Image.open(BytesIO(parts.data), formats=[parts.pillow_format]) as image:
            # the size that the decoder reads, because it allocates memory for that
            _refuse_size(image.size, parts.pillow_format)
            width, height = image.size
            outline = OPAQUE if pillow_format == "JPEG" and width * height > MAX_DECODED else _outline(image)
            turned = is_turned(parts.exif or image.info.get("exif") or b"")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large("far more", pillow_format) from error
    except (PictureError, MemoryError):
        raise
    except Exception as error:  # Pillow's decoders raise OSError, SyntaxError, struct.error, … for broken files
        raise PictureError("picture-broken", f"this {pillow_format} file cannot be read: {error}") from error
    return (height, width, outline) if turned else (width, height, outline)


def _refuse_size(size: tuple[int, int], pillow_format: str) -> None:
    width, height = size
    if width * height > MAX_PIXELS[pillow_format]:
        raise _too_large(f"{width} × {height}", pillow_format)
    refuse_ratio(width, height)


def _too_large(pixels: str, pillow_format: str) -> PictureError:
    most = MAX_PIXELS[pillow_format] / 1e6
    return PictureError(
        "picture-pixels", f"this {pillow_format} has {pixels} px, but at most {most:g} megapixels are allowed"
    )


def _outline(image: Image.Image) -> Outline:
    # JPEG decodes straight to a small copy; other formats ignore this
    image.draft("RGB", (64, 64))
    image.load()
    sample = _sample(image)
    shades = _shades(sample)
    if sample.getchannel("A").getextrema()[0] == 255:
        margin = (*shades[: sample.width], *shades[:: sample.width], *shades[sample.width - 1 :: sample.width])
        is_on_paper = all((shade or 0.0) >= PAPER for shade in (*margin, *shades[-sample.width :]))
        return ON_PAPER if is_on_paper else OPAQUE
    return _edges(shades, sample.width)


def _sample(image: Image.Image) -> Image.Image:
    """A reduced copy, made piece by piece, because Pillow makes two whole copies meanwhile."""
    scale = min((SAMPLED_PIXELS / (image.width * image.height)) ** 0.5, 1.0)
    sample = Image.new("RGBA", (max(round(image.width * scale), 1), max(round(image.height * scale), 1)))
    step = image.height / sample.height
    rows = max(int(PIECE / (image.width * step)), 1)
    for top in range(0, sample.height, rows):
        bottom = min(top + rows, sample.height)
        start, end = int(top * step), min(math.ceil(bottom * step), image.height)
        piece = image.crop((0, start, image.width, end)).convert("RGBA")
        box = (0.0, top * step - start, float(image.width), min(bottom * step - start, float(end - start)))
        sample.paste(piece.resize((sample.width, bottom - top), Image.Resampling.BOX, box), (0, top))
    return sample


def _shades(sample: Image.Image) -> list[float | None]:
    """The luminance of each pixel, row by row; None for a transparent pixel."""
    pixels = sample.tobytes()
    return [
        luminance(f"#{pixels[i]:02x}{pixels[i + 1]:02x}{pixels[i + 2]:02x}") if pixels[i + 3] >= DRAWN_ALPHA else None
        for i in range(0, len(pixels), 4)
    ]


def _edges(shades: list[float | None], width: int) -> Outline:
    outer: Counter[float] = Counter()
    inner = 0.0
    # a transparent frame around the image, so that shapes which touch its border have an edge there
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
