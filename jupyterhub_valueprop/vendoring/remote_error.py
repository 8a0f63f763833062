"""Why a file of another host can't be used."""

from __future__ import annotations


class RemoteError(Exception):
    """Raised for a file that can't or must not be downloaded, or can't be kept.

    `code` is that of a problem. `reason` is a predicate ("answers 404"). Its subject, the URL, is added by the caller
    that knows where it was named. `hint` says what to do.
    """

    def __init__(self, code: str, reason: str, hint: str | None = None) -> None:
        self.code = code
        self.reason = reason
        self.hint = hint
        super().__init__(reason)
