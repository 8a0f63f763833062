"""Pictures that a branding names: what they are by content, how large, and whether they need a plate to be seen."""

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

#: Luminance at which black and white text are equally readable: what is below is a dark ground.
MIDDLE = 0.179


@dataclass(frozen=True)
class Picture:
    """A picture that can be shown: `width` and `height` in CSS px (of an SVG with fractions), `data` cleaned."""

    width: float
    height: float
    media_type: str
    data: bytes = field(repr=False)
    on_light: Outline = field(repr=False)
    on_dark: Outline = field(repr=False)


def measure_picture(data: bytes, *, name: str) -> Picture:
    """The picture in a file, whatever its name ends in; `name` is only for the messages.

    Raises `PictureError` for more than 5 MB (SVG 1 MB) or more pixels than `raster.MAX_PIXELS`, for
    unknown formats, and for files that cannot be read.
    """
    try:
        return _measure(data)
    except PictureError as error:
        raise PictureError(error.code, f"{name}: {error.message}") from error


def needs_plate(picture: Picture, ground: str) -> bool:
    """Whether a picture would vanish on a ground (`#rrggbb`), such as the `surface` of a palette."""
    outline = picture.on_dark if luminance(ground) < MIDDLE else picture.on_light
    return outline.lost_on(ground) > LOST_SHARE


def is_on_paper(picture: Picture) -> bool:
    """Whether a picture brings a white ground of its own, which on a tinted or dark page wants a margin."""
    return picture.on_light.is_on_paper or picture.on_dark.is_on_paper


def sniff(data: bytes) -> str | None:
    """The media type of a picture by its first bytes, or None for what no browser shows as a picture."""
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
        raise PictureError("picture-bytes", f"this file has {len(data) / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:g} fit")
    media_type = sniff(data)
    if media_type is None:
        message = "this is no picture that browsers show; save it as SVG, PNG, JPEG, GIF, WebP, AVIF or ICO"
        raise PictureError("picture-format", message)
    # a hub without pictures need not spend the 15 ms that reading SVG takes to import, nor the 40 ms of Pillow
    if media_type == SVG_TYPE:
        from .svg import measure_svg  # noqa: PLC0415

        clean, width, height, on_light, on_dark = measure_svg(data)
        return Picture(width, height, SVG_TYPE, clean, on_light, on_dark)
    from .raster import measure_raster  # noqa: PLC0415

    width, height, outline = measure_raster(data, RASTER_FORMATS[media_type])
    return Picture(width, height, media_type, data, outline, outline)
