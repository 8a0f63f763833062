"""The one way to read a file that somebody else wrote or named: confined to folders, race-free and bounded.

Knows paths and bytes, not what they mean. Who reports a `FileError` puts the file's name before its `reason`.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Literal

Identity = tuple[int, int, int]
"""`ctime_ns`, size and inode: a save changes the time (`mtime` can be set back), swapping a link changes the inode."""

FileCode = Literal["outside-folder", "missing-file", "not-a-file", "file-type", "unreadable-file", "too-large"]

ATTEMPTS = 5
"""How often to open a file again if its path changes meanwhile, as when Kubernetes swaps `..data` as a whole."""

MOST_LISTINGS, LONGEST_LISTING = 20, 500
"""How many folders one build may list to suggest a name, and how many names of each it compares."""

_KERNEL = tuple(Path(folder) for folder in ("/proc", "/sys", "/dev"))
# with O_PATH, a folder on the way doesn't have to be readable, as with any other path
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# don't wait for a pipe's writer, and don't take over a terminal
_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_NOFOLLOW | os.O_CLOEXEC
_LISTING = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class FileError(Exception):
    """Raised for a file that can't or may not be read.

    `reason` is a predicate ("is a folder"). Its subject, the file's name, is added by the caller that knows it.
    """

    def __init__(self, code: FileCode, reason: str, hint: str | None = None) -> None:
        self.code: FileCode = code
        self.reason = reason
        self.hint = hint
        super().__init__(reason)


def identity(path: Path | str) -> Identity | None:
    """What changes when a file changes; None if there is no file. The hub compares it with what a build saw."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a hub checks hundreds of them: making Path objects takes longer than the checks
    except (OSError, ValueError):
        return None
    return status.st_ctime_ns, status.st_size, status.st_ino


def _announce_nothing(_path: Path) -> None:
    pass


