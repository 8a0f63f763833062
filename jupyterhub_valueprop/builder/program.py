"""The program: it imports once what builds need, and makes a process of its own for each site that it is asked for.

It is asked through the socket that is its standard input: a byte, `ALONE` or `AMONG_OTHERS`, and four descriptors. The
first three become the standard input, output and error of the process that builds: it reads one line of JSON and
answers with what it reads, then with the site, and ends. Through the fourth the program says how that process has
ended, and is told to end it when the hub closes it.

The answers are lines: `asked`, `reading "<path>"` before each file is opened, then `site`, followed by the site's
message, or `failed "<traceback>"`.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from select import select
from typing import BinaryIO, NoReturn

from . import limits
from .answers import AMONG_OTHERS, ASKED, FAILED, LONGEST_TRACEBACK, LONGEST_WAIT, READING, SITE, STATUS
from .layer_data import layers_from_data

Make = Callable[[dict[str, object], BinaryIO], bytes]


def main() -> None:
    """Serve the hub whose process id is the first argument; never returns."""
    limits.settle(int(sys.argv[1]))
    os.dup2(2, 1)  # what a library prints is nobody's answer
    make = _maker()
    gc.freeze()  # no build looks through it again, and all share its memory
    gc.enable()
    Forker(socket.socket(fileno=0), make).serve()


class Forker:
    """What imports once, and then only makes processes and looks after them: it reads nothing that others wrote."""

    def __init__(self, hub: socket.socket, make: Make) -> None:
        self._hub, self._make = hub, make
        self._builds: dict[socket.socket, int] = {}
        self._is_warm = False

    def serve(self) -> NoReturn:
        """Do what the hub asks for; ends when it has closed its end, or asks nothing for long."""
        woken, wakes = os.pipe()
        for end in (woken, wakes):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
        limits.take_time()
        while True:
            patience = None if self._builds else LONGEST_WAIT
            ends: list[socket.socket | int] = [self._hub, woken, *self._builds]
            ready = select(ends, [], [], patience)[0]
            if woken in ready:
                os.read(woken, 100)
                self._tell_of_ends()
            for told in self._builds.keys() & set(ready):  # the hub has closed it: it waits no longer
                self._end(told)
            if not ready or (self._hub in ready and not self._take_question()):
                for told in list(self._builds):
                    self._end(told)
                os._exit(0)

    def _take_question(self) -> bool:
        """Make a process for the next question; whether there was one."""
        kind, descriptors, *_ = socket.recv_fds(self._hub, 1, 4)
        if len(descriptors) != 4:
            return False
        *pipes, end = descriptors
        parent = os.getpid()
        build = os.fork()
        if build == 0:
            _become(pipes, parent)
            _answer(self._make)
        for pipe in pipes:
            os.close(pipe)
        with contextlib.suppress(OSError):  # both do it, since either may be first
            os.setpgid(build, build)
        self._builds[socket.socket(fileno=end)] = build
        if kind == AMONG_OTHERS and not self._is_warm:
            self._warm_up()
        return True

    def _warm_up(self) -> None:
        """Do once, while the first site is built, what the builds of the others would all do again."""
        self._is_warm = True
        with contextlib.suppress(Exception), Path(os.devnull).open("wb") as nowhere:
            nothing: dict[str, object] = {"layers": None, "key": "", "folders": [], "template_folders": []}
            self._make({**nothing, "static_url_prefix": "/hub/static/", "public_url": ""}, nowhere)
        gc.collect()
        gc.freeze()

    def _tell_of_ends(self) -> None:
        """Say how the builds ended that have ended, and end what they have started."""
        with contextlib.suppress(ChildProcessError):
            while (waited := os.waitpid(-1, os.WNOHANG))[0]:
                build, status = waited
                for told in [each for each, number in self._builds.items() if number == build]:
                    with contextlib.suppress(OSError):
                        told.sendall(STATUS.pack(os.waitstatus_to_exitcode(status)))
                    self._end(told)
                _import_yaml()

    def _end(self, told: socket.socket) -> None:
        """End a build and whatever it has started; it is waited for when it has ended, which a dead disk can delay."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._builds.pop(told), signal.SIGKILL)
        told.close()


def _become(pipes: Sequence[int], parent: int) -> None:
    """Make the process that was just forked one of its own: its pipes and no others, its group, its limits."""
    os.setpgid(0, 0)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, pipe in enumerate(pipes):
        os.dup2(pipe, number)
    os.closerange(3, limits.OPEN_FILES)
    limits.settle(parent)


def _answer(make: Make) -> NoReturn:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # keeps what libraries print out of the answers
    try:
        with open(0, "rb", closefd=False) as questions:
            question = json.loads(questions.readline())
        answers.write(ASKED)
        answers.flush()
        limits.bound(question["seconds"])
        answer = SITE + make(question, answers)
    except Exception:
        answer = FAILED + json.dumps(traceback.format_exc()[-LONGEST_TRACEBACK:]).encode() + b"\n"
    answers.write(answer)
    answers.flush()
    os._exit(0)


def _import_yaml() -> None:
    """Import what takes long and only some builds need, for those after the first: a page waits for the first."""
    with contextlib.suppress(Exception):  # it may have been removed; a build will report it
        import yaml  # noqa: F401,PLC0415


def _maker() -> Make:
    """The function that makes the message of a site; imported while the hub still reads its configuration."""
    from jupyterhub_valueprop.files import Files  # noqa: PLC0415
    from jupyterhub_valueprop.page import build_site  # noqa: PLC0415
    from jupyterhub_valueprop.site import write_message  # noqa: PLC0415

    def make(question: dict[str, object], answers: BinaryIO) -> bytes:
        def announce(path: Path) -> None:
            answers.write(READING + json.dumps(str(path)).encode() + b"\n")
            answers.flush()

        site = build_site(
            layers_from_data(question["layers"]),
            static_url_prefix=str(question["static_url_prefix"]),
            template_folders=tuple(map(Path, question["template_folders"])),  # type: ignore[call-overload]
            public_url=str(question["public_url"]),
            files=Files(map(Path, question["folders"]), announce),  # type: ignore[call-overload]
            key=str(question["key"]),
        )
        return write_message(site)

    return make
