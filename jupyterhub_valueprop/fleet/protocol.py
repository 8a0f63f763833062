"""The beginnings of the lines that a fleet's program writes, in addition to those of a hub's program."""

from __future__ import annotations

READY = b"ready\n"
ANSWER = b"answer "
ENDED = b"ended "

#: Bytes of all lines that belong to one question.
LARGEST_ANSWER = 4_000_000
