"""The one way to read a file that somebody else wrote or named: confined to folders, race-free and bounded.

Knows paths and bytes, not what they mean. Whoever reports a `FileError` puts the name of the file before its `reason`.
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
"""`ctime_ns`, size and inode: times change on a save, which can set back `mtime`; inodes when a link is swapped."""

FileCode = Literal["outside-folder", "missing-file", "not-a-file", "unreadable-file", "too-large"]

ATTEMPTS = 5
"""How often a file is opened anew when its path leads elsewhere meanwhile; Kubernetes swaps `..data` as a whole."""

MOST_LISTINGS, LONGEST_LISTING = 20, 500
"""How many folders are listed in one build to find a name that was meant, and how many of their names are looked at."""

_KERNEL = tuple(Path(folder) for folder in ("/proc", "/sys", "/dev"))
# where there is O_PATH, a folder need not be readable to be passed through, as with any other path
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# a pipe without a writer must not be waited for, a terminal must not become ours
_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_NOFOLLOW | os.O_CLOEXEC
_LISTING = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class FileError(Exception):
    """Raised for a file that can't or may not be read.

    `reason` is a predicate ("is a folder"), whose subject, the file, is said by who knows how it was named.
    """

    def __init__(self, code: FileCode, reason: str, hint: str | None = None) -> None:
        self.code: FileCode = code
        self.reason = reason
        self.hint = hint
        super().__init__(reason)


def identity(path: Path | str) -> Identity | None:
    """What tells that a file is another one; None where there is none. The hub compares it with what a build saw."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a hub looks at hundreds: making paths of them takes longer than looking
    except (OSError, ValueError):
        return None
    return status.st_ctime_ns, status.st_size, status.st_ino


def _announce_nothing(_path: Path) -> None:
    pass


class Files:
    """What one build may read, and what it has looked for.

    `looked_for` has every path (absolute, links kept) that was asked for, with its identity from before it was read,
    or None for what was not there. Paths outside the folders are not in it: nothing about them is looked at.
    """

    def __init__(self, folders: Iterable[Path] = (), announce: Callable[[Path], None] = _announce_nothing) -> None:
        """Files in `folders` or below may be read; `announce` is called with each path before it is opened."""
        self.looked_for: dict[Path, Identity | None] = {}
        self._announce = announce
        self._folders: set[Path] = set()
        self._resolved: set[Path] = set()
        self._verdicts: dict[tuple[Path, bool], FileError | None] = {}
        self._listings = 0
        self._kernel_devices = _devices_of_the_kernel()
        for folder in folders:
            self.allow(folder)

    def allow(self, folder: Path) -> None:
        """Let confined files be in this folder or below: that of a file which the admin named, or a further one."""
        absolute = _absolute(folder)
        self._folders.add(absolute)
        self._resolve(absolute)

    def read(self, path: Path, limit: int, *, confined: bool) -> bytes:
        """The content of a regular file of at most `limit` bytes; raises `FileError`.

        `confined` is whether it has to be in one of the folders, after links are resolved.
        """
        descriptor = self._open(path, confined)
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

    def check(self, path: Path, *, confined: bool) -> None:
        """Raise the `FileError` that reading would, but for the size; the file is opened once, and not read."""
        if (path, confined) not in self._verdicts:
            self._verdicts[path, confined] = self._verdict(path, confined)
        if error := self._verdicts[path, confined]:
            raise error.with_traceback(None)  # which would grow each time

    def names_beside(self, path: Path, *, confined: bool) -> tuple[str, ...]:
        """Some names in the folder of a file that is missing; none where nothing there may be looked at.

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

    def _verdict(self, path: Path, confined: bool) -> FileError | None:
        try:
            os.close(self._open(path, confined))
        except FileError as error:
            return error
        return None

    def _open(self, path: Path, confined: bool) -> int:
        """A descriptor of a regular file."""
        path = _absolute(path)
        for _ in range(ATTEMPTS):
            resolved = self._permitted(path, confined)
            self._look_at(path)
            self._announce(path)
            try:
                return self._open_regular(resolved, confined)
            except (OSError, ValueError) as error:
                # what was not a link a moment ago is one now, or the folder that it was in is gone
                if _resolved(path) == resolved:
                    raise _unreadable(error) from None
        raise FileError("unreadable-file", "can't be read: it changes while it is read")

    def _permitted(self, path: Path, confined: bool) -> Path:
        """The path with its links resolved; raises when it leads to where nothing may be read."""
        resolved = _resolved(path)
        if confined and self._home(resolved) is None:
            if self._folders.intersection(path.parents):
                self._look_at(path)  # a link out of its folder: when it is replaced, that has to be seen
            hint = "move it next to this file, or let an admin add its folder to c.ValueProp.folders"
            raise FileError("outside-folder", "is outside the folders of this branding", hint)
        if any(resolved.is_relative_to(folder) for folder in _KERNEL):
            raise _not_regular()
        return resolved

    def _home(self, resolved: Path) -> Path | None:
        """The outermost folder in which a resolved path may be: what is below it is opened step by step."""
        homes = self._resolved.intersection((resolved, *resolved.parents))
        return min(homes, key=lambda home: len(home.parts), default=None)

    def _resolve(self, folder: Path) -> None:
        with suppress(FileError):  # one that can't be resolved can't hold a file
            self._resolved.add(_resolved(folder))

    def _look_at(self, path: Path) -> None:
        if path in self.looked_for:
            return  # the first look counts: a file that has changed since has to be read anew
        self.looked_for[path] = identity(path)

    def _open_regular(self, resolved: Path, confined: bool) -> int:
        # asked before it is opened, since opening a device or a pipe can do something
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
        """A descriptor of a folder without any link on the way from the folder that it may be in.

        Each step is opened relative to the one before, so that a step which was swapped for a link since it was
        resolved is an OSError (ELOOP, ENOTDIR) and never leads outside.
        """
        home = self._home(folder) if confined else folder
        if home is None:  # above the folders: what was named is one of them
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
    # not resolve(), which would follow links that may be swapped, and which the watcher has to see
    return Path(os.path.abspath(path))  # noqa: PTH100


def _resolved(path: Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError, RecursionError) as error:  # a NUL; a thousand links that lead to one another
        raise _unreadable(error) from None


def _devices_of_the_kernel() -> frozenset[int]:
    """The devices of file systems that the kernel makes up, wherever else they are mounted."""
    devices = set()
    for folder in _KERNEL:
        try:
            devices.add(folder.stat().st_dev)
        except OSError:  # not on every system
            continue
    return frozenset(devices - {Path("/").stat().st_dev})  # where nothing is mounted there


def _is_folder() -> FileError:
    return FileError("not-a-file", "is a folder", "name a file in it")


def _not_regular() -> FileError:
    return FileError("not-a-file", "is not a regular file")


def _too_large(limit: int) -> FileError:
    return FileError("too-large", f"is larger than {limit / 1e6:g} MB")


def _unreadable(error: Exception) -> FileError:
    if isinstance(error, FileNotFoundError):
        return FileError("missing-file", "does not exist")
    reason = "links lead in a circle" if isinstance(error, RecursionError) else _words(error)
    return FileError("unreadable-file", f"can't be read: {reason}")


def _words(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
