"""Decide what to keep of a host's answer: images and fonts within the limits of the page, with SVGs cleaned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jupyterhub_valueprop.page.fonts import FORMATS
from jupyterhub_valueprop.page.fonts import MAX_BYTES as LARGEST_FONT
from jupyterhub_valueprop.pictures import PictureError, measure_picture
from jupyterhub_valueprop.pictures.picture import MAX_BYTES as LARGEST_PICTURE
from jupyterhub_valueprop.pictures.picture import SVG_TYPE

from .download import SentFile
from .remote_error import RemoteError

Kind = Literal["image", "font"]

LIMITS: Mapping[Kind, int] = {"image": LARGEST_PICTURE, "font": LARGEST_FONT}
"""The most bytes of a file of each kind; an SVG has a lower limit."""

#: Media type → ending of the name.
ENDINGS: Mapping[str, str] = {
    SVG_TYPE: "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/x-icon": "ico",
    **{f"font/{ending}": ending for ending, _ in FORMATS.values()},
}


@dataclass(frozen=True)
class Content:
    """What is kept: the bytes, and their media type by content."""

    data: bytes
    media_type: str

    @property
    def ending(self) -> str:
        """The ending that a branding file expects for this type."""
        return ENDINGS[self.media_type]


def content_of(answer: SentFile, kind: Kind) -> Content:
    """What is kept of an answer, whatever media type its host gives; raises `RemoteError`."""
    if kind == "font":
        ending, _ = FORMATS.get(answer.data[:4], (None, None))
        if ending is None:
            raise RemoteError("font-format", "is not a font that browsers know", "name a WOFF2 file")
        return Content(answer.data, f"font/{ending}")
    try:
        picture = measure_picture(answer.data, name="file")
    except PictureError as error:
        if answer.media_type in ("text/html", "application/xhtml+xml"):
            hint = "open it, and copy the URL of the image in it"
            raise RemoteError("logo-is-page", "is a web page, not an image", hint) from None
        reason = error.message.partition(": ")[2]
        raise RemoteError(error.code, f"can't be used: {reason}") from None
    return Content(picture.data, picture.media_type)
