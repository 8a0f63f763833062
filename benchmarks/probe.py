"""Runs inside a measured hub: how long each step of its event loop takes, and how much of that is our code.

While a step runs, nobody else is served. Written to a file when the hub ends is whatever took 5 ms or more: the moment
on the machine's monotonic clock at which it ended, so that the reader can leave out the start, and its time in seconds.
`steps` are by the clock, garbage collection included. `calls`, those of our functions, are processor time of the hub's
thread without garbage collection: other programs and the collector stop whoever happens to run.
"""

from __future__ import annotations

import asyncio
import atexit
import functools
import gc
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

WORTH_NOTING = 0.005
KINDS = ("steps", "calls", "collections")

_noted: dict[str, list[tuple[float, float]]] = {kind: [] for kind in KINDS}
_collecting = {"since": 0.0, "total": 0.0}


def install(path: str) -> None:
    """Measure from now on; `path` is written at the end of the process."""
    asyncio.Handle._run = _timed(asyncio.Handle._run, "steps", time.monotonic)  # type: ignore[method-assign]
    try:
        from jupyterhub_valueprop.hub.rendering import Rendering  # noqa: PLC0415 - absent from a stock hub
    except ImportError:
        Rendering = None  # noqa: N806
    for name in ("login", "part") if Rendering else ():
        setattr(Rendering, name, _timed(getattr(Rendering, name), "calls", _own_time))
    gc.callbacks.append(_collection)
    atexit.register(_write, Path(path))


def _own_time() -> float:
    return time.thread_time() - _collecting["total"]


def _collection(phase: str, _: object) -> None:
    if phase == "start":
        _collecting["since"] = time.thread_time()
        return
    took = time.thread_time() - _collecting["since"]
    _collecting["total"] += took
    _note("collections", took)


def _note(kind: str, took: float) -> None:
    if took >= WORTH_NOTING:
        _noted[kind].append((time.monotonic(), took))


def _timed(call: Callable[..., Any], kind: str, clock: Callable[[], float]) -> Callable[..., Any]:
    @functools.wraps(call)
    def timed(*arguments: Any, **named: Any) -> Any:
        start = clock()
        try:
            return call(*arguments, **named)
        finally:
            _note(kind, clock() - start)

    return timed


def _write(path: Path) -> None:
    path.write_text(json.dumps(_noted), encoding="utf-8")


def longest(path: Path, kind: str, since: float) -> float:
    """The longest of a kind after `since`, in ms; 0 for none worth noting."""
    noted = json.loads(path.read_text(encoding="utf-8"))[kind]
    return max((took * 1e3 for end, took in noted if end >= since), default=0.0)
