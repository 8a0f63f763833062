"""Read no more of another host's answer than a limit, however the host frames it.

The standard library trusts the host's figures: for a chunk of -1 bytes, it would read everything into memory.
"""

from __future__ import annotations

import io
import time
from http.client import HTTPException, HTTPResponse
from typing import Any, ClassVar

LARGEST_ANSWER = 6_000_000
"""The most bytes of an answer with its head, the sizes of its chunks and its trailers; more than any file may have."""

LONGEST_ANSWER = 30.0
"""Seconds from the first line of an answer to its last byte."""


class TooMuchError(HTTPException):
    """Raised when an answer has too many bytes."""


class BoundedResponse(HTTPResponse):
    """An answer of at most `LARGEST_ANSWER` bytes and `longest` seconds, including 1xx answers before it.

    Reading more raises `TooMuchError` or TimeoutError.
    """

    longest: ClassVar[float] = LONGEST_ANSWER

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fp = io.BufferedReader(_Metered(self.fp.detach(), time.monotonic() + self.longest))


class _Metered(io.RawIOBase):
    """Counts the bytes of a connection."""

    def __init__(self, source: io.RawIOBase, deadline: float) -> None:
        self._source = source
        self._deadline = deadline
        self._left = LARGEST_ANSWER

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        size: int | None = self._source.readinto(buffer)
        self._left -= size or 0
        if self._left < 0:
            raise TooMuchError(f"an answer of more than {LARGEST_ANSWER} bytes")
        if time.monotonic() > self._deadline:
            raise TimeoutError("the answer takes too long")
        return size

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()
