"""One branding at one moment, read and built: what visitors would see, and its problems."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from jupyterhub_valueprop.branding import BrandingReading, read_branding
from jupyterhub_valueprop.files import FileError, Files
from jupyterhub_valueprop.page import site_of
from jupyterhub_valueprop.page.file_allowance import MOST_BYTES
from jupyterhub_valueprop.problems import Problem, first_of, in_order
from jupyterhub_valueprop.review import find_problems, from_here, oddities
from jupyterhub_valueprop.site import write_message

from .changes import changes_of

#: Codes of problems with a file that another fleet may have, and this one lacks.
NOT_THERE = frozenset(("missing-file", "outside-folder"))


@dataclass(frozen=True)
class Location:
    """A branding's `file`, the `folder` of its fleet, and the folders whose files it may name."""

    file: Path
    folder: Path
    allowed: tuple[Path, ...]

    def as_data(self) -> dict[str, Any]:
        """The location as data for JSON."""
        return {"file": str(self.file), "folder": str(self.folder), "allowed": list(map(str, self.allowed))}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Location:
        """The location from the data of `to_json`."""
        return cls(Path(data["file"]), Path(data["folder"]), tuple(map(Path, data["allowed"])))


@dataclass(frozen=True)
class Snapshot:
    """A branding that was read, its problems, and a checksum of everything that a visitor would get."""

    reading: BrandingReading
    problems: tuple[Problem, ...]
    digest: str

    @property
    def lacks(self) -> Problem | None:
        """The first file that it names and that is not there, or may not be read, as the problem that this is."""
        return next((each for each in self.problems if each.severity == "error" and each.code in NOT_THERE), None)

    @property
    def errors(self) -> int:
        """The number of problems that keep a hub from showing the branding as it is written."""
        return sum(problem.severity == "error" for problem in self.problems)

    def name(self, otherwise: str) -> str:
        """The community's name in the page's first language."""
        branding = self.reading.branding
        name = branding.community.name.get(branding.locales[0], branding.locales[0]) if branding.community.name else ""
        return " ".join(name.split()) or otherwise


def take_snapshot(location: Location, announce: Callable[[Path], None]) -> Snapshot:
    """Read and build a branding; `announce` is called with each path before it is opened."""
    files = Files((*location.allowed, location.file.parent), announce)
    reading = read_branding(location.file, files=files)
    site = site_of(reading, static_url_prefix="/hub/static/")
    problems = in_order(map(from_here, (*find_problems(reading, site), *oddities(reading))))
    shown = write_message(replace(site, problems=(), identities={}))
    return Snapshot(reading, first_of(problems), hashlib.sha256(shown).hexdigest())


def compare_snapshots(
    after: Location, before: Location | None, otherwise: str, announce: Callable[[Path], None]
) -> Any:
    """The result for a branding as data for JSON: its name, problems and errors, those of `before`, and the changes.

    Of the problems before, one is told: a file that was not there.

    A branding whose files are all unchanged is built once, because its page is the same.
    """
    now = take_snapshot(after, announce)
    told: dict[str, Any] = {"name": now.name(otherwise), "problems": [asdict(each) for each in now.problems]}
    told |= {"errors": now.errors, "digest": now.digest, "lacks": _data(now.lacks), "before": None, "changes": []}
    if before is None:
        return told
    if not now.errors and _has_equal_sources(now, after, before):
        return told | {"before": {"errors": 0, "digest": now.digest, "lacks": None}}
    then = take_snapshot(before, announce)
    told["before"] = {"errors": then.errors, "digest": then.digest, "lacks": _data(then.lacks)}
    if then.digest != now.digest:
        changes = changes_of(then.reading, now.reading)
        told["changes"] = [[each.key, each.words, each.before, each.after] for each in changes]
    return told


def _data(problem: Problem | None) -> dict[str, Any] | None:
    return asdict(problem) if problem else None


def _has_equal_sources(now: Snapshot, after: Location, before: Location) -> bool:
    """Whether each file that was looked for has the same content in both fleets, or is missing in both."""
    for path in now.reading.files:
        # resolve() would hide that a link leads elsewhere in one of the fleets
        counterpart = Path(os.path.normpath(before.folder / os.path.relpath(path, after.folder)))
        if _content(path) != _content(counterpart):
            return False
    return True


def _content(path: Path) -> bytes | str:
    try:
        return Files().read(path, MOST_BYTES, confined=False)
    except FileError as error:
        return error.code
