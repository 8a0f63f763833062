"""Read a text file that somebody else wrote. Every failure becomes a problem with a place."""

from __future__ import annotations

from pathlib import Path

from jupyterhub_valueprop.files import FileError, Files
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import did_you_mean, nearest, quote

LARGEST_FILE = 1_000_000
LONGEST_PATH = 1_024
#: The endings of files that `extends` may name.
BRANDING_ENDINGS = (".yaml", ".yml", ".json")
_UTF8_HINT = "save it as UTF-8"


def read_source(path: Path, shown: str, files: Files, *, confined: bool, named_at: Place | None) -> str | Problem:
    """The text of a file, or the problem with it. `named_at` is where another file or a mapping names this file."""
    try:
        content = files.read(path, LARGEST_FILE, confined=confined, keeps_ending=True)
    except FileError as error:
        hint = advice(error, path, files, confined=confined)
        if error.code == "outside-folder" and named_at is None:  # the admin named it
            hint = "name the file that this link leads to, or add its folder to c.ValueProp.folders"
        if error.code == "not-a-file" and hint:
            hint = "name a YAML file in it"
        return Problem(named_at or Place(shown), "error", error.code, f"{quote(shown, 500)} {error.reason}", hint)
    return _decoded(content, shown)


def advice(error: FileError, path: Path, files: Files, *, confined: bool) -> str | None:
    """What to do about a file that can't be read. For a missing one: the name that was probably meant, if allowed."""
    if error.code == "too-large":
        return "keep images in files of their own"
    if error.code != "missing-file":
        return error.hint
    near = nearest(path.name, files.names_beside(path, confined=confined))
    return did_you_mean(near) if near else f"looked for {path}"


def _decoded(content: bytes, shown: str) -> str | Problem:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:2]:
        return Problem(Place(shown, 1, 1), "error", "not-utf8", "this file is UTF-16, not UTF-8", _UTF8_HINT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"the byte 0x{content[error.start]:02X} is not UTF-8"
        return Problem(Place(shown, line, column), "error", "not-utf8", message, _UTF8_HINT)
