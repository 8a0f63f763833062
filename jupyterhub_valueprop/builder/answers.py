"""The words between the hub and the program: how answers begin, each a line; and what goes through its sockets."""

from __future__ import annotations

from struct import Struct

ASKED = b"asked\n"
READING = b"reading "
SITE = b"site\n"
FAILED = b"failed "

#: The bytes that a question comes with: it is the only one, or others wait for their turn.
ALONE, AMONG_OTHERS = b".", b"+"
#: How a build has ended: what `os.waitstatus_to_exitcode` gives.
STATUS = Struct("i")

#: The most bytes of an answer that the hub reads: more than the largest message of a site, which the program writes.
LARGEST_ANSWER = 65_000_000
#: The most characters of a traceback, in an answer and in the log.
LONGEST_TRACEBACK = 20_000
#: Bytes of what a program complains of that are kept.
LONGEST_COMPLAINT = 4_000
#: A program that gets no question ends by itself after this time, in seconds.
LONGEST_WAIT = 60.0
