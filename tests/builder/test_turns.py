"""Whose turn it is to build: a few at once, the most needed first, and nobody held up by a build that hangs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import pytest

from jupyterhub_valueprop.builder import turns
from jupyterhub_valueprop.builder.turns import MOST_AT_ONCE, Need, Turns


@dataclass
class Queue:
    """Builds that begin when it is their turn and go on until they are told to end."""

    turns: Turns = field(default_factory=Turns)
    needs: dict[str, Need] = field(default_factory=dict)
    begun: list[str] = field(default_factory=list)
    _ends: dict[str, threading.Event] = field(default_factory=dict)
    _has_begun: threading.Condition = field(default_factory=threading.Condition)

    def add(self, name: str, need: Need) -> None:
        self.needs[name], self._ends[name] = need, threading.Event()
        before = len(self.turns._waiting) + len(self.turns._running)
        threading.Thread(target=self._build, args=(name,), daemon=True).start()
        while len(self.turns._waiting) + len(self.turns._running) == before:
            threading.Event().wait(0.001)

    def end(self, name: str) -> None:
        self._ends[name].set()

    def has_begun(self, *names: str) -> bool:
        """Whether these and no others begin within a moment, in this order."""
        with self._has_begun:
            self._has_begun.wait_for(lambda: len(self.begun) >= len(names), 5)
        return self.begun == list(names)

    def _build(self, name: str) -> None:
        with self.turns.turn(lambda: self.needs[name]):
            with self._has_begun:
                self.begun.append(name)
                self._has_begun.notify_all()
            self._ends[name].wait(10)


@contextmanager
def filled(queue: Queue, need: Need = Need.FIRST) -> Iterator[list[str]]:
    """A queue in which there is no more room."""
    names = [f"running {number}" for number in range(MOST_AT_ONCE)]
    with ExitStack() as stack:
        for name in names:
            queue.add(name, need)
            stack.callback(queue.end, name)
        assert queue.has_begun(*names)
        yield names


def test_the_most_needed_site_is_next_and_of_equals_the_one_that_has_waited_longest() -> None:
    queue = Queue()
    with filled(queue) as running:
        for name in ("failed", "changed", "first", "also first", "asked for"):
            queue.add(name, Need[name.replace("also ", "").replace(" ", "_").upper()])
        order = ["asked for", "first", "also first", "changed", "failed"]
        queue.end(running[0])
        for number, name in enumerate(order):
            assert queue.has_begun(*running, *order[: number + 1])
            queue.end(name)


def test_what_a_visitor_asks_for_while_it_waits_comes_next() -> None:
    queue = Queue()
    with filled(queue) as running:
        queue.add("one", Need.FIRST)
        queue.add("other", Need.FIRST)
        queue.needs["other"] = Need.ASKED_FOR
        queue.end(running[0])
        assert queue.has_begun(*running, "other")
        queue.end("other")
        assert queue.has_begun(*running, "other", "one")
        queue.end("one")


def test_builds_that_have_failed_take_one_turn_at_a_time() -> None:
    queue = Queue()
    for name in ("one", "two", "three"):
        queue.add(name, Need.FAILED)
    assert queue.has_begun("one")
    queue.add("good", Need.CHANGED)
    assert queue.has_begun("one", "good")
    queue.end("good")
    queue.end("one")
    assert queue.has_begun("one", "good", "two")
    queue.end("two")
    assert queue.has_begun("one", "good", "two", "three")
    queue.end("three")


def test_slow_builds_make_room_for_as_many_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "SLOW", 0.05)
    queue = Queue()
    with filled(queue) as running:
        for number in range(MOST_AT_ONCE + 1):
            queue.add(f"{number}", Need.FIRST)
        more = [f"{number}" for number in range(MOST_AT_ONCE)]
        assert queue.has_begun(*running, *more)
        threading.Event().wait(0.2)
        assert queue.turns.are_awaited  # these are slow, too, and make no room
        for name in more:
            queue.end(name)
        assert queue.has_begun(*running, *more, f"{MOST_AT_ONCE}")
        queue.end(f"{MOST_AT_ONCE}")


def test_a_build_that_raises_gives_its_turn_back() -> None:
    several = Turns()
    for _ in range(MOST_AT_ONCE + 1):
        with pytest.raises(ValueError, match="broken"), several.turn(lambda: Need.FIRST):
            raise ValueError("broken")
    assert not several._running
