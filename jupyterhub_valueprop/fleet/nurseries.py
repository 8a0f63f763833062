"""Run several programs that build a fleet's pages side by side, each with one question at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import TypeVar

from typing_extensions import Self

from .nursery import Nursery

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Nurseries:
    """A context in which `jobs` programs run. They end with it, even after an exception."""

    def __init__(self, jobs: int) -> None:
        self._all = [Nursery() for _ in range(jobs)]
        self._free: SimpleQueue[Nursery] = SimpleQueue()
        for program in self._all:
            self._free.put(program)
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="fleet")

    def map(self, function: Callable[[Nursery, _Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
        """The results for all items, in their order, each as soon as it and those before it are known."""

        def run(item: _Item) -> _Result:
            program = self._free.get()
            try:
                return function(program, item)
            finally:
                self._free.put(program)

        return self._threads.map(run, items)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for program in self._all:
            program.stop()
        self._threads.shutdown(cancel_futures=True)
        for program in self._all:
            program.close()
