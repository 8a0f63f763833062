"""Where vendored files are, beside the branding: their names, what is there, and writing them."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from jupyterhub_valueprop.files import FileError, Files
from jupyterhub_valueprop.pictures.picture import MAX_BYTES
from jupyterhub_valueprop.whole_files import write_whole

from .remote_error import RemoteError

FOLDER = "vendored"
LOCK = "valueprop.lock"
MOST_LISTED = 1_000
"""How many names of the folder are looked at for files that the lock does not know."""

LONGEST_WAIT = 10.0
"""Seconds that a run waits for another one that writes into the same folder."""

#: The name of a vendored file, from the folder of the branding; nothing of it leads elsewhere.
NAME = rf"{FOLDER}/[a-z0-9-]{{1,60}}\.[a-z0-9]{{2,5}}"
_NAME = re.compile(NAME)
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_STEM = 40


def checksum(data: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def name_for(url: str, ending: str) -> str:
    """The name of the file that comes from a URL: always the same, and of no other URL."""
    last = PurePosixPath(unquote(urlsplit(url).path)).stem
    stem = _NOT_PLAIN.sub("-", last.lower()).strip("-")[:_STEM].strip("-") or "file"
    return f"{FOLDER}/{stem}-{checksum(url.encode())[:8]}.{ending}"


@dataclass(frozen=True)
class VendorFolder:
    """The folder of a branding file, in which vendored files and their lock are."""

    home: Path

    @property
    def lock(self) -> Path:
        """The lock file."""
        return self.home / LOCK

    def read(self, name: str) -> bytes | None:
        """A vendored file, or None where there is none; raises `RemoteError` for what can't be read."""
        try:
            return Files([self.home]).read(self.home / name, MAX_BYTES, confined=True)
        except FileError as error:
            if error.code == "missing-file":
                return None
            raise RemoteError(error.code, error.reason, error.hint) from None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other runs from writing here meanwhile; raises `RemoteError` where one of them does not end."""
        descriptor = os.open(self.home, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            _take(descriptor)
            yield
        finally:
            os.close(descriptor)

    def check(self) -> None:
        """Raise `RemoteError` where the folder of vendored files can't be one."""
        folder = self.home / FOLDER
        if folder.is_symlink():
            raise RemoteError("outside-folder", f"can't be vendored: '{FOLDER}' is a link", "put a folder in its place")
        if folder.exists() and not folder.is_dir():
            reason = f"can't be vendored: '{FOLDER}', the folder for its files, is a file"
            raise RemoteError("unwritable-file", reason, "move that file to another place")

    def write(self, name: str, data: bytes) -> None:
        """Write a vendored file as a whole; raises OSError, and `RemoteError` where its place is a link."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not the name of a vendored file")
        self.check()
        file = self.home / name
        if file.is_symlink():
            raise RemoteError("outside-folder", f"has a place that is a link: {name}", "delete the link")
        file.parent.mkdir(exist_ok=True)
        write_whole(file, data)

    def names(self) -> Iterator[str]:
        """The names of the files that are there, sorted, up to a bound; hidden ones are not ours."""
        folder = self.home / FOLDER
        if folder.is_dir() and not folder.is_symlink():
            there = sorted(islice((each.name for each in folder.iterdir() if each.is_file()), MOST_LISTED))
            yield from (f"{FOLDER}/{name}" for name in there if not name.startswith("."))


def _take(descriptor: int) -> None:
    """Lock a folder until its descriptor is closed, also by the end of this run; some network drives can't."""
    deadline = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                reason = "can't be written: another run of vendor writes into this folder"
                raise RemoteError("unwritable-file", reason, "run this again when that one has ended") from None
            time.sleep(0.02)
        except OSError:
            return
        else:
            return
