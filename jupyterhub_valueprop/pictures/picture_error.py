"""The error for an image that can't be used."""

from __future__ import annotations


class PictureError(ValueError):
    """Raised for an image that can't be used; `code` is stable, `message` is for the person who chose the file.

    Codes: `picture-bytes`, `picture-pixels`, `picture-format`, `picture-broken`, `picture-entities`, `picture-complex`.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(f"{message} [{code}]")
