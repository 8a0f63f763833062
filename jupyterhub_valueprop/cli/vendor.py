"""`vendor`: copy images and fonts from other hosts beside the branding file that names them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import get_terminal_size

import click

from jupyterhub_valueprop.branding.sources.text_files import read_source
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.problems import Place, Problem, in_order
from jupyterhub_valueprop.vendoring import Brought, Client, OpenedBranding, bring, compare, open_branding

from .command_line import SAID_ONCE
from .fixing import replace_text
from .plain_output import printable, say
from .report import summary
from .telling import is_quiet, quiet_option, show_problems, tell, tell_entries
from .yaml_edits import difference, with_values

_RIGHTS = "make sure that you may write into its folder"

EXAMPLES = """\b
Examples:
  jupyterhub-valueprop vendor branding.yaml
  jupyterhub-valueprop vendor network.yaml ocean/branding.yaml
  jupyterhub-valueprop vendor --check branding.yaml    # writes nothing
  jupyterhub-valueprop vendor --update branding.yaml   # takes changes from the sources
"""


@click.command(epilog=EXAMPLES)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Compare with the lock and with the sources, and write nothing.")
@click.option("--update", is_flag=True, help="Download everything again, and keep what has changed at its source.")
@click.option("--allow-private", is_flag=True, help="Also contact hosts of your own network, and any port.")
@quiet_option
@click.pass_context
def vendor(ctx: click.Context, files: tuple[Path, ...], *, check: bool, update: bool, allow_private: bool) -> None:
    """Copy images and fonts from other hosts beside each branding FILE.

    They go into the folder vendored, with SVGs cleaned. FILE then names the copies, and valueprop.lock says where
    each came from. Files that are there already are not downloaded again.
    """
    if check and update:
        raise click.UsageError("give either --check or --update")
    client = Client(allow_private=allow_private)
    ctx.exit(compare_files(files, client) if check else vendor_files(files, client, update=update))


def vendor_files(files: Sequence[Path], client: Client, *, update: bool = False) -> int:
    """Copy what branding files name, and rewrite them; return the exit status. Raises OSError for a full disk."""

    def vendored(opened: OpenedBranding) -> list[Problem]:
        try:
            with _Terminal() as progress:
                brought = bring(opened, client, progress, update=update)
            return [*brought.problems, *_rewrite(opened, brought)]
        except OSError as error:
            if error.errno in SAID_ONCE:
                raise
            message = f"can't be vendored: {(error.strerror or str(error)).lower()}"
            return [Problem(Place(str(opened.file)), "error", "unwritable-file", message, _RIGHTS)]

    return _report(files, vendored)


def compare_files(files: Sequence[Path], client: Client) -> int:
    """Compare vendored files with the locks and the sources; return the exit status."""

    def compared(opened: OpenedBranding) -> tuple[Problem, ...]:
        with _Terminal() as progress:
            return compare(opened, client, progress)

    return _report(files, compared)


def _report(files: Sequence[Path], treat: Callable[[OpenedBranding], Iterable[Problem]]) -> int:
    """Open and `treat` each branding file, print the problems of all, and return the exit status."""
    problems: list[Problem] = []
    for file in files:
        opened = open_branding(file, Files([Path.cwd()]))
        if isinstance(opened, OpenedBranding):
            problems += [*treat(opened), *_from_elsewhere(opened, files)]
        else:
            problems += opened
    found = in_order(problems)
    show_problems(found)
    tell_entries(found)
    tell(f"{', '.join(map(str, files))}: {summary(found)}")
    return int(any(problem.severity == "error" for problem in found))


def _rewrite(opened: OpenedBranding, brought: Brought) -> list[Problem]:
    """Name the copied files in the branding, and print the difference; what can't be rewritten is a problem."""
    if not brought.replacements:
        return []
    text = read_source(opened.file.absolute(), str(opened.file), Files(), confined=False, named_at=None)
    if isinstance(text, Problem):
        return [text]
    if text != opened.text:
        message, hint = "this file changed during the download, so it was not rewritten", "run this again"
        return [Problem(Place(str(opened.file)), "error", "not-vendored", message, hint)]
    names = {(place.line or 0, place.column or 0): name for place, name in brought.replacements.items()}
    rewritten, left = with_values(text, names)
    if rewritten != text:
        replace_text(opened.file, rewritten)
        say(difference(text, rewritten, str(opened.file)))
    return [
        Problem(place, "error", "not-vendored", "this value can't be rewritten", f"write '{name}' instead")
        for place, name in brought.replacements.items()
        if (place.line, place.column) in left
    ]


def _from_elsewhere(opened: OpenedBranding, files: Sequence[Path]) -> list[Problem]:
    """Problems for remote files of extended files that were not named, because other brandings may share those."""
    given = {file.absolute() for file in files}
    return [
        Problem(
            reference.place,
            "warning",
            "not-vendored",
            f"'{reference.key}' of {opened.file} is on another host",
            f"run: jupyterhub-valueprop vendor {reference.place.file}",
        )
        for reference in opened.elsewhere
        if reference.place.file is None or Path(reference.place.file).absolute() not in given
    ]


@dataclass
class _Terminal:
    """Prints progress to standard error: a line for each file, and on a terminal a bar during the download."""

    url: str = ""
    counted: str = ""
    is_drawn: bool = False

    def __enter__(self) -> _Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()

    def start(self, url: str, number: int, of: int) -> None:
        done = round(20 * (number - 1) / of)
        self.url, self.counted = url, f"[{'#' * done}{'-' * (20 - done)}] {number}/{of}"
        self._draw("")

    def receive(self, size: int) -> None:
        self._draw(f" {size / 1e3:,.0f} kB")

    def finish(self, url: str, name: str, size: int) -> None:
        self._clear()
        tell(f"{url}: {name}, {size / 1e3:,.1f} kB")

    def _draw(self, size: str) -> None:
        if sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not is_quiet():
            width = max(10, get_terminal_size().columns - len(self.counted) - len(size) - 2)
            sys.stderr.write(f"\r\x1b[K{self.counted} {printable(self.url)[:width]}{size}")
            sys.stderr.flush()
            self.is_drawn = True

    def _clear(self) -> None:
        if self.is_drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self.is_drawn = False
