"""The files that a page is made from: how they are read, how much of them, and what was wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from jupyterhub_valueprop.branding import FileRef
from jupyterhub_valueprop.files import FileError, Files
from jupyterhub_valueprop.problems import Place, Problem, Severity
from jupyterhub_valueprop.problems.phrases import quote

from .file_allowance import FileAllowance, excess

Key = tuple[str | int, ...]


class FileKind(NamedTuple):
    """What messages call a file, how many bytes it may have, the code for more, and what becomes of the page."""

    word: str
    most_bytes: int
    too_large: str
    instead: str


@dataclass
class PageSources:
    """Reads what one branding names, and keeps what was wrong; `place` tells where each of its keys was written."""

    place: Callable[[Key], Place]
    files: Files
    allowance: FileAllowance = field(default_factory=FileAllowance)
    problems: list[Problem] = field(default_factory=list)

    def report(self, key: Key, code: str, message: str, hint: str, severity: Severity = "error") -> None:
        """Add a problem with what a key names; documents in several languages may have the same, see `in_order`."""
        self.problems.append(Problem(self.place(key), severity, code, message, hint))

    def read(self, file: FileRef, kind: FileKind, key: Key) -> bytes | None:
        """The content of an image or a font; None, and a problem, where it can't be read or is one too many."""
        assert file.path is not None
        if self.allowance.is_used_up:
            return None
        try:
            data = self.files.read(file.path, kind.most_bytes, confined=file.confined)
        except FileError as error:
            code = kind.too_large if error.code == "too-large" else error.code
            self.report(key, code, f"the {kind.word} {quote(file.path.name)} {error.reason}", kind.instead)
            return None
        if not self.allowance.take(len(data)):
            self.report(key, *excess(file.path.name), kind.instead)
            return None
        return data
