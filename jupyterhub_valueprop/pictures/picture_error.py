"""Why a picture cannot be used."""

from __future__ import annotations


class PictureError(ValueError):
    """Raised for a picture that cannot be used; `code` is stable, `message` is for the person who chose the file.

    Codes: `picture-bytes`, `picture-pixels`, `picture-format`, `picture-broken`, `picture-entities`, `picture-complex`.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(f"{message} [{code}]")