class Files:
    """Which files one build may read, and which it has looked for.

    `looked_for` has every requested path (absolute, links kept), with its identity from before it was read,
    or None for a missing file. It has no paths outside the folders, because those are never looked at.
    """

    def __init__(self, folders: Iterable[Path] = (), announce: Callable[[Path], None] = _announce_nothing) -> None:
        """Files in `folders` or below may be read; `announce` is called with each path before it is opened."""
        self.looked_for: dict[Path, Identity | None] = {}
        self._announce = announce
        self._folders: set[Path] = set()
        self._resolved: set[Path] = set()
        self._verdicts: dict[tuple[Path, bool, bool], FileError | None] = {}
        self._listings = 0
        self._kernel_devices = _devices_of_the_kernel()
        for folder in folders:
            self.allow(folder)

    def allow(self, folder: Path) -> None:
        """Allow confined files in this folder or below: the folder of a file that the admin named, or a further one."""
        absolute = _absolute(folder)
        self._folders.add(absolute)
        self._resolve(absolute)

    def read(self, path: Path, limit: int, *, confined: bool, keeps_ending: bool = False) -> bytes:
        """The content of a regular file of at most `limit` bytes; raises `FileError`.

        `confined` is whether it has to be in one of the folders, after links are resolved, and `keeps_ending` whether a
        link has to lead to a file with the same ending. Without the latter, a name says nothing about the content.
        """
        descriptor = self._open(path, confined, keeps_ending)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            try:
                if os.fstat(descriptor).st_size > limit:
                    raise _too_large(limit)
                content = file.read(limit + 1)  # some file systems say that a file has 0 bytes
            except OSError as error:
                raise _unreadable(error) from None
        if len(content) > limit:
            raise _too_large(limit)
        return content

    def check(self, path: Path, *, confined: bool, keeps_ending: bool = False) -> None:
        """Raise the `FileError` that reading would, except for the size. Opens the file once, without reading it."""
        question = path, confined, keeps_ending
        if question not in self._verdicts:
            self._verdicts[question] = self._verdict(*question)
        if error := self._verdicts[question]:
            raise error.with_traceback(None)  # each call would make it longer

    def names_beside(self, path: Path, *, confined: bool) -> tuple[str, ...]:
        """Some names in the folder of a missing file; empty if that folder may not be looked at.

        Only the first folders of a build are listed, and of each the first names.
        """
        self._listings += 1
        if self._listings > MOST_LISTINGS:
            return ()
        try:
            descriptor = self._open_resolved(self._permitted(path.parent, confined), _LISTING, confined)
        except (FileError, OSError):
            return ()
        try:
            with os.scandir(descriptor) as entries:
                return tuple(sorted(entry.name for entry in islice(entries, LONGEST_LISTING)))
        except OSError:
            return ()
        finally:
            os.close(descriptor)

    def _verdict(self, path: Path, confined: bool, keeps_ending: bool) -> FileError | None:
        try:
            os.close(self._open(path, confined, keeps_ending))
        except FileError as error:
            return error
        return None

    def _open(self, path: Path, confined: bool, keeps_ending: bool) -> int:
        """A descriptor of a regular file."""
        path = _absolute(path)
        for _ in range(ATTEMPTS):
            resolved = self._permitted(path, confined)
            self._look_at(path)
            if keeps_ending and resolved.suffix.lower() != path.suffix.lower():
                hint = "give both names the same ending"
                raise FileError("file-type", "is a link to a file with another ending", hint)
            self._announce(path)
            try:
                return self._open_regular(resolved, confined)
            except (OSError, ValueError) as error:
                # a part of the path has just become a link, or its folder is gone
                if _resolved(path) == resolved:
                    raise _unreadable(error) from None
        raise FileError("unreadable-file", "can't be read, because it keeps changing")

    def _permitted(self, path: Path, confined: bool) -> Path:
        """The path with its links resolved; raises if it leads out of the folders that may be read."""
        resolved = _resolved(path)
        if confined and self._home(resolved) is None:
            if self._folders.intersection(path.parents):
                self._look_at(path)  # a link out of its folder is watched, so that its replacement is noticed
            hint = "move it next to this file, or let an admin add its folder to c.ValueProp.folders"
            raise FileError("outside-folder", "is outside the folders of this branding", hint)
        if any(resolved.is_relative_to(folder) for folder in _KERNEL):
            raise _not_regular()
        return resolved

    def _home(self, resolved: Path) -> Path | None:
        """The outermost allowed folder that a resolved path is in. From there on, the path is opened step by step."""
        homes = self._resolved.intersection((resolved, *resolved.parents))
        return min(homes, key=lambda home: len(home.parts), default=None)

    def _resolve(self, folder: Path) -> None:
        with suppress(FileError):  # one that can't be resolved can't hold a file
            self._resolved.add(_resolved(folder))

    def _look_at(self, path: Path) -> None:
        if path in self.looked_for:
            return  # the first identity counts: a file that has changed since then has to be read again
        self.looked_for[path] = identity(path)

    def _open_regular(self, resolved: Path, confined: bool) -> int:
        # checked before it is opened, because opening a device or a pipe can have an effect
        parent = self._open_resolved(resolved.parent, _FOLDER, confined)
        try:
            self._check_regular(os.stat(resolved.name, dir_fd=parent, follow_symlinks=False))
            descriptor = os.open(resolved.name, _FILE, dir_fd=parent)
        finally:
            os.close(parent)
        try:
            self._check_regular(os.fstat(descriptor))
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _open_resolved(self, folder: Path, flags: int, confined: bool) -> int:
        """A descriptor of a folder, reached from its allowed folder without following any link.

        Each step is opened relative to the one before, so that a step which was swapped for a link after it was
        resolved is an OSError (ELOOP, ENOTDIR) and never leads outside.
        """
        home = self._home(folder) if confined else folder
        if home is None:  # the named path is itself one of the folders
            raise _is_folder()
        descriptor = os.open(home, flags if home == folder else _FOLDER)
        steps = folder.relative_to(home).parts
        for index, step in enumerate(steps):
            above = descriptor
            try:
                descriptor = os.open(step, flags if index == len(steps) - 1 else _FOLDER, dir_fd=above)
            finally:
                os.close(above)
        return descriptor

    def _check_regular(self, status: os.stat_result) -> None:
        if stat.S_ISLNK(status.st_mode):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        if stat.S_ISDIR(status.st_mode):
            raise _is_folder()
        if not stat.S_ISREG(status.st_mode) or status.st_dev in self._kernel_devices:
            raise _not_regular()


def _absolute(path: Path) -> Path:
    # resolve() would follow links that may be swapped and that the watcher has to see
    return Path(os.path.abspath(path))  # noqa: PTH100


def _resolved(path: Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError, RecursionError) as error:  # a NUL, or a thousand links that lead to each other
        raise _unreadable(error) from None


def _devices_of_the_kernel() -> frozenset[int]:
    """The devices of virtual file systems such as /proc, wherever they are mounted."""
    devices = set()
    for folder in _KERNEL:
        try:
            devices.add(folder.stat().st_dev)
        except OSError:  # some systems don't have it
            continue
    return frozenset(devices - {Path("/").stat().st_dev})  # nothing is mounted there


def _is_folder() -> FileError:
    return FileError("not-a-file", "is a folder", "name a file in it")


def _not_regular() -> FileError:
    return FileError("not-a-file", "is not a regular file")


def _too_large(limit: int) -> FileError:
    return FileError("too-large", f"is larger than {limit / 1e6:g} MB")


def _unreadable(error: Exception) -> FileError:
    if isinstance(error, FileNotFoundError):
        return FileError("missing-file", "does not exist")
    reason = "can't be read: its links lead in a circle" if isinstance(error, RecursionError) else _words(error)
    return FileError("unreadable-file", f"can't be read: {reason}")


def _words(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
