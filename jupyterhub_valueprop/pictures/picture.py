"""The images that a branding names: their format by content, their size, and whether they need a plate."""

from __future__ import annotations

from dataclasses import dataclass, field

from jupyterhub_valueprop.theme.color import luminance

from .outline import LOST_SHARE, Outline
from .picture_error import PictureError

MAX_BYTES = 5_000_000

SVG_TYPE = "image/svg+xml"

#: Media type → Pillow's name of the format.
RASTER_FORMATS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/avif": "AVIF",
    "image/x-icon": "ICO",
}

#: The luminance at which black and white text are equally readable. Below it, a background is dark.
MIDDLE = 0.179


@dataclass(frozen=True)
class Picture:
    """An image that can be shown: `width` and `height` in CSS px (with fractions for an SVG), `data` cleaned."""

    width: float
    height: float
    media_type: str
    data: bytes = field(repr=False)
    on_light: Outline = field(repr=False)
    on_dark: Outline = field(repr=False)


def measure_picture(data: bytes, *, name: str) -> Picture:
    """The image in a file, whatever the ending of its name is; `name` is only for the messages.

    Raises `PictureError` for more than 5 MB (SVG 1 MB) or more pixels than `raster.MAX_PIXELS`, for
    unknown formats, and for files that cannot be read.
    """
    try:
        return _measure(data)
    except PictureError as error:
        raise PictureError(error.code, f"{name}: {error.message}") from error


def needs_plate(picture: Picture, ground: str) -> bool:
    """Whether an image would be invisible on a background (`#rrggbb`), such as the `surface` of a palette."""
    outline = picture.on_dark if luminance(ground) < MIDDLE else picture.on_light
    return outline.lost_on(ground) > LOST_SHARE


def is_on_paper(picture: Picture) -> bool:
    """Whether an image has a white background, which needs a margin on a tinted or dark page."""
    return picture.on_light.is_on_paper or picture.on_dark.is_on_paper


def sniff(data: bytes) -> str | None:
    """The media type of an image by its first bytes, or None if browsers can't show it as an image."""
    signatures = {
        b"\x89PNG\r\n\x1a\n": "image/png",
        b"\xff\xd8\xff": "image/jpeg",
        b"GIF8": "image/gif",
        b"\x00\x00\x01\x00": "image/x-icon",
    }
    for signature, media_type in signatures.items():
        if data.startswith(signature):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis"):
        return "image/avif"
    # XML may begin with a byte order mark, in UTF-16 too, where "<" has a zero byte beside it
    return SVG_TYPE if data.lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n").startswith(b"<") else None


def _measure(data: bytes) -> Picture:
    if len(data) > MAX_BYTES:
        raise PictureError(
            "picture-bytes", f"this file has {len(data) / 1e6:.1f} MB, but at most {MAX_BYTES / 1e6:g} MB are allowed"
        )
    media_type = sniff(data)
    if media_type is None:
        message = "browsers can't show this file as an image; save it as SVG, PNG, JPEG, GIF, WebP, AVIF or ICO"
        raise PictureError("picture-format", message)
    # importing the SVG reader takes 15 ms and Pillow 40 ms, which a hub without images doesn't need
    if media_type == SVG_TYPE:
        from .svg import measure_svg  # noqa: PLC0415

        clean, width, height, on_light, on_dark = measure_svg(data)
        return Picture(width, height, SVG_TYPE, clean, on_light, on_dark)
    from .raster import measure_raster  # noqa: PLC0415

    width, height, outline = measure_raster(data, RASTER_FORMATS[media_type])
    return Picture(width, height, media_type, data, outline, outline)
