"""Reading a text file that somebody else wrote: every way in which that fails is a problem with a place."""

from __future__ import annotations

from pathlib import Path

from jupyterhub_valueprop.problems import Place, Problem

from .mistakes import nearest, quote

LARGEST_FILE = 1_000_000
_UTF8_HINT = "save it as UTF-8"


def read_source(path: Path, shown: str, named_at: Place | None = None) -> str | Problem:
    """The text of a file, or why there is none; `named_at` is where another file names this one."""
    place, name = named_at or Place(shown), quote(shown, 500)
    try:
        if path.is_dir():
            return Problem(place, "error", "not-a-file", f"{name} is a folder", "name a YAML file in it")
        if path.exists() and not path.is_file():  # a pipe or a device, which could be read forever
            return Problem(place, "error", "not-a-file", f"{name} is no ordinary file")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        near = similar_file(path)
        hint = f"did you mean {quote(near)}?" if near else f"looked for {path}"
        return Problem(place, "error", "missing-file", f"{name} does not exist", hint)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        return Problem(place, "error", "unreadable-file", f"{name} can't be read: {reason}")
    if len(content) > LARGEST_FILE:
        message = f"{name} is larger than 1 MB"
        return Problem(place, "error", "too-large", message, "keep pictures in files of their own")
    return _decoded(content, shown)


def similar_file(path: Path) -> str | None:
    """A file of a similar name in the same folder."""
    try:
        return nearest(path.name, sorted(each.name for each in path.parent.iterdir())[:500])
    except (OSError, ValueError):
        return None


def _decoded(content: bytes, shown: str) -> str | Problem:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(Place(shown, 1, 1), "error", "not-utf8", "this file is UTF-16, not UTF-8", _UTF8_HINT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"the byte 0x{content[error.start]:02X} is not UTF-8"
        return Problem(Place(shown, line, column), "error", "not-utf8", message, _UTF8_HINT)
