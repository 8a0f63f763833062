"""Does a reader's work grow no faster than what it reads? For the worst inputs known, at 1 and 4 times the size.

Processor time is compared, not the clock's, and the best of several rounds, so that other work on the machine does not
count. A reader that is quadratic takes 16 times as long for 4 times as much; one that is linear takes 4 times.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

#: Longer than linear growth by so much, and by this many seconds, is no noise.
SLACK, FLOOR = 2.0, 0.03


def seconds(read: Callable[[Any], object], given: Any, rounds: int = 3) -> float:
    """The processor time of one reading, the best of several; the garbage collector passes over what was there before.

    A session of pytest holds much, and going through it again and again is no work of the reader.
    """
    best = float("inf")
    for _ in range(rounds):
        gc.freeze()
        start = time.process_time()
        read(given)
        best = min(best, time.process_time() - start)
        gc.unfreeze()
    return best


def assert_linear(read: Callable[[Any], object], make: Callable[[int], Any], size: int, most: float = 2.0) -> None:
    """Fail when reading `make(4 * size)` takes more than `most` seconds, or far more than four times `make(size)`.

    The large one is read again, up to the best of three, only if it seems to take too long: a second reading can but
    acquit it.
    """
    took = {1: seconds(read, make(size), rounds=2)}
    bound = min(most, 4 * SLACK * took[1] + FLOOR)
    large = make(4 * size)
    for _ in range(3):
        took[4] = min(took.get(4, float("inf")), seconds(read, large, rounds=1))
        if took[4] <= bound:
            return
    raise AssertionError(took)
