"""What the hub would say about a branding, and what only a person wants to know: colours that had to be adjusted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jupyterhub_valueprop.branding import BrandingReading
from jupyterhub_valueprop.page import site_of
from jupyterhub_valueprop.problems import Problem
from jupyterhub_valueprop.theme import make_theme


def find_problems(reading: BrandingReading) -> tuple[Problem, ...]:
    """Everything wrong with a branding, its documents and pictures, in order of position, and every adjusted colour."""
    site = site_of(reading, static_url_prefix="/hub/static/")
    problems = (_from_here(problem) for problem in (*site.problems, *_contrast(reading)))
    return tuple(sorted(dict.fromkeys(problems), key=_position))


def _from_here(problem: Problem) -> Problem:
    """The problem with its file relative to the current folder, which is how editors and GitHub find it."""
    file = problem.place.file
    if file is None or not Path(file).is_relative_to(Path.cwd()):
        return problem
    return replace(problem, place=replace(problem.place, file=str(Path(file).relative_to(Path.cwd()))))


def _contrast(reading: BrandingReading) -> Iterator[Problem]:
    theme = reading.branding.theme
    for finding in make_theme(primary=theme.primary, accent=theme.accent, color_scheme=theme.color_scheme).findings:
        message, _, hint = str(finding).partition("; ")
        yield Problem(reading.place(("theme", finding.key)), "warning", "contrast", message, hint or None)


def _position(problem: Problem) -> tuple[str, int, int]:
    place = problem.place
    return place.file or "", place.line or 0, place.column or 0
