"""What came of a build, as the hub takes it: a site, or a problem that says why there is none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jupyterhub_valueprop.lazy_config import CONFIG_KEY
from jupyterhub_valueprop.problems import Place, Problem

from .answers import ASKED, FAILED, LONGEST_COMPLAINT, LONGEST_TRACEBACK, READING, SITE

if TYPE_CHECKING:
    from jupyterhub_valueprop.site import Site


@dataclass(frozen=True)
class Answer:
    """The result of a build: a site, or a `failure` with, for a bug in this package, its `traceback`.

    `read` are the files that the program announced, in order; the last one is what a failed build was reading.
    """

    site: Site | None
    read: tuple[str, ...] = ()
    failure: Problem | None = None
    traceback: str = ""


def answer_of(said: bytearray, complaint: bytearray, ending: Callable[[], str], seconds: float, key: str) -> Answer:
    """The answer that a build of the setting `key` has written, with its `complaint`.

    `ending` tells how it ended, as `build_problem` takes it, and is asked only where it has written no site.
    """
    # not before the first answer: making these classes took a third of what this package adds to a hub's start
    from jupyterhub_valueprop.site import read_message  # noqa: PLC0415

    read: list[str] = []
    try:
        lines, rest = _announced(said)
        read += (str(json.loads(line.removeprefix(READING))) for line in lines)
        if rest.startswith(SITE):
            return Answer(read_message(rest.removeprefix(SITE)), tuple(read))
        if rest.startswith(FAILED):
            reason = str(json.loads(rest.removeprefix(FAILED)))[-LONGEST_TRACEBACK:]
            return Answer(None, tuple(read), build_problem(read, "failed", seconds, key), reason)
        how = ending()
    except (ValueError, RecursionError) as error:  # MessageError is one
        how = str(error)[:LONGEST_COMPLAINT]
    return Answer(None, tuple(read), build_problem(read, how, seconds, key), complaint.decode("utf-8", "replace"))


def _announced(said: bytearray) -> tuple[list[bytes], bytes]:
    """The lines that announce files, and the rest after them."""
    position = len(ASKED) if said.startswith(ASKED) else 0
    lines = []
    while said.startswith(READING, position) and (end := said.find(b"\n", position)) >= 0:
        lines.append(bytes(said[position:end]))
        position = end + 1
    return lines, bytes(said[position:])


def build_problem(read: Iterable[str], ending: str, seconds: float, key: str = CONFIG_KEY) -> Problem:
    """The problem of a failed build. `read` are the files that it announced, `ending` is how it ended.

    `ending` is `late` after `seconds`, `failed` for an exception, or words such as `signal 9`. `key` is the setting of
    the site, for a build that has read nothing.
    """
    file = next(iter(reversed(list(read))), None)
    place = Place(file) if file else Place(key=key)
    if ending == "late":
        hint = "make this file simpler, or raise c.ValueProp.build_timeout"
        return Problem(place, "error", "build-timeout", f"building the page took more than {seconds:g} s", hint)
    if ending == "failed":
        hint = "read the reason in the log; if this file is right, please report this as a bug"
        return Problem(place, "error", "build-failed", "the page could not be built", hint)
    return Problem(place, "error", "build-ended", f"the program that builds the page ended early ({ending})")
