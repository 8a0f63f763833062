"""Write an export into a folder, without overwriting other files or leaving files of an older export behind."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from jupyterhub_valueprop.whole_files import write_whole

#: The list of the files that an export wrote. A folder with this file belongs to an export.
LIST = ".valueprop-export"
_FIRST_LINE = "# Files that jupyterhub-valueprop export wrote; it replaces and removes no others."


class FolderError(Exception):
    """Raised for a folder that can't or must not be written; the message says why and what to do."""


def check_folder(folder: Path) -> frozenset[str]:
    """What an earlier export wrote into the folder; raises `FolderError` if the folder has other files."""
    try:
        if not folder.exists():
            return frozenset()
        if not folder.is_dir():
            raise FolderError(f"{folder} is not a folder; name another one")
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines() if (folder / LIST).is_file() else []
        if lines[:1] == [_FIRST_LINE]:
            return frozenset(filter(_is_below, lines[1:]))
        if any(folder.iterdir()):
            raise FolderError(f"{folder} has files that export did not write; name a new or an empty folder")
    except OSError as error:
        raise FolderError(folder_trouble(folder, error)) from None
    return frozenset()


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files, each as a whole, and remove those of an earlier export that this one doesn't have."""
    before = check_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # write the list first: if the disk gets full, the next run knows which files are an export's
        names = sorted({*before, *contents})
        _refuse_links(folder, names)
        write_whole(folder / LIST, "\n".join((_FIRST_LINE, *names, "")).encode())
        for name, content in contents.items():
            (folder / name).parent.mkdir(exist_ok=True)
            write_whole(folder / name, content)
        for name in before - contents.keys():
            (folder / name).unlink(missing_ok=True)
        write_whole(folder / LIST, "\n".join((_FIRST_LINE, *sorted(contents), "")).encode())
    except OSError as error:
        raise FolderError(folder_trouble(folder, error)) from None


def _refuse_links(folder: Path, names: Iterable[str]) -> None:
    """Raise `FolderError` if a link among the folders of the files could lead a write or a removal elsewhere."""
    for below in sorted({above for name in names for above in PurePosixPath(name).parents}):
        if below.parts and (folder / below).is_symlink():
            raise FolderError(f"{folder / below} is a link, so nothing was written; delete it or name another folder")


def _is_below(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts


def folder_trouble(folder: Path, error: OSError) -> str:
    """Why a folder can't be written, in words."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{folder} can't be written: the disk is full; free some space and run this again"
    return f"{error.filename or folder} can't be written: {(error.strerror or str(error)).lower()}"
