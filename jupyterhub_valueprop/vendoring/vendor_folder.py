"""The folder of vendored files beside the branding: names, reading and writing."""

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
"""How many names of the folder are compared with the lock."""

LONGEST_WAIT = 10.0
"""Seconds that a run waits for another run that writes into the same folder."""

#: The name of a vendored file, relative to the branding's folder. It can't lead out of the folder.
NAME = rf"{FOLDER}/[a-z0-9-]{{1,60}}\.[a-z0-9]{{2,5}}"
_NAME = re.compile(NAME)
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_STEM = 40


def checksum(data: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def name_for(url: str, ending: str) -> str:
    """The file name for a URL: always the same, and different for every URL."""
    last = PurePosixPath(unquote(urlsplit(url).path)).stem
    stem = _NOT_PLAIN.sub("-", last.lower()).strip("-")[:_STEM].strip("-") or "file"
    return f"{FOLDER}/{stem}-{checksum(url.encode())[:8]}.{ending}"


@dataclass(frozen=True)
class VendorFolder:
    """The folder of a branding file, with its vendored files and their lock."""

    home: Path

    @property
    def lock(self) -> Path:
        """The lock file."""
        return self.home / LOCK

    def read(self, name: str) -> bytes | None:
        """The content of a vendored file, or None if it is missing; raises `RemoteError` if it can't be read."""
        try:
            return Files([self.home]).read(self.home / name, MAX_BYTES, confined=True)
        except FileError as error:
            if error.code == "missing-file":
                return None
            raise RemoteError(error.code, error.reason, error.hint) from None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other runs from writing here meanwhile; raises `RemoteError` if one of them doesn't end in time."""
        descriptor = os.open(self.home, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            _take(descriptor)
            yield
        finally:
            os.close(descriptor)

    def check(self) -> None:
        """Raise `RemoteError` if a link or a file has the name of the folder for vendored files."""
        folder = self.home / FOLDER
        if folder.is_symlink():
            raise RemoteError("outside-folder", f"can't be vendored: '{FOLDER}' is a link", "replace it by a folder")
        if folder.exists() and not folder.is_dir():
            reason = f"can't be vendored: '{FOLDER}', the folder for its files, is a file"
            raise RemoteError("unwritable-file", reason, "move that file to another place")

    def write(self, name: str, data: bytes) -> None:
        """Write a vendored file as a whole; raises OSError, or `RemoteError` if a link has its name."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not the name of a vendored file")
        self.check()
        file = self.home / name
        if file.is_symlink():
            raise RemoteError("outside-folder", f"can't be written, because {name} is a link", "delete the link")
        file.parent.mkdir(exist_ok=True)
        write_whole(file, data)

    def names(self) -> Iterator[str]:
        """The sorted names of the existing files, up to a limit, without hidden ones."""
        folder = self.home / FOLDER
        if folder.is_dir() and not folder.is_symlink():
            there = sorted(islice((each.name for each in folder.iterdir() if each.is_file()), MOST_LISTED))
            yield from (f"{FOLDER}/{name}" for name in there if not name.startswith("."))


def _take(descriptor: int) -> None:
    """Lock a folder until its descriptor is closed, or this run ends. Some network drives can't do that."""
    deadline = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                reason = "can't be written: another run of vendor writes into this folder"
                raise RemoteError("unwritable-file", reason, "wait until it has ended, then run this again") from None
            time.sleep(0.02)
        except OSError:
            return
        else:
            return
