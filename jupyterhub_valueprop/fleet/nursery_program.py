"""The program that builds a fleet's pages. It imports the readers once and forks a process for each community.

A question is a line of JSON. The new process writes what it reads and its answer; the program adds how it ended.
Nothing of one community is left when the next one is read, and each has the limits of a hub's build.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from jupyterhub_valueprop.branding import read_branding
from jupyterhub_valueprop.builder import limits
from jupyterhub_valueprop.builder.answers import FAILED, LONGEST_TRACEBACK, READING
from jupyterhub_valueprop.export import export_files
from jupyterhub_valueprop.export.chromium import lay_out
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.page import build_site
from jupyterhub_valueprop.review import find_problems, oddities

from .protocol import ANSWER, ENDED, READY
from .snapshot import Location, compare_snapshots


def main() -> None:
    """Answer the process whose id is the first argument until it has no more questions."""
    limits.settle(int(sys.argv[1]), longest_wait=0)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # keeps what libraries print out of the answers
    _warm_up()
    _write(answers, READY)
    questions, own = os.fdopen(os.dup(0), "rb"), os.getpid()
    while line := questions.readline():
        child = os.fork()
        if child == 0:
            _answer(line, answers, own)
        _write(answers, b"%s%d\n" % (ENDED, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))


def _warm_up() -> None:
    """Do once what every build needs: compile templates, complete the models, read the translations."""
    reading = read_branding(None)
    find_problems(reading)
    list(oddities(reading))
    build_site(None, static_url_prefix="/hub/static/")
    gc.collect()
    gc.freeze()  # the garbage collector skips existing objects, so forks share their memory


def _answer(line: bytes, answers: BinaryIO, parent: int) -> NoReturn:
    try:
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        question = json.loads(line)
        limits.settle(parent)
        limits.bound(question["seconds"])
        answer = ANSWER + json.dumps(_made(question, answers)).encode() + b"\n"
    except BaseException:
        answer = FAILED + json.dumps(traceback.format_exc()[-LONGEST_TRACEBACK:]).encode() + b"\n"
    _write(answers, answer)
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    os._exit(0)


def _made(question: dict[str, Any], answers: BinaryIO) -> Any:
    def announce(path: Path) -> None:
        _write(answers, READING + json.dumps(str(path)).encode() + b"\n")

    after = Location.from_data(question["after"])
    if "export" in question:
        return _export(after, Path(question["export"]))
    before = Location.from_data(question["before"]) if question["before"] else None
    return compare_snapshots(after, before, question["name"], announce)


def _export(location: Location, folder: Path) -> bool:
    """Write the page as files that a browser shows without a hub; return whether that worked."""
    reading = read_branding(location.file, files=Files((*location.allowed, location.file.parent)))
    contents = export_files(reading, "https://hub.example.org").contents
    shown = (name for name in contents if name == "index.html" or name.startswith("valueprop/"))
    lay_out(folder, {name: contents[name] for name in shown})
    return True


def _write(answers: BinaryIO, line: bytes) -> None:
    answers.write(line)
    answers.flush()
