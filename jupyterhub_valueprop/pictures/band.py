"""Make a band across the window of a photograph: cropped, in several widths, and without its metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from .picture import RASTER_FORMATS, Picture
from .raster_parts import orientation, read_parts

#: The widths for a phone, a laptop and a large screen, in px. A narrower photograph keeps its width.
WIDTHS = (800, 1440, 2200)

#: The least ratio of width to height of the band in any window; higher parts are never visible.
LEAST_RATIO = 2.0

#: The most pixels of a progressive JPEG, for which the decoder keeps up to 8 bytes each, and of any decoded image, for
#: which a JPEG is reduced.
MAX_PROGRESSIVE = 24_000_000
MAX_DECODED = 16_000_000

#: Exif's codes for turned images, and how Pillow turns them back.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

QUALITY = 72
#: How long the encoder looks for a smaller file, from 0 to 6.
EFFORT = 1


@dataclass(frozen=True)
class Band:
    """One size of a band, as WebP."""

    width: int
    height: int
    data: bytes = field(repr=False)


def bands(picture: Picture, focus: tuple[int, int] = (50, 50)) -> tuple[Band, ...]:
    """The sizes of an image's band, narrowest first; empty if it can only be shown unchanged, like an SVG.

    `focus` is the point of a too high image that stays: percentages from the left and from the top, as in CSS
    (`object-position`), where they also hold for the cropped image.
    """
    pillow_format = RASTER_FORMATS.get(picture.media_type)
    if pillow_format is None:
        return ()
    try:
        parts = read_parts(picture.data, pillow_format)
        with Image.open(BytesIO(parts.data), formats=[parts.pillow_format]) as image:
            if image.info.get("progressive") and image.width * image.height > MAX_PROGRESSIVE:
                return ()
            # JPEG decodes straight to a copy of at least this size; other formats ignore this
            image.draft("RGB", (WIDTHS[-1], int(WIDTHS[-1] / LEAST_RATIO)))
            if image.width * image.height > MAX_DECODED:
                return ()
            turn = TURNS.get(orientation(parts.exif or image.info.get("exif") or b""))
            return tuple(map(_encoded, _sizes(_cropped(_upright(image, turn), focus))))
    except Exception:  # decoders and the encoder raise anything, even MemoryError; the image was measured already
        return ()


def _upright(image: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    mode = "RGBA" if image.has_transparency_data else "RGB"
    plain = image if image.mode == mode else image.convert(mode)
    return plain if turn is None else plain.transpose(turn)


def _cropped(image: Image.Image, focus: tuple[int, int]) -> Image.Image:
    height = min(image.height, max(round(image.width / LEAST_RATIO), 1))
    top = round((image.height - height) * focus[1] / 100)
    return image.crop((0, top, image.width, top + height))


def _sizes(image: Image.Image) -> list[Image.Image]:
    """The image in each width, each made from the next wider one."""
    sizes: list[Image.Image] = []
    for width in sorted({min(width, image.width) for width in WIDTHS}, reverse=True):
        size = (width, max(round(image.height * width / image.width), 1))
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        sizes.insert(0, image)
    return sizes


def _encoded(image: Image.Image) -> Band:
    file = BytesIO()
    image.save(file, "WEBP", quality=QUALITY, method=EFFORT)
    return Band(image.width, image.height, file.getvalue())
