"""Whose turn it is to build, where a hub has many sites: a few at a time, and those that are needed most first."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum

#: The most builds of one hub at once: each may take a processor, and as much memory as its limit allows.
MOST_AT_ONCE = 2
#: After this time, in seconds, a build lets another one begin, unless more than `MOST_AT_ONCE` take that long.
SLOW = 2.0


class Need(IntEnum):
    """Why a site has to be built, the most urgent reason first."""

    ASKED_FOR = 0  #: a visitor waits for its first page
    FIRST = 1  #: it has no page yet
    CHANGED = 2  #: it has a page, and a file of it has changed
    FAILED = 3  #: its last build failed


@dataclass(eq=False)
class _Turn:
    need: Callable[[], Need]
    may_begin: threading.Event = field(default_factory=threading.Event)
    began: float = 0.0
    is_retry: bool = False


class Turns:
    """The builds that go on and those that wait. Each asks in a thread of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[_Turn] = []
        self._running: list[_Turn] = []

    @contextmanager
    def turn(self, need: Callable[[], Need]) -> Iterator[None]:
        """Wait for a turn, and take it. `need` is asked whenever another build may begin.

        Builds that have failed before take one turn at a time, so that they never hold up all others.
        """
        own = _Turn(need)
        with self._lock:
            self._waiting.append(own)
            self._admit()
        while not own.may_begin.wait(SLOW):
            with self._lock:  # a running build may have become slow meanwhile
                self._admit()
        try:
            yield
        finally:
            with self._lock:
                self._running.remove(own)
                self._admit()

    @property
    def are_awaited(self) -> bool:
        """Whether another build waits for its turn."""
        return bool(self._waiting)

    def _admit(self) -> None:
        while self._has_room() and (found := self._next()):
            need, _, following = found
            self._waiting.remove(following)
            self._running.append(following)
            following.began, following.is_retry = time.monotonic(), need == Need.FAILED
            following.may_begin.set()

    def _has_room(self) -> bool:
        slow = sum(time.monotonic() - each.began >= SLOW for each in self._running)
        return len(self._running) - min(slow, MOST_AT_ONCE) < MOST_AT_ONCE

    def _next(self) -> tuple[Need, int, _Turn] | None:
        """The one that is needed most; of several, the one that has waited longest."""
        each = ((turn.need(), place, turn) for place, turn in enumerate(self._waiting))
        is_retrying = any(turn.is_retry for turn in self._running)
        return min((one for one in each if not (is_retrying and one[0] == Need.FAILED)), default=None, key=_urgency)


def _urgency(found: tuple[Need, int, _Turn]) -> tuple[Need, int]:
    return found[:2]
