"""Start and end programs beside the hub, with the hub's paths but without its environment."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

#: The environment variables that the program gets from the hub: where to find libraries, and no possible secrets.
_ENVIRONMENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "__PYVENV_LAUNCHER__")
#: What it gets in addition. pydantic would read the entry points of all installed packages, and run those for it.
_SETTINGS = {"PYDANTIC_DISABLE_PLUGINS": "__all__"}
#: How long to wait for the end of a killed program, in seconds.
LONGEST_END = 5.0


def start_program(code: str, stdin: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """Start a Python that runs `code` with the same paths, but without the environment; raises OSError.

    Its arguments are the id of this process and the paths, as JSON. `stdin` is a descriptor, by default of a new pipe.
    """
    package = str(Path(__file__).parents[2])
    paths = [package, *(path for path in sys.path if os.path.isabs(path) and path != package)]  # noqa: PTH117
    quiet = ["-B"] if sys.dont_write_bytecode else []
    # -I -S: no environment variables, no `.pth` files, no user's folder, only the hub's paths
    command = [sys.executable, "-I", "-S", *quiet, "-X", "utf8", "-c", code, str(os.getpid()), json.dumps(paths)]
    inherited = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return _start(command, inherited | _SETTINGS, stdin)


def end_program(process: subprocess.Popen[bytes]) -> None:
    """End a program and whatever it has started, and close its pipes."""
    kill_program(process)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()
    with contextlib.suppress(subprocess.TimeoutExpired):  # a program that waits for a dead disk can't even be killed
        process.wait(LONGEST_END)


def kill_program(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and whatever it has started; its pipes end for their readers."""
    if process.returncode is None:  # once it was waited for, its number may be another's
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def ending_of(status: int | None) -> str:
    """How a program of this exit status ended that was not ended by us, as `process.build_problem` takes it."""
    if status is not None and status < 0:
        return "late" if -status in (signal.SIGXCPU, signal.SIGALRM) else f"signal {-status}"
    return f"status {status}"


def _start(command: Sequence[str], environment: Mapping[str, str], stdin: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - nothing in the command comes from outside
        command,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,  # its own process group: Ctrl-C only reaches the hub, and the group ends as one
    )
