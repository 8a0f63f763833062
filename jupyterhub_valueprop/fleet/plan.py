"""Find out what a change does to a fleet: every community with its status, in the order of their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import counted, quote
from jupyterhub_valueprop.problems.problem_data import problem_from
from jupyterhub_valueprop.review import from_here

from .discovery import find_brandings
from .member import Change, Member, Status
from .nurseries import Nurseries
from .nursery import BuildOutcome, Nursery
from .snapshot import Location
from .thumbnails import look_at

#: How long building one page may take, in seconds: the default of a hub.
LONGEST_BUILD = 10.0
#: The most characters of the reason why a page could not be built.
LONGEST_REASON = 200


@dataclass(frozen=True)
class Fleet:
    """The brandings below a folder: their files from there, with the problem if one can't even be opened.

    The files that they name may be in `shared` or below: the folder's repository, or the current folder.
    """

    folder: Path
    shared: Path
    files: Mapping[str, Problem | None]
    left_out: tuple[str, ...] = ()

    def location(self, file: str) -> Location:
        """Where one of the brandings is, and which files it may read."""
        return Location(self.folder / file, self.folder, (self.folder, self.shared))


def fleet_below(folder: Path, shared: Path | None = None) -> Fleet:
    """The fleet of a folder. `shared` has the files that its brandings share; default: found around the folder."""
    folder = folder.absolute()
    files, left_out = find_brandings(folder)
    return Fleet(folder, shared or _shared(folder), files, tuple(left_out))


def counterpart(folder: Path, of: Fleet) -> Fleet:
    """The fleet of another folder, which shares files as far above it as the fleet `of` does."""
    shared = folder.absolute()
    for _ in of.folder.relative_to(of.shared).parts:
        shared = shared.parent
    return fleet_below(folder, folder.absolute() if shared == shared.parent else shared)


def _shared(folder: Path) -> Path:
    repository = next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
    here = Path.cwd()
    return repository or (here if folder.is_relative_to(here) else folder)


@dataclass(frozen=True)
class _Known:
    """What is known about a branding at one moment."""

    name: str
    problems: tuple[Problem, ...]
    errors: int
    digest: str = ""
    lacks: Problem | None = None


@dataclass(frozen=True)
class Plan:
    """What changes for a fleet `after` a change; without `before`, its present state.

    With the path of a `chromium`, images of new and changed pages are made, too.
    """

    after: Fleet
    before: Fleet | None = None
    chromium: str | None = None

    @property
    def files(self) -> list[str]:
        """The brandings of both, in order."""
        return sorted({*self.after.files, *(self.before.files if self.before else ())})

    def members(self, nurseries: Nurseries) -> Iterator[Member]:
        """Each community, as soon as it and those before it are known. Raises OSError if no program can be started."""
        return nurseries.map(self._pictured if self.chromium else self._member, self.files)

    def _pictured(self, program: Nursery, file: str) -> Member:
        member = self._member(program, file)
        after = self.after.location(file) if member.status in ("new", "changed") else None
        before = self.before.location(file) if self.before and member.status == "changed" else None
        if not self.chromium or not after:
            return member
        return replace(member, pictures=look_at(program, self.chromium, before, after))

    def _member(self, program: Nursery, file: str) -> Member:
        before = self.before
        if file not in self.after.files and before:
            name = _known(program, before, file).name
            if file not in self.after.left_out:
                return Member(name, file, "gone")
            message = f"{quote(file, 300)} leads out of the folder of the communities, so it is not followed"
            problem = Problem(Place(str(self.after.folder / file)), "error", "outside-folder", message)
            return Member(name, file, "broken", (from_here(problem),), (), is_newly_broken=True)
        if before and file in before.files and not self.after.files[file] and not before.files[file]:
            after = self.after.location(file).as_data()
            question = {"after": after, "before": before.location(file).as_data(), "name": _folder_name(file)}
            reply = program.ask(question, 2 * LONGEST_BUILD)
            if reply.failure is None:
                then = _of_before(reply.answer["before"])
                changes = tuple(Change(*map(_text, each)) for each in reply.answer["changes"])
                return _compared(file, _of_answer(reply.answer), then, changes)
        now = _known(program, self.after, file)
        if before is None or file not in before.files:
            broken = now.errors > 0
            return Member(now.name, file, "broken" if broken else "new", now.problems, (), broken)
        return _compared(file, now, _known(program, before, file), ())


def _compared(file: str, now: _Known, then: _Known, changes: tuple[Change, ...]) -> Member:
    """A community that existed before. `then` has no digest if its page could not be built."""
    differs = now.digest != then.digest
    if then.errors and not now.errors:
        changes = (*changes, Change("problems", "problems: fixed", counted(then.errors, "error"), None))
    elif differs and not changes and not now.errors:
        changes = (Change("page", "page: looks different", None, "looks different"),)
    status: Status = "broken" if now.errors else "changed" if changes else "same"
    is_newly_broken = now.errors > 0 and not then.errors
    lacked = None if now.lacks else then.lacks
    return Member(now.name, file, status, now.problems, changes, is_newly_broken, lacked=lacked)


def _known(program: Nursery, fleet: Fleet, file: str) -> _Known:
    """One branding by itself. If it can't be built, that is its problem."""
    name = _folder_name(file)
    if wrong := fleet.files[file]:
        return _Known(name, (from_here(wrong),), 1)
    question = {"after": fleet.location(file).as_data(), "before": None, "name": name}
    reply = program.ask(question, LONGEST_BUILD)
    if reply.failure is None:
        return _of_answer(reply.answer)
    return _Known(name, (_failure(reply, fleet.folder / file),), 1)


def _failure(reply: BuildOutcome, file: Path) -> Problem:
    assert reply.failure
    failure = reply.failure
    if failure.place.file is None:
        failure = replace(failure, place=Place(str(file)))
    if reply.traceback:
        reason = reply.traceback.strip().splitlines()[-1][:LONGEST_REASON]
        hint = "if this file is right, please report this as a bug"
        failure = replace(failure, message=f"{failure.message}: {reason}", hint=hint)
    return from_here(failure)


def _of_answer(answer: Any) -> _Known:
    problems = tuple(map(problem_from, answer["problems"]))
    lacks = problem_from(answer["lacks"]) if answer["lacks"] else None
    return _Known(str(answer["name"]), problems, int(answer["errors"]), str(answer["digest"]), lacks)


def _of_before(answer: Any) -> _Known:
    return _of_answer({"name": "", "problems": (), **answer})


def _text(value: Any) -> Any:
    return None if value is None else str(value)


def _folder_name(file: str) -> str:
    """The name of a community without a name: its folder."""
    return str(PurePosixPath(file).parent) if "/" in file else file
