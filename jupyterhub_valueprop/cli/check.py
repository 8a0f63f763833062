"""`check`: find every problem in branding files and in the documents and colors that they name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from jupyterhub_valueprop.branding import BrandingReading, read_branding
from jupyterhub_valueprop.branding.sources.text_files import BRANDING_ENDINGS, read_source
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.problems import Problem, in_order
from jupyterhub_valueprop.problems.problem_data import as_data
from jupyterhub_valueprop.review import find_problems, from_here, oddities

from .branding_folders import DEFAULT
from .check_targets import STANDARD_INPUT, layer_of_text, targets_of
from .drift import drift
from .fixing import ROUNDS, fixed_text, replace_text
from .https_files import files_with_https
from .plain_output import as_json_text, say
from .report import as_github, as_json, summary
from .sarif import as_sarif
from .telling import quiet_option, show_problems, tell, tell_entries
from .yaml_edits import difference

EXAMPLES = """\b
Examples:
  jupyterhub-valueprop check                      # branding.yaml in this folder
  jupyterhub-valueprop check brandings/           # every branding below
  jupyterhub-valueprop check values.yaml          # finds hub.config.ValueProp.branding
  jupyterhub-valueprop check jupyterhub_config.py # runs it, and checks what it shows
  jupyterhub-valueprop check --fix branding.yaml
  jupyterhub-valueprop check --upstream ../network/value-proposition.md
"""


@click.command(epilog=EXAMPLES)
@click.argument("files", metavar="[FILE | DIR | -]...", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="How problems are shown.",
)
@click.option("--strict", is_flag=True, help="Exit with status 1 for warnings, too.")
@click.option("--explain", is_flag=True, help="Print every effective value with the place it came from.")
@click.option(
    "--at", metavar="KEY", help="Key of the branding in a larger file, such as hub.config.ValueProp.branding."
)
@click.option(
    "--https", is_flag=True, help="Ask the hosts of files with an http: URL whether they answer by https:, too."
)
@click.option("--fix", is_flag=True, help="Fix the problems that have only one right fix, and show the difference.")
@click.option(
    "--upstream",
    metavar="FILE",
    type=click.Path(),
    help="The network's current document: report what has changed since your copy.",
)
@quiet_option
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[str, ...],
    *,
    style: str,
    strict: bool,
    explain: bool,
    at: str | None,
    https: bool,
    fix: bool,
    upstream: str | None,
) -> None:
    """Find every problem in branding files, or in value-proposition documents (*.md).

    Without a name: branding.yaml. A folder means every branding below it, - means standard input.
    """
    named = files or (DEFAULT,)
    if fix and STANDARD_INPUT in named:
        raise click.UsageError("--fix needs files, because it can't write to standard input")
    examined = examine(named, at, upstream, https=https)
    if fix:
        if not _fix(examined, at, to_stderr=style != "text"):
            ctx.exit(1)
        examined = examine(named, at, upstream, https=https)
    _show(examined, style, explain)
    if style == "text":
        tell_entries(examined.problems)
        tell(f"{', '.join(named)}: {summary(examined.problems)}")
    ctx.exit(exit_status(examined.problems, strict=strict))


@dataclass(frozen=True)
class Examined:
    """The brandings that were read, their files, their problems, each once, and the texts that are not whole files."""

    readings: tuple[BrandingReading, ...]
    files: frozenset[Path]
    problems: list[Problem]
    texts: Mapping[str, str]


def examine(
    named: Iterable[str], at: str | None = None, upstream: str | None = None, *, https: bool = False
) -> Examined:
    """Check everything that is named. `at` is the key of a branding in a larger file, `upstream` a network's document.

    With `https`, ask hosts whether they answer by https:, too.
    """
    readings: list[BrandingReading] = []
    problems: list[Problem] = []
    targets = [target for name in named for target in targets_of(name, at)]
    for target in targets:
        # the person who runs this may read the files of the current folder
        reading = read_branding(target.source, files=Files([Path.cwd()]), key=target.key)
        found = [*target.problems, *find_problems(reading), *oddities(reading, target.text, target.shown)]
        found += [*drift(reading, upstream), *(files_with_https(reading) if https else ())]
        problems += map(_on_the_hub, found) if target.is_part else found
        readings.append(reading)
    files = frozenset(Path(target.shown).absolute() for target in targets)
    texts = {target.shown: target.text for target in targets if target.text is not None}
    return Examined(tuple(readings), files, list(in_order(map(from_here, problems))), texts)


def exit_status(problems: list[Problem], *, strict: bool) -> int:
    """1 if there is something to fix (an error, or with `strict` a warning), else 0."""
    return int(any(strict or problem.severity == "error" for problem in problems))


def _on_the_hub(problem: Problem) -> Problem:
    """The problem as a warning, if it is about a file that may exist on the hub only."""
    if problem.code != "missing-file":
        return problem
    return replace(problem, severity="warning", hint="if it is in the hub's image, check it there")


def _fix(examined: Examined, at: str | None, *, to_stderr: bool) -> bool:
    """Fix the named files, and show the difference; return whether they could be written."""
    mended = set()
    for name in dict.fromkeys(problem.place.file for problem in examined.problems if problem.place.file):
        path = Path(name)
        if path.absolute() not in examined.files or path.suffix not in BRANDING_ENDINGS:
            continue  # other brandings may share the files that this one extends
        if path.resolve() in mended:
            continue  # a link to a file that is fixed already: its problems are those from before
        mended.add(path.resolve())
        text = read_source(path.absolute(), name, Files(), confined=False, named_at=None)
        if isinstance(text, Problem):
            continue
        fixed = _fixed(text, path, at, [each for each in examined.problems if each.place.file == name])
        if fixed == text:
            continue
        try:
            replace_text(path, fixed)
        except OSError as error:
            say(f"{name} can't be written: {(error.strerror or str(error)).lower()}", err=True)
            return False
        say(difference(text, fixed, name), err=to_stderr)
    return True


def _fixed(text: str, path: Path, at: str | None, problems: list[Problem]) -> str:
    """The text of one file with its problems fixed, in rounds, until a round fixes nothing more."""
    for _ in range(ROUNDS):
        after = fixed_text(text, problems)
        if after == text:
            break
        reading = read_branding(layer_of_text(after, path, at), files=Files([Path.cwd()]))
        found = (*reading.problems, *oddities(reading, after, str(path)))
        text, problems = after, [each for each in found if each.place.file == str(path)]
    return text


def _show(examined: Examined, style: str, explain: bool) -> None:
    problems = examined.problems
    if style == "json":
        text = as_json(problems)
        if explain:
            values = _values(examined.readings)
            text = as_json_text({"problems": [as_data(each) for each in problems], "values": values})
        click.echo(text)
        return
    if style == "sarif":
        click.echo(as_sarif(problems))
    elif style == "text":
        show_problems(problems, examined.texts)
    elif problems:
        click.echo(as_github(problems))
    for reading in examined.readings if explain else ():
        for value in reading.values():
            say(f"{value.key}: {json.dumps(value.value, ensure_ascii=False, default=str)}  # {value.place}")


def _values(explained: Iterable[BrandingReading]) -> list[dict[str, Any]]:
    return [
        {
            "key": value.key,
            "value": value.value,
            "file": value.place.file,
            "line": value.place.line,
            "column": value.place.column,
        }
        for reading in explained
        for value in reading.values()
    ]
