"""Runs the program with which `doctor` loads a hub's configuration from one that has already imported JupyterHub.

Each runs in a process of its own all the same, and so does the program that it builds the page with. How they really
start is tried by the first test of `tests/hub/test_doctor.py`.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import IO, Any

from jupyterhub_valueprop.cli.doctor import EXAMINATION

#: Forks a process for each question: the folder, the environment and the argument; the two outputs come with it.
PARENT = f"""
import gc, json, os, runpy, signal, socket, sys
control = socket.socket(fileno=int(sys.argv[1]))
sys.path[:] = [sys.argv[2], *(path for path in sys.path if os.path.isabs(path))]
import warm_builder
from jupyterhub_valueprop.builder import starting
starting._start = warm_builder.start
first = starting.start_program("pass")
first.wait()
starting.end_program(first)
import {EXAMINATION}
del sys.modules[{EXAMINATION!r}]
gc.freeze()
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
while True:
    question, descriptors, *_ = socket.recv_fds(control, 1 << 20, 2)
    if not question:
        sys.exit()
    if os.fork() == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        control.close()
        folder, environment, argument = json.loads(question)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        for output, descriptor in enumerate(descriptors, 1):
            os.dup2(descriptor, output)
            os.close(descriptor)
        sys.argv[1:] = [argument]
        try:
            runpy.run_module({EXAMINATION!r}, run_name="__main__", alter_sys=True)
        finally:
            os._exit(1)
    for descriptor in descriptors:
        os.close(descriptor)
"""


@cache
def _parent() -> socket.socket:
    """Start the parent of all examinations; it ends when this end of its socket is closed."""
    ours, theirs = socket.socketpair()
    with theirs:
        command = [sys.executable, "-c", PARENT, str(theirs.fileno()), str(Path(__file__).parent)]
        parent = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
    atexit.register(parent.wait)
    atexit.register(ours.close)
    return ours


_run = subprocess.run


def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
    """In the place of `subprocess.run`: an examination by this Python is forked, all else is run."""
    if command[:-1] != [sys.executable, "-m", EXAMINATION]:
        return _run(command, **options)
    complaints: IO[str] = options["stderr"]
    reads, writes = os.pipe()
    try:
        question = json.dumps([str(Path.cwd()), dict(os.environ), command[-1]]).encode()
        socket.send_fds(_parent(), [question], [writes, complaints.fileno()])
    finally:
        os.close(writes)
    with os.fdopen(reads, encoding="utf-8") as answer:  # to its end, which is that of the process
        return subprocess.CompletedProcess(command, 0, answer.read())
