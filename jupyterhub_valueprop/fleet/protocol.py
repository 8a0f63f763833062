"""How the answers of a fleet's program begin, beside those of a hub's: each is a line."""

from __future__ import annotations

READY = b"ready\n"
ANSWER = b"answer "
ENDED = b"ended "

#: Bytes of all lines that belong to one question.
LARGEST_ANSWER = 4_000_000
