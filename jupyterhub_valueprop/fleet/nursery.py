"""Ask a fleet's program, and end it when an answer takes too long or is too large."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import time
from collections.abc import Mapping
from dataclasses import dataclass
from subprocess import Popen
from typing import Any

from jupyterhub_valueprop.builder import process as builds
from jupyterhub_valueprop.builder import starting
from jupyterhub_valueprop.builder.answers import FAILED, READING
from jupyterhub_valueprop.builder.outcome import build_problem
from jupyterhub_valueprop.problems import Problem

from .protocol import ANSWER, ENDED, LARGEST_ANSWER, READY

#: How long the program may take to import what it needs, in seconds.
LONGEST_START = 60.0
#: The hub's program, and the one that replaces it here.
_PROGRAMS = ("jupyterhub_valueprop.builder.program", "jupyterhub_valueprop.fleet.nursery_program")
_CHUNK = 1 << 16


@dataclass(frozen=True)
class BuildOutcome:
    """The result of a question: the answer, or why there is none, with the traceback of a bug in this package."""

    answer: Any = None
    failure: Problem | None = None
    traceback: str = ""


class Nursery:
    """One program. It is started with the first question, and again after it had to be ended."""

    def __init__(self) -> None:
        self._process: Popen[bytes] | None = None
        self._closed = False

    def ask(self, question: Mapping[str, Any], seconds: float) -> BuildOutcome:
        """The answer to a question, which may take `seconds`. Raises OSError if no program can be started."""
        lines, ending = self._talk({**question, "seconds": seconds}, seconds)
        read = [str(json.loads(line.removeprefix(READING))) for line in lines if line.startswith(READING)]
        for line in lines:
            if line.startswith(FAILED):
                reason = str(json.loads(line.removeprefix(FAILED)))
                return BuildOutcome(None, build_problem(read, "failed", seconds), reason)
            if line.startswith(ANSWER) and not ending:
                return BuildOutcome(json.loads(line.removeprefix(ANSWER)))
        return BuildOutcome(None, build_problem(read, ending or "without an answer", seconds))

    def stop(self) -> None:
        """Refuse further questions. A thread that waits for an answer returns at once without one."""
        self._closed = True
        if (running := self._process) is not None:
            # keep its pipes open: a thread that waits for a closed pipe is never woken
            starting.kill_program(running)

    def close(self) -> None:
        """End the program for good; no thread may be asking it any more."""
        self._closed = True
        self._end()

    def _talk(self, question: Mapping[str, Any], seconds: float) -> tuple[list[bytes], str]:
        """The lines that were written for a question, and how the program ended if it failed."""
        process = self._started()
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # reading its output tells why
            process.stdin.write(json.dumps(question).encode() + b"\n")
            process.stdin.flush()
        # the answering process ends itself slightly later than requested
        lines, ending = self._lines(process, ENDED, seconds + 2.0)
        if ending:
            self._end()
            return lines, ending
        status = int(lines.pop().removeprefix(ENDED))
        return lines, starting.ending_of(status) if status else ""

    def _started(self) -> Popen[bytes]:
        if self._closed:
            raise OSError("this program was ended")
        if self._process is None:
            self._process = starting.start_program(builds.PROGRAM.replace(*_PROGRAMS))
            _, ending = self._lines(self._process, READY, LONGEST_START)
            if ending:
                complaint = self._complaint(self._process)
                self._end()
                raise OSError(f"the program that builds the pages can't be started: {complaint or ending}")
        return self._process

    def _lines(self, process: Popen[bytes], last: bytes, seconds: float) -> tuple[list[bytes], str]:
        """The lines up to one that begins with `last`, and the reason if that line never came."""
        assert process.stdout is not None
        give_up = time.monotonic() + seconds
        said = bytearray()
        with selectors.DefaultSelector() as ready:
            ready.register(process.stdout, selectors.EVENT_READ)
            while True:
                if (time_left := give_up - time.monotonic()) <= 0:
                    return bytes(said).splitlines(), "late"
                if not ready.select(time_left):
                    continue
                piece = os.read(process.stdout.fileno(), _CHUNK)
                said += piece
                if not piece:
                    return bytes(said).splitlines(), "before it had answered"
                if len(said) > LARGEST_ANSWER:
                    return bytes(said).splitlines(), "endless"
                if said.endswith(b"\n") and said[said.rfind(b"\n", 0, -1) + 1 :].startswith(last):
                    return bytes(said).splitlines(), ""

    @staticmethod
    def _complaint(process: Popen[bytes]) -> str:
        if process.stderr is None or process.poll() is None:
            return ""
        return process.stderr.read()[-2_000:].decode("utf-8", "replace").strip()

    def _end(self) -> None:
        running, self._process = self._process, None
        if running is not None:
            starting.end_program(running)
