"""`check`: everything that is wrong with branding files and with the documents and colors that they name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from jupyterhub_valueprop.branding import BrandingReading, read_branding
from jupyterhub_valueprop.branding.fields.named_files import ENDINGS
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.page import site_of
from jupyterhub_valueprop.problems import Problem, in_order
from jupyterhub_valueprop.theme import make_theme

from .report import as_data, as_github, as_json, as_text, summary


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "github"]), default="text", help="How problems are shown."
)
@click.option("--strict", is_flag=True, help="Warnings fail as well.")
@click.option("--explain", is_flag=True, help="Print every effective value with the place it came from.")
@click.pass_context
def check(ctx: click.Context, files: tuple[str, ...], style: str, strict: bool, explain: bool) -> None:
    """Find every problem in branding files, or in value-proposition documents (*.md)."""
    sources = {file: _source(file) for file in files}
    # whoever runs this may read what is in the folder that they stand in
    readings = {file: read_branding(source, files=Files([Path.cwd()])) for file, source in sources.items()}
    problems = list(dict.fromkeys(each for reading in readings.values() for each in find_problems(reading)))
    _show(problems, readings if explain else {}, style)
    if style == "text":
        click.echo(f"{', '.join(files)}: {summary(problems)}", err=True)
    ctx.exit(exit_status(problems, strict=strict))


def exit_status(problems: list[Problem], *, strict: bool) -> int:
    """1 where something has to be mended: errors, and with `strict` warnings as well; else 0."""
    return int(any(strict or problem.severity == "error" for problem in problems))


def _source(file: str) -> Any:
    is_document = file.lower().endswith(ENDINGS["document"])
    return {"proposition": {"source": file}} if is_document else Path(file)


def _show(problems: list[Problem], explained: dict[str, BrandingReading], style: str) -> None:
    if style == "json":
        text = as_json(problems)
        if explained:
            text = json.dumps(
                {"problems": [as_data(each) for each in problems], "values": _values(explained)}, indent=2
            )
        click.echo(text)
        return
    if problems:
        click.echo(as_github(problems) if style == "github" else as_text(problems))
    for reading in explained.values():
        for value in reading.values():
            click.echo(f"{value.key}: {json.dumps(value.value, ensure_ascii=False, default=str)}  # {value.place}")


def _values(explained: dict[str, BrandingReading]) -> list[dict[str, Any]]:
    return [
        {
            "key": value.key,
            "value": value.value,
            "file": value.place.file,
            "line": value.place.line,
            "column": value.place.column,
        }
        for reading in explained.values()
        for value in reading.values()
    ]


def find_problems(reading: BrandingReading) -> tuple[Problem, ...]:
    """Everything wrong with a branding, its documents and pictures, in order of position, and every adjusted color."""
    site = site_of(reading, static_url_prefix="/hub/static/")
    problems = (_from_here(problem) for problem in (*site.problems, *_contrast(reading)))
    return in_order(problems)


def _from_here(problem: Problem) -> Problem:
    """The problem with its file relative to the current folder, which is how editors and GitHub find it."""
    file = problem.place.file
    if file is None or not Path(file).is_relative_to(Path.cwd()):
        return problem
    return replace(problem, place=replace(problem.place, file=str(Path(file).relative_to(Path.cwd()))))


def _contrast(reading: BrandingReading) -> Iterator[Problem]:
    theme = reading.branding.theme
    for adjustment in make_theme(
        primary=theme.primary, accent=theme.accent, color_scheme=theme.color_scheme
    ).adjustments:
        message, _, hint = str(adjustment).partition("; ")
        yield Problem(reading.place(("theme", adjustment.key)), "warning", "contrast", message, hint or None)
