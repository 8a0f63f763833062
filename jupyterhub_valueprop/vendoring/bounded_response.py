"""What another host answers, of which no more is read than a bound, however the host frames it.

The standard library trusts the host's own figures: of a chunk of -1 bytes it would read whatever comes, into memory.
"""

from __future__ import annotations

import io
import time
from http.client import HTTPException, HTTPResponse
from typing import Any, ClassVar

LARGEST_ANSWER = 6_000_000
"""Bytes of an answer with its head, the sizes of its chunks and its trailers; no file may have as many."""

LONGEST_ANSWER = 30.0
"""Seconds from the first line of an answer to its last byte."""


class TooMuchError(HTTPException):
    """Raised while an answer is read that has more bytes than it may have."""


class BoundedResponse(HTTPResponse):
    """An answer of at most `LARGEST_ANSWER` bytes and `longest` seconds, 1xx answers before it included.

    Reading on raises `TooMuchError` or TimeoutError.
    """

    longest: ClassVar[float] = LONGEST_ANSWER

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fp = io.BufferedReader(_Metered(self.fp.detach(), time.monotonic() + self.longest))


class _Metered(io.RawIOBase):
    """The bytes of a connection, counted as they come."""

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
