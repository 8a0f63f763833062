"""The metrics on the hub's /hub/metrics. Their names are public and documented."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterable
from typing import Literal, get_args

from prometheus_client import Counter, Gauge

from jupyterhub_valueprop.problems import Problem, Severity

#: Why JupyterHub's login page is shown: switched off, nothing built yet, or showing this package's page failed.
FallbackReason = Literal["off", "no-page", "failure"]

#: Why a build gave no page: the codes of these problems.
BUILD_FAILURES = ("build-ended", "build-failed", "build-start", "build-timeout")

_views = Counter(
    "jupyterhub_valueprop_login_page_views",
    "login pages shown, by language",
    ["site", "locale"],
)
_reloads = Counter("jupyterhub_valueprop_reloads", "times the branding was read, by result", ["site", "result"])
_last_success = Gauge(
    "jupyterhub_valueprop_last_reload_success_timestamp_seconds",
    "when the branding was last read without errors",
    ["site"],
)
_last_build = Gauge(
    "jupyterhub_valueprop_last_build_timestamp_seconds", "when the last build of the page ended", ["site"]
)
_last_build_success = Gauge(
    "jupyterhub_valueprop_last_build_success", "whether the last build succeeded (1) or failed (0)", ["site"]
)
_build_failures = Counter(
    "jupyterhub_valueprop_build_failures", "failed builds, by the code of the problem", ["site", "code"]
)
_fallbacks = Counter(
    "jupyterhub_valueprop_fallback_views",
    "JupyterHub's login pages shown instead of this package's, by reason",
    ["site", "reason"],
)
_switched_off = Gauge(
    "jupyterhub_valueprop_switched_off", "whether this package's pages are switched off (1) or on (0)", ["site"]
)
_problems = Gauge(
    "jupyterhub_valueprop_problems", "problems in the branding when it was last read", ["site", "severity"]
)


class SiteMetrics:
    """Counts for one site. Its name comes from the configuration, never from a visitor."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._views_in: dict[str, Counter] = {}
        # at 0 from the start: Prometheus counts no step of a series that begins with it
        for reason in get_args(FallbackReason):
            _fallbacks.labels(site=site, reason=reason)
        for code in BUILD_FAILURES:
            _build_failures.labels(site=site, code=code)

    def viewed(self, locale: str) -> None:
        """Count one login page in this language."""
        views = self._views_in.get(locale)
        if views is None:
            views = self._views_in[locale] = _views.labels(site=self._site, locale=locale)
        views.inc()

    def fell_back(self, reason: FallbackReason) -> None:
        """Count one login page of JupyterHub that was shown instead of this package's."""
        _fallbacks.labels(site=self._site, reason=reason).inc()

    def switched(self, *, off: bool) -> None:
        """Set whether this package's pages are switched off."""
        _switched_off.labels(site=self._site).set(off)

    def reloaded(self, *, ok: bool) -> None:
        """Count one reading of the branding."""
        _reloads.labels(site=self._site, result="success" if ok else "failure").inc()
        if ok:
            _last_success.labels(site=self._site).set_to_current_time()

    def built(self, failure: str = "") -> None:
        """Count one build; `failure` is the code of its problem if it failed."""
        _last_build.labels(site=self._site).set_to_current_time()
        _last_build_success.labels(site=self._site).set(not failure)
        if failure:
            _build_failures.labels(site=self._site, code=failure).inc()

    def count_problems(self, problems: Iterable[Problem]) -> None:
        """Set how many problems the branding has now, by severity."""
        counts = Counts(problem.severity for problem in problems)
        for severity in get_args(Severity):
            _problems.labels(site=self._site, severity=severity).set(counts[severity])
