"""What an operator can watch on the hub's own /hub/metrics; the names are public and documented."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterable
from functools import cache
from typing import Literal, get_args

from prometheus_client import Counter, Gauge

from jupyterhub_valueprop.problems import Problem, Severity

#: Why JupyterHub's login page is shown: switched off, nothing could be built yet, or showing ours failed.
FallbackReason = Literal["off", "no-page", "failure"]

_views = Counter(
    "jupyterhub_valueprop_login_page_views", "login pages shown, by the language they were shown in", ["locale"]
)
_reloads = Counter("jupyterhub_valueprop_reloads", "times the branding was read, by result", ["result"])
_last_success = Gauge(
    "jupyterhub_valueprop_last_reload_success_timestamp_seconds", "when the branding was last read without errors"
)
_fallbacks = Counter(
    "jupyterhub_valueprop_fallback_views", "login pages of JupyterHub shown in place of ours, by reason", ["reason"]
)
_switched_off = Gauge("jupyterhub_valueprop_switched_off", "whether our pages are switched off (1) or on (0)")
_problems = Gauge("jupyterhub_valueprop_problems", "problems in the branding as last read", ["severity"])


def viewed(locale: str) -> None:
    """Count one login page in this language."""
    _views_in(locale).inc()


@cache
def _views_in(locale: str) -> Counter:
    return _views.labels(locale=locale)


def fell_back(reason: FallbackReason) -> None:
    """Count one login page of JupyterHub that was shown in place of ours."""
    _fallbacks.labels(reason=reason).inc()


def switched(*, off: bool) -> None:
    """Say whether our pages are switched off."""
    _switched_off.set(off)


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
