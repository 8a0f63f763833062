"""The hub's end of the program that builds: it is started, asked by one site or another, and ended when it is idle."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from .answers import ASKED, LONGEST_COMPLAINT, LONGEST_WAIT
from .conversation import Conversation
from .outcome import Answer, answer_of
from .starting import LONGEST_END, end_program, ending_of, start_program

#: How long a program is kept for the next question, in seconds: changes of several sites come one after the other.
KEPT = 2.0
#: How long a program that has to end may take for it, in seconds; then it is killed.
OWN_END = 1.0


class NotAskedError(Exception):
    """Raised for a program that ended before it took the question; the text is the program's error output."""


class KeptProgram:
    """One program, started by its `code`, which makes a process for each question; several threads may ask at a time.

    It ends when it was asked nothing for a while. It is started in a thread of its own, since the kernel ends a program
    with the thread that has started it (`PR_SET_PDEATHSIG`), and that of one site may end before that of another.
    """

    def __init__(self, code: str) -> None:
        self._code = code
        self._program: subprocess.Popen[bytes] | None = None
        self._is_closed = False
        self._failure: BaseException = OSError("it was ended")
        self._started, self._ended = threading.Event(), threading.Event()
        self._lock, self._lock_of_end = threading.Lock(), threading.RLock()
        self._conversations, self._idle_since, self._patience = 0, time.monotonic(), LONGEST_WAIT
        threading.Thread(target=self._keep, name="valueprop-program", daemon=True).start()

    def ask(self, question: Mapping[str, Any], seconds: float, kind: bytes) -> Answer:
        """The answer to a question; after `seconds` the build is ended. `kind` is `ALONE` or `AMONG_OTHERS`.

        Raises `NotAskedError` for a program that was gone before it could take the question, OSError and others where
        none could be started.
        """
        with self._conversation() as conversation:
            self._started.wait()
            if self._program is None:
                raise self._failure
            try:
                conversation.begin(self._control, kind)
            except OSError:
                raise NotAskedError(self._complaint()) from None
            broken_off = conversation.hold(json.dumps({**question, "seconds": seconds}).encode() + b"\n", seconds)
            if not conversation.said.startswith(ASKED):
                if not broken_off:
                    raise NotAskedError(self._complaint())
                self.end()  # it takes no questions at all

            def ending() -> str:
                if broken_off:
                    return broken_off
                status = conversation.status()
                return self._ending() if status is None else ending_of(status)

            return answer_of(conversation.said, conversation.complaint, ending, seconds, str(question["key"]))

    @property
    def has_ended(self) -> bool:
        """Whether it takes no more questions."""
        return self._ended.is_set()

    @property
    def is_busy(self) -> bool:
        """Whether it is being asked something."""
        return self._conversations > 0

    def end(self) -> None:
        """End the program and its builds; one that builds is let end them, and what they have started, itself."""
        self._ended.set()
        self._started.wait()
        with self._lock_of_end:
            if self._program is None or self._is_closed:
                return
            self._is_closed = True
            self._control.close()
            if self.is_busy:
                self._wait(OWN_END)
            end_program(self._program)

    def _keep(self) -> None:
        try:
            self._start()
        except BaseException as error:  # whoever asks is told
            self._failure = error
            self._ended.set()
        finally:
            self._started.set()
        while not self._ended.wait(KEPT / 2):
            if not self.is_busy and time.monotonic() - self._idle_since > self._patience:
                break
        self.end()

    def _start(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            try:
                self._program = start_program(self._code, theirs.fileno())
            except BaseException:
                self._control.close()
                raise

    @contextmanager
    def _conversation(self) -> Iterator[Conversation]:
        with self._lock:
            self._conversations += 1
        try:
            with Conversation() as conversation:
                yield conversation
        finally:
            with self._lock:
                self._conversations -= 1
                self._idle_since, self._patience = time.monotonic(), KEPT

    def _ending(self) -> str:
        """How the program ended, which can't say any more how a build did."""
        return ending_of(self._wait(LONGEST_END))

    def _complaint(self) -> str:
        """What a program that has ended wrote last."""
        complaint = b""
        self._wait(LONGEST_END)
        assert self._program is not None
        assert self._program.stderr is not None
        with contextlib.suppress(OSError, ValueError):  # another thread has closed it
            os.set_blocking(self._program.stderr.fileno(), False)
            complaint = self._program.stderr.read() or b""
        return complaint[-LONGEST_COMPLAINT:].decode("utf-8", "replace")

    def _wait(self, seconds: float) -> int | None:
        """The exit status of the program; None where it goes on."""
        assert self._program is not None
        with self._lock_of_end, contextlib.suppress(subprocess.TimeoutExpired):
            self._program.wait(seconds)
        return self._program.returncode
