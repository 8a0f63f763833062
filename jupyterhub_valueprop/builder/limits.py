"""The kernel's limits for the program, from its first line: it can't outlive its hub or take all its memory."""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import resource
import signal
import sys
from pathlib import Path

from .answers import LONGEST_WAIT

#: The most address space, in bytes. An ordinary build uses a third of it.
MEMORY = 512 * 1024 * 1024
OPEN_FILES = 64
_PR_SET_PDEATHSIG = 1


def settle(hub: int, longest_wait: float = LONGEST_WAIT) -> None:
    """End with the hub, whose process id is `hub`; leave no core dump; be killed first when memory is short.

    `longest_wait` is how long it may wait for a question, in seconds; 0 means as long as the hub runs.
    """
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _end_after(longest_wait)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    if os.getppid() != hub:  # the hub ended before this could ask for its signal
        os._exit(1)


def take_time() -> None:
    """From now on, wait as long as it takes."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def bound(seconds: float) -> None:
    """Limit the rest: `seconds` of processor time, slightly more time by the clock, and `MEMORY`."""
    _limit(resource.RLIMIT_AS, MEMORY)
    used = resource.getrusage(resource.RUSAGE_SELF)
    busy = math.ceil(used.ru_utime + used.ru_stime + seconds)
    _limit(resource.RLIMIT_CPU, busy, busy + 1)  # the first signal lets it say why it ends, the second can't be ignored
    _end_after(seconds + 1.0)


def _limit(kind: int, most: int, at_last: int | None = None) -> None:
    _, hard = resource.getrlimit(kind)
    last = most if at_last is None else at_last
    if hard != resource.RLIM_INFINITY:
        most, last = min(most, hard), min(last, hard)
    with contextlib.suppress(ValueError, OSError):  # this system has no such limit
        resource.setrlimit(kind, (most, last))


def _end_after(seconds: float) -> None:
    """Uses a signal whose default action ends the process without running Python, even inside a regular expression."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
