"""What you name to a verb → branding files. A folder means the same to every verb."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import click

from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import quote

from .plain_output import printable

DEFAULT = "branding.yaml"
#: The names of branding files in a folder.
PATTERNS = ("branding*.yaml", "branding*.yml")
#: How many of them a message lists.
MOST_LISTED = 10


class NotNamedError(click.ClickException):
    """Raised when what was named is not one branding; the message says what to name."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message alone."""
        click.echo(printable(self.message), file=file, err=file is None)


def brandings_below(folder: Path) -> list[Path]:
    """Every branding file in a folder and below, in order of their names; hidden folders are left out."""
    return sorted(
        {
            file
            for pattern in PATTERNS
            for file in folder.rglob(pattern)
            if not any(step.startswith(".") for step in file.relative_to(folder).parts)
        }
    )


def without_brandings(folder: Path) -> Problem:
    """The problem of a folder that has none."""
    message = f"there is no branding in {quote(str(folder), 300)} or below"
    hint = "its name begins with 'branding' and ends in .yaml"
    return Problem(Place(str(folder)), "error", "missing-file", message, hint)


def named_brandings(named: Sequence[Path]) -> list[Path]:
    """The branding file for each name, for verbs that show one page; raises `NotNamedError`.

    A folder means its branding.yaml, or else the only branding in it and below.
    """
    missing = [str(each) for each in named if not each.exists()]
    if missing:
        raise NotNamedError(f"there is no file {', '.join(missing)}; name your branding file")
    return [_branding_in(each) if each.is_dir() else each for each in named]


def _branding_in(folder: Path) -> Path:
    if (folder / DEFAULT).is_file():
        return folder / DEFAULT
    found = brandings_below(folder)
    if not found:
        problem = without_brandings(folder)
        raise NotNamedError(f"{problem.message}; {problem.hint}")
    if len(found) > 1:
        more = ", …" if len(found) > MOST_LISTED else ""
        names = ", ".join(map(str, found[:MOST_LISTED]))
        raise NotNamedError(f"there are several brandings in {quote(str(folder), 300)}; name one: {names}{more}")
    return found[0]
