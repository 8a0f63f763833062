"""Why a file of another host can't be used."""

from __future__ import annotations


class RemoteError(Exception):
    """Raised for a file that can't or must not be fetched, or can't be kept.

    `code` is that of a problem. `reason` is a predicate ("answers 404"), whose subject, the URL, is said by who knows
    where it was named; `hint` says what to do.
    """

    def __init__(self, code: str, reason: str, hint: str | None = None) -> None:
        self.code = code
        self.reason = reason
        self.hint = hint
        super().__init__(reason)
