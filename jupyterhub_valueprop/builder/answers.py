"""How the program's answers begin: each is a line, and a site's message follows its line."""

from __future__ import annotations

ASKED = b"asked\n"
READING = b"reading "
SITE = b"site\n"
FAILED = b"failed "

#: Characters of a traceback, on its way and in the log.
LONGEST_TRACEBACK = 20_000
