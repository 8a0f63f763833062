"""Find the brandings below a folder, and what can't be read there."""

from __future__ import annotations

import os
from pathlib import Path

from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import quote

NAME = "branding.yaml"
#: Folders with installed packages of others.
VENDOR = frozenset(("node_modules", "site-packages", "vendor", "venv", "__pycache__"))
#: The most brandings of one fleet.
MOST_COMMUNITIES = 10_000


def find_brandings(folder: Path) -> tuple[dict[str, Problem | None], list[str]]:
    """Every `branding.yaml` below a folder, by its path from there, in order, with the problem if it can't be read.

    Hidden folders, folders of packages, and links out of the folder are not followed. The second value has those links.
    A folder that can't be listed counts as a branding that can't be read, because it may have one.
    """
    found: dict[str, Problem | None] = {}
    left_out: list[str] = []
    inside = folder.resolve()

    def unreadable(error: OSError) -> None:
        lost = Path(error.filename)
        reason = (error.strerror or str(error)).lower()
        message = f"the folder {quote(str(lost), 300)} can't be read: {reason}"
        found[_below(lost / NAME, folder)] = Problem(Place(str(lost / NAME)), "error", "unreadable-file", message)

    for place, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(each for each in folders if not each.startswith(".") and each not in VENDOR)
        for name in (*files, *folders):
            path = Path(place, name)
            if name == NAME and _leads_out(path, inside):
                left_out.append(_below(path, folder))
            elif name == NAME:
                found[_below(path, folder)] = _wrong(path)
        folders[:] = [each for each in folders if each != NAME]
        if len(found) > MOST_COMMUNITIES:
            raise TooManyError(f"{folder} has more than {MOST_COMMUNITIES} brandings; name a smaller folder")
    return {name: found[name] for name in sorted(found)}, left_out


class TooManyError(Exception):
    """Raised for a folder with too many brandings."""


def _below(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _leads_out(path: Path, inside: Path) -> bool:
    try:
        return path.is_symlink() and not path.resolve().is_relative_to(inside)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def _wrong(path: Path) -> Problem | None:
    if path.is_dir():
        message, hint = f"{quote(str(path), 300)} is a folder", "a branding is a file"
        return Problem(Place(str(path)), "error", "not-a-file", message, hint)
    return None
