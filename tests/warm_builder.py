"""Starts the programs that build pages from one that has already imported what they need: most of a build is imports.

Each program is a process of its own all the same, with the hub's pipes, the package's code and the kernel's limits. How
a program really starts is tried by `tests/hub/test_builds.py` and by every hub that runs as a command.
"""

from __future__ import annotations

import atexit
import os
import socket
import struct
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from select import select
from typing import Any

#: Builds the default page once: then it has imported what a build does and has the models that pydantic completes at
#: the first use, Babel's data and Jinja's code. What the package itself keeps it forgets again: each program calls all
#: that a build calls. Forks a watcher for each request, which forks the program, waits for it and says how it ended.
PARENT = """
import functools, gc, io, json, os, signal, socket, struct, sys, traceback
control = socket.socket(fileno=int(sys.argv.pop(1)))
sys.path[:] = json.loads(sys.argv[1])
import warm_templates
from jupyterhub_valueprop.builder import limits, program

templates = warm_templates.kept_templates()  # without a name it would end at once
templates.__enter__()
question = {"layers": None, "key": "", "folders": [], "template_folders": []}
program._maker()(question | {"static_url_prefix": "/hub/static/", "public_url": ""}, io.BytesIO())
for kept in gc.get_objects():
    if isinstance(kept, functools._lru_cache_wrapper) and kept.__module__.startswith("jupyterhub_valueprop."):
        kept.cache_clear()
gc.collect()
gc.freeze()

def run(code, status, pipes):
    os.setsid()
    for number, pipe in enumerate(pipes):
        os.dup2(pipe, number)
    os.write(status, struct.pack("q", os.getpid()))
    os.closerange(3, limits.OPEN_FILES)
    sys.argv.insert(1, str(os.getppid()))
    try:
        exec(code, {"__name__": "__main__"})
    except Exception:
        traceback.print_exc()
        os._exit(1)

def watch(parent, code, status, pipes):
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    control.close()
    limits.settle(parent)
    signal.setitimer(signal.ITIMER_REAL, 0)
    child = os.fork()
    if child == 0:
        run(code, status, pipes)
        os._exit(0)
    for pipe in pipes:
        os.close(pipe)
    os.write(status, struct.pack("q", os.waitpid(child, 0)[1]))

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
while True:
    code, descriptors, *_ = socket.recv_fds(control, 1 << 20, 4)
    if not code:
        os._exit(0)
    parent = os.getpid()
    if os.fork() == 0:
        try:
            watch(parent, code, descriptors[0], descriptors[1:])
        finally:
            os._exit(0)
    for descriptor in descriptors:
        os.close(descriptor)
"""

_lock = threading.Lock()


class WarmProgram:
    """What the package needs of a `subprocess.Popen`."""

    def __init__(self, control: socket.socket, code: str, stdin: int) -> None:
        self.returncode: int | None = None
        self._status, status = os.pipe()
        pipes = [os.pipe() for _ in range(2)]
        theirs = [pipe[1] for pipe in pipes]
        self.stdin = None
        if stdin == subprocess.PIPE:
            stdin, own = os.pipe()
            theirs.append(stdin)
            self.stdin = os.fdopen(own, "wb", buffering=0)
        self.stdout, self.stderr = (os.fdopen(pipe[0], "rb") for pipe in pipes)
        try:
            with _lock:
                socket.send_fds(control, [code.encode()], [status, stdin, *theirs[:2]])
        finally:
            for descriptor in (status, *theirs):
                os.close(descriptor)
        self.pid = self._told()

    def wait(self, timeout: float | None = None) -> int:
        """How the program ended, as `Popen.wait` says it."""
        if self.returncode is None:
            if not select([self._status], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("a warm program", timeout or 0)
            self.returncode = os.waitstatus_to_exitcode(self._told())
            os.close(self._status)
        return self.returncode

    def _told(self) -> int:
        told = os.read(self._status, 8)
        if not told:
            raise OSError("the parent of all programs is gone")
        return int(struct.unpack("q", told)[0])


@cache
def _parent(interpreter: tuple[str, ...], paths: str, environment: tuple[tuple[str, str], ...]) -> socket.socket:
    """Start the parent of all programs of one kind; it ends when this end of its socket is closed."""
    ours, theirs = socket.socketpair()
    with theirs:
        parent = subprocess.Popen(
            [*interpreter, "-c", PARENT, str(theirs.fileno()), paths],
            stdin=subprocess.DEVNULL,
            env=dict(environment),
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
    atexit.register(parent.wait)
    atexit.register(ours.close)
    return ours


def start(command: Sequence[str], environment: Mapping[str, str], stdin: int) -> Any:
    """As the package starts a program: `command` is Python with its flags, `-c`, the code, the hub's id, the paths."""
    *interpreter, _, code, _, paths = command
    with suppress(FileNotFoundError):  # the folder was deleted under the hub
        code = f"import os; os.chdir({str(Path.cwd())!r})\n{code}"
    return WarmProgram(_parent(tuple(interpreter), paths, tuple(sorted(environment.items()))), code, stdin)
