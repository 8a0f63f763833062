"""Find the files of other hosts and the vendored files that a branding file names, with their places."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jupyterhub_valueprop.branding import BrandingReading, file_references, read_branding
from jupyterhub_valueprop.branding.sources.text_files import read_source
from jupyterhub_valueprop.branding.sources.tree import Node, dotted, leaves
from jupyterhub_valueprop.branding.sources.yaml_reader import parse_yaml
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import quote

from .contents import Kind
from .lock import Lock, read_lock
from .remote_error import RemoteError
from .vendor_folder import FOLDER, LOCK, VendorFolder

_SHOWN = 200
#: Codes of problems with a named file. A text that only begins like a file's name has no such problem.
_OF_FILES = frozenset(("missing-file", "not-a-file", "unreadable-file", "outside-folder"))


@dataclass(frozen=True)
class Reference:
    """A file of another host that a branding names: its key, its place, and its kind."""

    key: str
    url: str
    place: Place
    kind: Kind


@dataclass(frozen=True)
class OpenedBranding:
    """A branding file with its text and its lock.

    `own` are the remote files that this file names, `elsewhere` those of the files that it extends. `named` are
    the vendored files that it names, existing or not, each with its places.
    """

    file: Path
    text: str
    folder: VendorFolder
    lock: Lock
    lock_shown: str
    own: tuple[Reference, ...]
    elsewhere: tuple[Reference, ...]
    named: Mapping[str, tuple[Place, ...]]


def open_branding(file: Path, files: Files) -> OpenedBranding | tuple[Problem, ...]:
    """The branding file and its lock, or the problem if one of them can't be read."""
    path = Path(os.path.abspath(file))  # noqa: PTH100  links stay
    text = read_source(path, str(file), files, confined=False, named_at=None)
    if isinstance(text, Problem):
        return (text,)
    tree, problems = parse_yaml(text, str(file), path.parent)
    if problems and not tree.children:
        return tuple(problems)
    folder = VendorFolder(path.parent)
    lock_shown = str(file.with_name(LOCK))
    lock = read_lock(folder, lock_shown)
    if isinstance(lock, Problem):
        return (lock,)
    reading = read_branding(file, files=files)
    named = _vendored_files(tree, reading)
    references = tuple(_remote_references(reading))
    errors = tuple(problem for problem in reading.problems if problem.severity == "error")
    if errors and not references and not named:  # it may not be a branding at all
        return errors
    own = tuple(each for each in references if each.place.file == str(file))
    elsewhere = tuple(each for each in references if each.place.file != str(file))
    return OpenedBranding(file, text, folder, lock, lock_shown, own, elsewhere, named)


def _vendored_files(tree: Node, reading: BrandingReading) -> dict[str, tuple[Place, ...]]:
    """The vendored files that a branding file names, existing or not, with their places."""
    files = {_position(reading.place(path)) for path, _ in file_references(reading.branding)}
    files |= {_position(problem.place) for problem in reading.problems if problem.code in _OF_FILES}
    named: dict[str, tuple[Place, ...]] = {}
    for path, leaf in leaves(tree):
        if isinstance(leaf.value, str) and path[:1] != ("extends",) and _position(leaf.place) in files:
            name = os.path.normpath(leaf.value)
            if name.startswith(f"{FOLDER}/"):
                named[name] = (*named.get(name, ()), leaf.place)
    return named


def _position(place: Place) -> tuple[str | None, int | None, int | None]:
    return place.file, place.line, place.column


def _remote_references(reading: BrandingReading) -> list[Reference]:
    return [
        Reference(dotted(path), file.url, reading.place(path), "font" if path[:2] == ("theme", "font") else "image")
        for path, file in file_references(reading.branding)
        if file.url is not None
    ]


def problem_with(url: str, error: RemoteError, place: Place) -> Problem:
    """The problem of a remote file, at the place that names it."""
    return Problem(place, "error", error.code, f"{shown_url(url)} {error.reason}", error.hint)


def shown_url(url: str) -> str:
    """A URL in quotes, without a password that may be in it."""
    try:
        netloc = urlsplit(url).netloc
    except ValueError:
        netloc = ""
    return quote(url.replace(netloc, f"…@{netloc.rpartition('@')[2]}", 1) if "@" in netloc else url, _SHOWN)
