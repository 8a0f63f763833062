"""What an operator can watch on the hub's own /hub/metrics; the names are public and documented."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterable
from functools import cache
from typing import get_args

from prometheus_client import Counter, Gauge

from jupyterhub_valueprop.problems import Problem, Severity

_views = Counter(
    "jupyterhub_valueprop_login_page_views", "login pages shown, by the language they were shown in", ["locale"]
)
_reloads = Counter("jupyterhub_valueprop_reloads", "times the branding was read, by result", ["result"])
_last_success = Gauge(
    "jupyterhub_valueprop_last_reload_success_timestamp_seconds", "when the branding was last read without errors"
)
_problems = Gauge("jupyterhub_valueprop_problems", "problems in the branding as last read", ["severity"])


def viewed(locale: str) -> None:
    """Count one login page in this language."""
    _views_in(locale).inc()


@cache
def _views_in(locale: str) -> Counter:
    return _views.labels(locale=locale)


def reloaded(*, ok: bool) -> None:
    """Count one reading of the branding."""
    _reloads.labels(result="success" if ok else "failure").inc()
    if ok:
        _last_success.set_to_current_time()


def count_problems(problems: Iterable[Problem]) -> None:
    """Set how many problems the branding has now, by severity."""
    counts = Counts(problem.severity for problem in problems)
    for severity in get_args(Severity):
        _problems.labels(severity=severity).set(counts[severity])
