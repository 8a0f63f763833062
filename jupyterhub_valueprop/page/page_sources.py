"""Read the files that a page is made from, within limits, and collect their problems."""

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
    """A kind of file: its word in messages, its most bytes, the code for more, and what the page shows instead."""

    word: str
    most_bytes: int
    too_large: str
    instead: str


@dataclass
class PageSources:
    """Reads the files that one branding names, and keeps the problems; `place` gives the place of each key."""

    place: Callable[[Key], Place]
    files: Files
    allowance: FileAllowance = field(default_factory=FileAllowance)
    problems: list[Problem] = field(default_factory=list)

    def report(self, key: Key, code: str, message: str, hint: str, severity: Severity = "error") -> None:
        """Add a problem with the file of a key. Documents in several languages may share one, see `in_order`."""
        self.problems.append(Problem(self.place(key), severity, code, message, hint))

    def read(self, file: FileRef, kind: FileKind, key: Key) -> bytes | None:
        """The content of an image or a font; None, and a problem, if it can't be read or is one too many."""
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
