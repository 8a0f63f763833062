"""Compare vendored files with their lock and their sources. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jupyterhub_valueprop.problems import Place, Problem, in_order

from .bringing import Progress, changed_here, not_in_lock
from .contents import LIMITS
from .download import Client
from .lock import LockedFile
from .references import OpenedBranding, problem_with, shown_url
from .remote_error import RemoteError
from .vendor_folder import checksum


def compare(opened: OpenedBranding, client: Client, progress: Progress) -> tuple[Problem, ...]:
    """Problems for everything that differs from the lock or is not in it, in order of position."""
    return in_order(_Comparison(opened, client, progress).problems())


@dataclass(frozen=True)
class _Comparison:
    opened: OpenedBranding
    client: Client
    progress: Progress

    def problems(self) -> Iterator[Problem]:
        opened, branding = self.opened, self.opened.file.name
        for reference in opened.own:
            message = f"'{reference.key}' is on another host"
            hint = f"run: jupyterhub-valueprop vendor {opened.file}"
            yield Problem(reference.place, "error", "not-vendored", message, hint)
        used = {name: each for name, each in opened.lock.files.items() if name in opened.named}
        for number, (name, locked) in enumerate(used.items(), 1):
            place = opened.named[name][0]
            yield from self._here(name, locked, place)
            self.progress.start(locked.source, number, len(used))
            yield from self._there(name, locked, place)
        for name, locked in opened.lock.files.items():
            if name not in opened.named and (not locked.used_by or branding in locked.used_by):
                hint = "delete it, then run vendor to remove it from the lock"
                yield self._warning(name, "vendored-unused", f"'{name}' is not used any more", hint)
        yield from self._unknown()

    def _here(self, name: str, locked: LockedFile, place: Place) -> Iterator[Problem]:
        try:
            data = self.opened.folder.read(name)
        except RemoteError as error:
            yield Problem(place, "error", error.code, f"'{name}' {error.reason}", error.hint)
            return
        if data is None:
            hint = f"run: jupyterhub-valueprop vendor {self.opened.file}"
            yield Problem(place, "error", "vendored-missing", f"'{name}' is in the lock, but the file is missing", hint)
        elif checksum(data) != locked.sha256:
            yield changed_here(name, place)

    def _there(self, name: str, locked: LockedFile, place: Place) -> Iterator[Problem]:
        limit = LIMITS["font" if locked.type.startswith("font/") else "image"]
        try:
            answer = self.client.fetch(locked.source, limit, self.progress.receive)
        except RemoteError as error:
            problem = problem_with(locked.source, error, place)
            is_warning = error.code == "remote-gone"  # the page has the file anyway anyway
            yield Problem(place, "warning" if is_warning else "error", error.code, problem.message, problem.hint)
            return
        self.progress.finish(locked.source, name, len(answer.data))
        if checksum(answer.data) != locked.source_sha256:
            message = f"{shown_url(locked.source)} has other content than on {locked.date}, when '{name}' was copied"
            hint = f"check the new file, then run: jupyterhub-valueprop vendor --update {self.opened.file}"
            yield Problem(place, "error", "remote-stale", message, hint)

    def _unknown(self) -> Iterator[Problem]:
        lock, named = self.opened.lock, self.opened.named
        there = [name for name in self.opened.folder.names() if name not in lock.files and name not in named]
        hint = "put your own file into another folder"
        yield from not_in_lock(self.opened, lock)
        for name in there:
            yield self._warning(name, "not-in-lock", f"'{name}' is not in {self.opened.lock_shown}", hint)

    def _warning(self, name: str, code: str, message: str, hint: str) -> Problem:
        place = self.opened.lock.places.get(name, Place(self.opened.lock_shown))
        return Problem(place, "warning", code, message, hint)
