"""The hub's end of a build: starts the program, asks it once, and ends it when it takes too long or says too much."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.site import Site, read_message
from jupyterhub_valueprop.site.message import LARGEST_MESSAGE

from .answers import ASKED, FAILED, LONGEST_TRACEBACK, READING, SITE

PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop()); "
    "from jupyterhub_valueprop.builder.program import main; main()"
)
#: What of the hub's environment the program gets: where the system finds libraries, and nothing that could be a secret.
_ENVIRONMENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "__PYVENV_LAUNCHER__")
#: Programs of one hub that build at the same time: each may take a processor, and as much memory as the limit allows.
MOST_AT_ONCE = 2
_CHUNK = 1 << 20
#: How long the end of a killed program is waited for, in seconds.
LONGEST_END = 5.0
_LONGEST_COMPLAINT = 4_000


@dataclass(frozen=True)
class Answer:
    """What came of a build: a site, or `failure` and, where a fault of this package caused it, its `traceback`.

    `read` are the files that the program announced, in order; the last one is what a failed build was reading.
    """

    site: Site | None
    read: tuple[str, ...] = ()
    failure: Problem | None = None
    traceback: str = ""


class NotAskedError(Exception):
    """Raised for a program that ended before it took the question; its text is what the program complained of."""


class Builder:
    """One program, waiting for its question. Raises OSError where none can be started."""

    def __init__(self) -> None:
        self._process = start_program(PROGRAM)
        with _lock:
            _running.add(self)

    def ask(self, question: Mapping[str, Any], seconds: float) -> Answer:
        """The answer to a question; after `seconds` the program is ended.

        Raises `NotAskedError` for a program that was gone before it could take the question.
        """
        try:
            said, complaint, ending = self._talk(json.dumps({**question, "seconds": seconds}).encode() + b"\n", seconds)
        finally:
            self.end()
        if not said.startswith(ASKED) and not ending:
            raise NotAskedError(complaint.decode("utf-8", "replace"))
        return _answer(said, complaint, ending or ending_of(self._process.returncode), seconds)

    def end(self) -> None:
        """End the program and whatever it has started."""
        end_program(self._process)
        with _lock:
            _running.discard(self)

    def _talk(self, question: bytes, seconds: float) -> tuple[bytearray, bytearray, str]:
        """What the program wrote to its two outputs, and why it had to be ended, if it had to be."""
        give_up = time.monotonic() + seconds
        said, complaint = bytearray(), bytearray()
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        with selectors.DefaultSelector() as ready:
            os.set_blocking(process.stdin.fileno(), False)
            ready.register(process.stdin, selectors.EVENT_WRITE)
            ready.register(process.stdout, selectors.EVENT_READ, said)
            ready.register(process.stderr, selectors.EVENT_READ, complaint)
            left = memoryview(question)
            while ready.get_map():
                if (time_left := give_up - time.monotonic()) <= 0:
                    return said, complaint, "late"
                for key, _ in ready.select(time_left):
                    if key.fileobj is process.stdin:
                        left = left[_write(process.stdin, left) :]
                        done = not left
                    else:
                        done = _read(key.fd, key.data)
                    if done:
                        ready.unregister(key.fileobj)
                del complaint[:-_LONGEST_COMPLAINT]
                if len(said) > LARGEST_MESSAGE + _CHUNK:
                    return said, complaint, "endless"
        return said, complaint, ""


def start_program(code: str) -> subprocess.Popen[bytes]:
    """Start a Python that runs `code` with this one's paths and none of its environment; raises OSError.

    Its arguments are the id of this process and the paths, as JSON.
    """
    package = str(Path(__file__).parents[2])
    paths = [package, *(path for path in sys.path if os.path.isabs(path) and path != package)]  # noqa: PTH117
    quiet = ["-B"] if sys.dont_write_bytecode else []
    # -I -S: no environment variables, no `.pth` files, no user's folder; the hub's own paths are all there is
    command = [sys.executable, "-I", "-S", *quiet, "-X", "utf8", "-c", code, str(os.getpid()), json.dumps(paths)]
    return _start(command, {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ})


def end_program(process: subprocess.Popen[bytes]) -> None:
    """End a program and whatever it has started, and close its pipes."""
    kill_program(process)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()
    with contextlib.suppress(subprocess.TimeoutExpired):  # one that waits for a dead disk can't even be killed
        process.wait(LONGEST_END)


def kill_program(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and whatever it has started; whoever reads its pipes sees their end."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _start(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - nothing in the command comes from outside
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,  # a group of its own: ctrl-C is the hub's, and all of it can be ended at once
    )


def _write(pipe: BinaryIO | Any, data: memoryview) -> int:
    """How much could be written; all of it where nobody reads any more."""
    try:
        return os.write(pipe.fileno(), data[:_CHUNK])
    except BlockingIOError:
        return 0
    except BrokenPipeError:
        return len(data)


def _read(descriptor: int, to: bytearray) -> bool:
    """Read what is there; whether that was the end."""
    piece = os.read(descriptor, _CHUNK)
    to += piece
    return not piece


def ending_of(status: int | None) -> str:
    """How a program of this exit status ended that was not ended by us, as `build_problem` takes it."""
    if status is not None and status < 0:
        return "late" if -status in (signal.SIGXCPU, signal.SIGALRM) else f"signal {-status}"
    return f"status {status}"


def _answer(said: bytearray, complaint: bytearray, ending: str, seconds: float) -> Answer:
    read: list[str] = []
    try:
        lines, rest = _announced(said)
        read += (str(json.loads(line.removeprefix(READING))) for line in lines)
        if rest.startswith(SITE):
            return Answer(read_message(rest.removeprefix(SITE)), tuple(read))
        if rest.startswith(FAILED):
            reason = str(json.loads(rest.removeprefix(FAILED)))[-LONGEST_TRACEBACK:]
            return Answer(None, tuple(read), build_problem(read, "failed", seconds), reason)
    except (ValueError, RecursionError) as error:  # MessageError is one
        ending = str(error)[:_LONGEST_COMPLAINT]
    return Answer(None, tuple(read), build_problem(read, ending, seconds), complaint.decode("utf-8", "replace"))


def _announced(said: bytearray) -> tuple[list[bytes], bytes]:
    """The lines that announce a file, and what comes after them."""
    position = len(ASKED) if said.startswith(ASKED) else 0
    lines = []
    while said.startswith(READING, position) and (end := said.find(b"\n", position)) >= 0:
        lines.append(bytes(said[position:end]))
        position = end + 1
    return lines, bytes(said[position:])


def build_problem(read: Iterable[str], ending: str, seconds: float) -> Problem:
    """What to say of a build that failed: `read` are the files that it announced, `ending` is how it ended.

    That is `late` after `seconds`, `failed` for an exception, or words such as `signal 9`.
    """
    file = next(iter(reversed(list(read))), None)
    place = Place(file) if file else Place(key="ValueProp.branding")
    if ending == "late":
        hint = "make this file simpler, or raise c.ValueProp.build_timeout"
        return Problem(place, "error", "build-timeout", f"building the page took more than {seconds:g} s", hint)
    if ending == "failed":
        hint = "the reason is in the log; if this file is fine, please report it"
        return Problem(place, "error", "build-failed", "the page could not be built", hint)
    return Problem(place, "error", "build-ended", f"the program that builds the page ended early ({ending})")


_lock = threading.Lock()
_running: set[Builder] = set()
_lock_of_waiting = threading.Lock()
_waiting: list[Builder] = []
_turns = threading.BoundedSemaphore(MOST_AT_ONCE)


def prepare() -> None:
    """Start a program that waits for the next question, unless one waits; what can't be started is started later."""
    with contextlib.suppress(Exception), _lock_of_waiting:  # whatever it is, the build itself will say so
        if not _waiting:
            _waiting.append(Builder())


def build(question: Mapping[str, Any], seconds: float) -> Answer:
    """Ask the program that waits, or a new one; while `MOST_AT_ONCE` are asked, wait until one of them has answered."""
    with _turns:
        return _build(question, seconds)


def _build(question: Mapping[str, Any], seconds: float) -> Answer:
    with _lock_of_waiting:
        builder = _waiting.pop() if _waiting else None
    with contextlib.suppress(NotAskedError):  # it had waited too long
        if builder is not None:
            return builder.ask(question, seconds)
    try:
        return Builder().ask(question, seconds)
    except NotAskedError as error:
        return Answer(None, (), build_problem((), "before it was asked", seconds), str(error))
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"the program that builds the page can't be started: {reason}"
        return Answer(None, (), Problem(Place(key="ValueProp.branding"), "error", "build-start", message))


@atexit.register
def _end_all() -> None:
    for builder in list(_running):
        builder.end()
