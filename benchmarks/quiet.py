"""Waiting until the machine has nothing else to do: what else runs would be measured too."""

from __future__ import annotations

import time

import psutil

BUSY_PERCENT = 12.0


def wait_for_quiet(at_most: float = 5.0) -> bool:
    """Wait until the processors are idle, `at_most` seconds; whether they were."""
    give_up = time.monotonic() + at_most
    while psutil.cpu_percent(interval=0.4) > BUSY_PERCENT:
        if time.monotonic() > give_up:
            return False
    return True
