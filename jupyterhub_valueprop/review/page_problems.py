"""The problems of a branding that building its page finds: in its files, document, images and colors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jupyterhub_valueprop.branding import BrandingReading
from jupyterhub_valueprop.page import site_of
from jupyterhub_valueprop.problems import Problem, in_order
from jupyterhub_valueprop.site import Site
from jupyterhub_valueprop.theme import make_theme


def find_problems(reading: BrandingReading, site: Site | None = None) -> tuple[Problem, ...]:
    """All problems of a branding, its documents and its images, in order of position, and every adjusted color.

    `site` is the page of this reading, if it has been made already.
    """
    site = site or site_of(reading, static_url_prefix="/hub/static/")
    return in_order(map(from_here, (*site.problems, *_contrast(reading))))


def from_here(problem: Problem) -> Problem:
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
