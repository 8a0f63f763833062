"""The lock file: the source and the checksums of each vendored file, so that anybody can verify them.

Sorted YAML: the same files give the same text. It is not trusted when it is read, because it comes with a repository.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from jupyterhub_valueprop.branding.fields.urls import LONGEST_URL
from jupyterhub_valueprop.branding.sources.text_files import LARGEST_FILE, read_source
from jupyterhub_valueprop.branding.sources.tree import MOST_VALUES, nearest_node, plain_value
from jupyterhub_valueprop.branding.sources.yaml_reader import parse_yaml
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.pictures.picture import MAX_BYTES
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import quote

from .remote_error import RemoteError
from .vendor_folder import NAME, VendorFolder

VERSION = 1
MOST_LOCKED = 500
"""How many files a lock may have."""

HEAD = "# Written by jupyterhub-valueprop vendor, and read by it. Keep it beside the branding file.\n"
_HINT = "take it from your last commit, or delete it and name the URLs again"

Checksum = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, StringConstraints(pattern=f"^{NAME}$")]


class LockedFile(BaseModel):
    """One vendored file: its source, and the checksums of the bytes that came from there and of those that are kept.

    The two checksums differ for an SVG, which is cleaned. `used_by` names the branding files beside the lock.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Annotated[str, StringConstraints(max_length=LONGEST_URL)]
    source_sha256: Checksum
    sha256: Checksum
    size: Annotated[int, Field(ge=0, le=MAX_BYTES)]
    type: Annotated[str, StringConstraints(max_length=50)]
    date: datetime.date
    used_by: Annotated[tuple[Annotated[str, StringConstraints(max_length=255)], ...], Field(max_length=MOST_LOCKED)]


class _LockData(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Annotated[int, Field(ge=VERSION, le=VERSION)]
    files: Annotated[dict[Name, LockedFile], Field(max_length=MOST_LOCKED)]


@dataclass(frozen=True)
class Lock:
    """The vendored files by name, relative to the branding's folder, and where in the lock file each is."""

    files: Mapping[str, LockedFile] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def by_source(self, url: str) -> str | None:
        """The name of the file that came from a URL, if there is one."""
        return next((name for name, each in self.files.items() if each.source == url), None)

    def with_file(self, name: str, locked: LockedFile) -> Lock:
        """The lock with an added or replaced entry."""
        return replace(self, files={**self.files, name: locked})

    def without(self, name: str) -> Lock:
        """The lock without a file."""
        return replace(self, files={each: locked for each, locked in self.files.items() if each != name})


def read_lock(folder: VendorFolder, shown: str) -> Lock | Problem:
    """The lock of a folder (empty if there is no file), or its problem. `shown` is its name in problems."""
    if not folder.lock.exists():
        return Lock()
    text = read_source(folder.lock, shown, Files([folder.home]), confined=True, named_at=None)
    if isinstance(text, Problem):
        return text
    tree, problems = parse_yaml(text, shown, folder.home, as_written=True)
    if problems:
        return problems[0]
    try:
        data = _LockData.model_validate(plain_value(tree))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        path = tuple(first["loc"])
        place = nearest_node(tree, path)[1].place
        where = quote(" → ".join(map(str, path)), 200)
        return Problem(place, "error", "lock", f"{shown} has something unexpected at {where}", _HINT)
    files = tree.child("files")
    places = {name: node.key_place or node.place for name, node in (files.children if files else {}).items()}
    return Lock(data.files, {str(name): place for name, place in places.items()})


def lock_text(lock: Lock) -> str:
    """The text of a lock file; raises `RemoteError` if it would be too large to be read again."""
    if len(lock.files) > MOST_LOCKED:
        raise RemoteError("lock", f"does not fit: the lock has {MOST_LOCKED} files", "remove what is not used")
    files = "".join(_entry_text(name, lock.files[name]) for name in sorted(lock.files))
    text = f"{HEAD}version: {VERSION}\nfiles:" + (f"\n{files}" if files else " {}\n")
    uses = [len(each.used_by) for each in lock.files.values()]
    values = len(_LockData.model_fields) + 1 + (len(LockedFile.model_fields) + 1) * len(uses) + sum(uses)
    if len(text.encode()) > LARGEST_FILE or values > MOST_VALUES or max(uses, default=0) > MOST_LOCKED:
        hint = "move some of the branding files into folders of their own"
        raise RemoteError("lock", "does not fit: the lock would be too large to be read", hint)
    return text


@lru_cache(MOST_LOCKED)
def _entry_text(name: str, locked: LockedFile) -> str:
    """The lines of one file; cached, because the lock is saved after each file."""
    data = {**locked.model_dump(), "used_by": sorted(locked.used_by)}
    text = yaml.safe_dump({"files": {name: data}}, sort_keys=False, width=10**6, allow_unicode=True)
    return text.partition("\n")[2]
