"""One question and its answer, over pipes of their own, with the process that the program makes for it."""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import time
from contextlib import ExitStack

from typing_extensions import Self

from .answers import LARGEST_ANSWER, LONGEST_COMPLAINT, STATUS
from .starting import LONGEST_END

_CHUNK = 1 << 20


class Conversation:
    """The pipes of one build. A context manager: when it is left, the program ends a build that still runs.

    `said` and `complaint` are what the process wrote to its two outputs. Raises OSError if pipes can't be made.
    """

    def __init__(self) -> None:
        self.said, self.complaint = bytearray(), bytearray()
        self._ours, self._theirs = ExitStack(), ExitStack()
        try:
            self._question, question = self._pipe(is_read_by_us=False)
            self._answers, answers = self._pipe()
            self._complaints, complaints = self._pipe()
            self._told, tells = socket.socketpair()
            self._ours.enter_context(self._told)
            self._theirs.enter_context(tells)
        except OSError:  # no more descriptors
            self.__exit__()
            raise
        self._given = [question, answers, complaints, tells.fileno()]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._theirs.close()
        self._ours.close()

    def begin(self, program: socket.socket, kind: bytes) -> None:
        """Have the program make the process; raises OSError for one that is gone."""
        socket.send_fds(program, [kind], self._given)
        self._theirs.close()

    def hold(self, question: bytes, seconds: float) -> str:
        """Ask, and listen to the end; says why it was broken off, if it was: `late` or `endless`."""
        give_up = time.monotonic() + seconds
        left = memoryview(question)
        with selectors.DefaultSelector() as ready:
            os.set_blocking(self._question, False)
            ready.register(self._question, selectors.EVENT_WRITE)
            ready.register(self._answers, selectors.EVENT_READ, self.said)
            ready.register(self._complaints, selectors.EVENT_READ, self.complaint)
            while ready.get_map():
                if (time_left := give_up - time.monotonic()) <= 0:
                    return "late"
                for key, _ in ready.select(time_left):
                    if key.fd == self._question:
                        left = left[_write(key.fd, left) :]
                        done = not left
                    else:
                        done = _read(key.fd, key.data)
                    if done:
                        ready.unregister(key.fd)
                del self.complaint[:-LONGEST_COMPLAINT]
                if len(self.said) > LARGEST_ANSWER:
                    return "endless"
        return ""

    def status(self) -> int | None:
        """The exit status of the process that has said all; None where the program can't tell."""
        self._told.settimeout(LONGEST_END)
        with contextlib.suppress(OSError):
            told = self._told.recv(STATUS.size)
            return int(STATUS.unpack(told)[0]) if told else None
        return None

    def _pipe(self, *, is_read_by_us: bool = True) -> tuple[int, int]:
        """The hub's end of a new pipe, and the program's."""
        read, write = os.pipe()
        own, given = (read, write) if is_read_by_us else (write, read)
        self._ours.callback(os.close, own)
        self._theirs.callback(os.close, given)
        return own, given


def _write(pipe: int, data: memoryview) -> int:
    """How many bytes could be written; all of them if nobody reads any more."""
    try:
        return os.write(pipe, data[:_CHUNK])
    except BlockingIOError:
        return 0
    except BrokenPipeError:
        return len(data)


def _read(pipe: int, to: bytearray) -> bool:
    """Read what is available; return whether that was the end."""
    piece = os.read(pipe, _CHUNK)
    to += piece
    return not piece
