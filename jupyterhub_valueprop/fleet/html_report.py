"""The report as one HTML page without other files: all communities with their status and changes, with a filter."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, Template
from markupsafe import Markup

from jupyterhub_valueprop.problems import Problem
from jupyterhub_valueprop.problems.phrases import counted

from .member import STATUSES
from .overview import Overview

_FOLDER = Path(__file__).parent


def as_html(overview: Overview) -> str:
    """The whole page. It makes no requests, and its policy allows no other style or script."""
    counts = Counter(member.status for member in overview.members)
    style, script = _text("report.css"), _text("report.js")
    return _template().render(
        overview=overview,
        shared=[each for each in overview.shared_changes() if len(each.members) > 1],
        members=sorted(overview.members, key=lambda member: STATUSES.index(member.status)),
        counts=[(status, counts[status]) for status in STATUSES if counts[status]],
        grouped=_grouped,
        counted=counted,
        style=Markup(style),  # noqa: S704 - files of this package
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _grouped(problems: Sequence[Problem]) -> Iterator[tuple[str, list[Problem]]]:
    for severity in ("error", "warning"):
        if those := [problem for problem in problems if problem.severity == severity]:
            yield severity, those


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _template() -> Template:
    return Environment(autoescape=True).from_string(_text("report.html"))


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
