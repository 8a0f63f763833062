"""What may be kept of what a host sent: pictures and fonts within the limits of the page, drawings cleaned."""

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

Kind = Literal["picture", "font"]

LIMITS: Mapping[Kind, int] = {"picture": LARGEST_PICTURE, "font": LARGEST_FONT}
"""Bytes of a file of each kind; a drawing has a lower limit of its own."""

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
    """What is kept: the bytes, their media type by content, and the ending of a name for it."""

    data: bytes
    media_type: str

    @property
    def ending(self) -> str:
        """The ending that a branding file expects for this type."""
        return ENDINGS[self.media_type]


def content_of(answer: SentFile, kind: Kind) -> Content:
    """What is kept of an answer, whatever type its host says it has; raises `RemoteError`."""
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
