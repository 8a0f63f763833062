"""`fleet`: report what a change does to every community below a folder, before it ships."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from jupyterhub_valueprop.export.chromium import find_chromium
from jupyterhub_valueprop.export.folder import folder_trouble
from jupyterhub_valueprop.fleet import (
    CommitError,
    Fleet,
    Member,
    Nurseries,
    Overview,
    Plan,
    TooManyError,
    as_html,
    as_markdown,
    counterpart,
    fleet_below,
    folder_at,
)
from jupyterhub_valueprop.whole_files import write_whole

from .plain_output import printable, say
from .telling import is_quiet, quiet_option, tell

#: The number of communities whose errors are also printed.
MOST_TOLD = 20

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(
    epilog="""\b
Examples:
  jupyterhub-valueprop fleet communities --out report
  jupyterhub-valueprop fleet communities --since origin/main --out report
  jupyterhub-valueprop fleet communities --base ../deployed/communities --out report --pictures"""
)
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option(
    "--base",
    metavar="DIR2",
    type=_FOLDER,
    help="Compare with the communities in this folder, as they were before the change.",
)
@click.option("--since", metavar="REF", help="Compare with DIR in this commit, branch or tag of its git repository.")
@click.option(
    "--out",
    metavar="OUT",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for report.json, report.md and report.html.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 64),
    help="Number of programs at once. Default: one for each processor.",
)
@click.option("--pictures", is_flag=True, help="Add small images of new and changed pages. Needs Chromium.")
@quiet_option
@click.pass_context
def fleet(
    ctx: click.Context,
    folder: Path,
    *,
    base: Path | None,
    since: str | None,
    out: Path,
    jobs: int | None,
    pictures: bool,
) -> None:
    """Build the page of every branding.yaml below DIR, and report what changes and what is broken.

    Exit status: 0 nothing broke, 1 the change breaks something, 2 wrong usage. Without --base and --since
    nothing is compared, and every broken branding counts.
    """
    if base and since is not None:
        raise click.UsageError("--base and --since exclude each other: name one thing to compare with")
    chromium = _chromium() if pictures else None
    try:
        with _ended_by_signals(), _before(folder, base, since) as (after, before):
            plan = Plan(after, before, chromium)
            if not plan.files:
                raise click.UsageError(f"there is no branding.yaml in {folder} or below")
            overview = Overview(tuple(_members(plan, jobs)), since or (str(base) if base else None))
    except (CommitError, TooManyError) as error:
        raise click.UsageError(printable(str(error))) from None
    _write(out, overview)
    _show(overview, out)
    ctx.exit(1 if overview.newly_broken else 0)


def _chromium() -> str:
    found = find_chromium()
    if found is None:
        raise click.UsageError("--pictures needs Chromium: install it, or set CHROME_PATH")
    return found


@contextmanager
def _before(folder: Path, base: Path | None, since: str | None) -> Iterator[tuple[Fleet, Fleet | None]]:
    """The fleet, and the one to compare with. Prints what is left out of either."""
    after = fleet_below(folder)
    _tell_left_out(folder, after)
    if since is not None:
        with folder_at(folder, since) as checkout:
            for missing in checkout.missing:
                tell(missing)
            yield after, fleet_below(checkout.folder, checkout.tree)
        return
    if base is None:
        yield after, None
        return
    before = counterpart(base, after)
    _tell_left_out(base, before)
    yield after, before


def _tell_left_out(folder: Path, found: Fleet) -> None:
    for name in found.left_out:
        tell(f"{folder / name} was left out, because it leads out of {folder}")


def _members(plan: Plan, jobs: int | None) -> Iterator[Member]:
    count = min(jobs or os.cpu_count() or 1, len(plan.files))
    bar = click.progressbar(length=len(plan.files), label="building pages", file=sys.stderr, hidden=is_quiet())
    with Nurseries(count) as nurseries, bar:
        for member in plan.members(nurseries):
            bar.update(1)
            yield member


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let SIGTERM end this like Ctrl-C, so that no program and no folder of a commit is left behind."""

    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _write(out: Path, overview: Overview) -> None:
    data = {
        "communities": [member.entry() for member in overview.members],
        "newly_broken": [member.file for member in overview.newly_broken],
    }
    texts = {
        "report.json": f"{json.dumps(data, indent=2, ensure_ascii=False)}\n",
        "report.md": as_markdown(overview),
        "report.html": as_html(overview),
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            # a file's name may not be valid Unicode
            write_whole(out / name, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise click.ClickException(folder_trouble(out, error)) from None


def _show(overview: Overview, out: Path) -> None:
    for member in overview.newly_broken[:MOST_TOLD]:
        first = next(problem for problem in member.problems if problem.severity == "error")
        say(f"{member.file}: {first}" if first.place.file is None else str(first))
    if (more := len(overview.newly_broken) - MOST_TOLD) > 0:
        say(f"and {more} more that are broken: see {out / 'report.html'}")
    if lacked := overview.lacked:
        tell(f"{overview.caveat()}: {lacked[0]}")
    say(f"{overview.headline()}; the report is {out / 'report.html'}")
