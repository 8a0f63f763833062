"""The builds of a hub: one at its turn asks the program that waits, or a new one."""

from __future__ import annotations

import atexit
import contextlib
import subprocess
import threading
from collections.abc import Callable, Mapping
from typing import Any

from jupyterhub_valueprop.problems import Place, Problem

from .answers import ALONE, AMONG_OTHERS
from .kept_program import KeptProgram, NotAskedError
from .outcome import Answer, build_problem
from .turns import Need, Turns

#: Nearly all that imports make stays. To look for the rest would take a fifth of their time; builds look again.
PROGRAM = (
    "import gc; gc.disable(); import json, sys; sys.path[:] = json.loads(sys.argv.pop()); "
    "from jupyterhub_valueprop.builder.program import main; main()"
)

_lock = threading.Lock()
_waiting: list[KeptProgram] = []
_turns = Turns()


def prepare() -> None:
    """Start a program that waits for the next question, unless one is waiting. If that fails, the build starts one."""
    with contextlib.suppress(Exception):  # the build itself will report it
        _one_that_waits()


def build(question: Mapping[str, Any], seconds: float, need: Callable[[], Need] = lambda: Need.CHANGED) -> Answer:
    """What comes of a question when it is its turn, within `seconds`; `need` says how much it is needed."""
    with _turns.turn(need):
        return _build(question, seconds, AMONG_OTHERS if _turns.are_awaited else ALONE)


def _build(question: Mapping[str, Any], seconds: float, kind: bytes) -> Answer:
    key, complaint = str(question["key"]), ""
    for _ in range(2):
        try:
            program = _one_that_waits()
            return program.ask(question, seconds, kind)
        except NotAskedError as error:  # it ended because it had waited too long, or was ended
            complaint = str(error)
            program.end()
        except (OSError, ValueError, RuntimeError, subprocess.SubprocessError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            message = f"the program that builds the page can't be started: {reason}"
            return Answer(None, (), Problem(Place(key=key), "error", "build-start", message))
    return Answer(None, (), build_problem((), "before it was asked", seconds, key), complaint)


def _one_that_waits() -> KeptProgram:
    with _lock:
        if not _waiting or _waiting[-1].has_ended:
            _waiting[:] = [KeptProgram(PROGRAM)]
        return _waiting[-1]


@atexit.register
def end_all() -> None:
    """End the program that waits, and its builds."""
    for program in list(_waiting):
        program.end()
