"""Copy the files of other hosts beside a branding. Files that the lock has already are not downloaded again.

Each file is written before the lock, and the lock before the branding, so that the next run continues an aborted one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from jupyterhub_valueprop.page.file_allowance import MOST_FILES
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.whole_files import write_whole

from .contents import LIMITS, Content, Kind, content_of
from .download import Client
from .lock import Lock, LockedFile, lock_text, read_lock
from .references import OpenedBranding, problem_with, shown_url
from .remote_error import RemoteError
from .vendor_folder import LOCK, checksum, name_for


class Progress(Protocol):
    """What receives the progress."""

    def start(self, url: str, number: int, of: int) -> None:
        """The download of this URL begins: file `number` of `of`."""

    def receive(self, size: int) -> None:
        """So many bytes have arrived."""

    def finish(self, url: str, name: str, size: int) -> None:
        """The file is saved under this name."""


@dataclass(frozen=True)
class Brought:
    """The result: what to write at which places of the branding file, and the problems."""

    replacements: Mapping[Place, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Task:
    """A file to download: its source, the places that name it, and its required checksum, if any."""

    url: str
    kind: Kind
    places: tuple[Place, ...]
    expected: str | None = None


def bring(opened: OpenedBranding, client: Client, progress: Progress, *, update: bool = False) -> Brought:
    """Download missing files, and with `update` changed ones; write the files and the lock.

    Raises OSError if they can't be written.
    """
    bringing = _Bringing(opened, client, opened.lock)
    tasks = [*bringing.tasks(update)]
    if tasks:
        try:
            opened.folder.check()
        except RemoteError as error:
            message = f"'{opened.file}' {error.reason}"
            return Brought({}, (Problem(Place(str(opened.file)), "error", error.code, message, error.hint),))
    for number, task in enumerate(tasks[:MOST_FILES], 1):
        progress.start(task.url, number, min(len(tasks), MOST_FILES))
        try:
            name, size = bringing.fetch(task, progress)
        except RemoteError as error:
            bringing.problems += [problem_with(task.url, error, place) for place in task.places]
        else:
            progress.finish(task.url, name, size)
    for task in tasks[MOST_FILES:]:
        message = f"{shown_url(task.url)} is not downloaded, because a page shows at most {MOST_FILES} files"
        bringing.problems.append(Problem(task.places[0], "error", "site-bytes", message))
    try:
        bringing.tidy()
    except RemoteError as error:
        place, message = Place(opened.lock_shown), f"what '{opened.file}' uses {error.reason}"
        bringing.problems.append(Problem(place, "error", error.code, message, error.hint))
    bringing.problems += not_in_lock(opened, bringing.lock)
    return Brought(bringing.replacements, tuple(bringing.problems))


@dataclass
class _Bringing:
    opened: OpenedBranding
    client: Client
    lock: Lock
    saved: bytes | None = None
    replacements: dict[Place, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def tasks(self, update: bool) -> Iterator[_Task]:
        """The files to download. Files that exist already are only named again."""
        places: dict[tuple[str, Kind], tuple[Place, ...]] = {}
        for reference in self.opened.own:
            at = (reference.url, reference.kind)
            places[at] = tuple(dict.fromkeys((*places.get(at, ()), reference.place)))
        for (url, kind), named_at in places.items():
            name = self.lock.by_source(url)
            if name is None or self._is_wanted(name, named_at, update):
                yield _Task(url, kind, named_at)
            elif not any(problem.place in named_at for problem in self.problems):
                self.replacements |= dict.fromkeys(named_at, name)
        for name, named_at in self.opened.named.items():
            locked = self.lock.files.get(name)
            if locked and self._is_wanted(name, named_at, update):
                kind = "font" if locked.type.startswith("font/") else "image"
                yield _Task(locked.source, kind, named_at, None if update else locked.source_sha256)

    def _is_wanted(self, name: str, places: tuple[Place, ...], update: bool) -> bool:
        """Whether a file of the lock has to be downloaded. One that was edited here is kept and reported."""
        try:
            data = self.opened.folder.read(name)
        except RemoteError as error:
            self.problems.append(Problem(places[0], "error", error.code, f"'{name}' {error.reason}", error.hint))
            return False
        if data is not None and checksum(data) != self.lock.files[name].sha256:
            self.problems.append(changed_here(name, places[0]))
            return False
        return data is None or update

    def fetch(self, task: _Task, progress: Progress) -> tuple[str, int]:
        """Download and write one file; return its name and size. Raises `RemoteError` or OSError."""
        answer = self.client.fetch(task.url, LIMITS[task.kind], progress.receive)
        source_sha256 = checksum(answer.data)
        if task.expected and source_sha256 != task.expected:
            raise RemoteError(
                "remote-stale", "has changed since the lock was written", "check the new file, then use --update"
            )
        content = content_of(answer, task.kind)
        name = name_for(task.url, content.ending)
        with self.opened.folder.alone():
            self._look_again()
            lock = self.lock.with_file(name, self._entry(name, task.url, source_sha256, content))
            text = lock_text(lock)
            self.opened.folder.write(name, content.data)
            self._save(lock, text)
        self.replacements |= dict.fromkeys(task.places, name)
        return name, len(content.data)

    def _entry(self, name: str, url: str, source_sha256: str, content: Content) -> LockedFile:
        before = self.lock.files.get(name)
        is_same = before is not None and before.source_sha256 == source_sha256
        return LockedFile(
            source=url,
            source_sha256=source_sha256,
            sha256=checksum(content.data),
            size=len(content.data),
            type=content.media_type,
            date=before.date if before and is_same else today(),
            used_by=before.used_by if before else (),
        )

    def tidy(self) -> None:
        """Record in the lock which of its files this branding uses, and remove those that are unused or missing.

        Raises `RemoteError` if the lock can't be written.
        """
        with self.opened.folder.alone():
            self._look_again()
            lock = self._tidied(self.lock)
            self._save(lock, lock_text(lock))

    def _tidied(self, lock: Lock) -> Lock:
        branding = self.opened.file.name
        used = {*self.opened.named, *self.replacements.values()}
        used -= {name for name, places in self.opened.named.items() if self._is_renamed(name, places)}
        for name, locked in lock.files.items():
            others = tuple(each for each in locked.used_by if each != branding)
            used_by = (*others, branding) if name in used else others
            if not used_by and self._is_gone(name):
                lock = lock.without(name)
            elif used_by != locked.used_by:
                lock = lock.with_file(name, locked.model_copy(update={"used_by": used_by}))
        return lock

    def _is_renamed(self, name: str, places: tuple[Place, ...]) -> bool:
        return all(self.replacements.get(place, name) != name for place in places)

    def _is_gone(self, name: str) -> bool:
        try:
            return self.opened.folder.read(name) is None
        except RemoteError:
            return False

    def _look_again(self) -> None:
        """Read the lock again if another run has written it."""
        data = self.opened.folder.read(LOCK)
        if data != self.saved:
            lock = read_lock(self.opened.folder, self.opened.lock_shown)
            if isinstance(lock, Problem):
                raise RemoteError(lock.code, f"can't be written into the lock: {lock.message}", lock.hint)
            self.lock, self.saved = lock, data

    def _save(self, lock: Lock, text: str) -> None:
        data = text.encode()
        if data != self.saved and (lock.files or self.saved is not None):
            write_whole(self.opened.folder.lock, data)
            self.saved = data
        self.lock = lock


def today() -> datetime.date:
    """The date in UTC, so that a lock doesn't reveal a time zone."""
    return datetime.datetime.now(datetime.timezone.utc).date()


def changed_here(name: str, place: Place) -> Problem:
    """The problem of a vendored file that was edited or damaged."""
    hint = "delete it to download it again, or put your own file into another folder"
    return Problem(place, "error", "vendored-changed", f"'{name}' is not the file that the lock describes", hint)


def not_in_lock(opened: OpenedBranding, lock: Lock) -> Iterator[Problem]:
    """Problems for files of the folder that a branding names and whose origin is unknown."""
    hint = "write its URL here again and run vendor, or put your own file into another folder"
    for name, places in opened.named.items():
        if name not in lock.files:
            message = f"'{name}' is not in {opened.lock_shown}"
            yield Problem(places[0], "error", "not-in-lock", message, hint)
