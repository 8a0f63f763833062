"""The current state of the front door: which site is shown, and how a changed file becomes the next one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from logging import Logger
from pathlib import Path

from jupyterhub_valueprop.page import Asset, Landing, Site, build_site
from jupyterhub_valueprop.problems import ValuePropError

from . import metrics
from .traits import ValueProp

Signature = Mapping[Path, tuple[int, int, int] | None]


class FrontDoor:
    """Holds one immutable `Site` and swaps it for the next when a file has changed.

    `site` is None only when nothing at all could be built; the hub then shows its stock pages.
    """

    def __init__(self, settings: ValueProp, static_url_prefix: str, template_folders: Sequence[Path] = ()) -> None:
        self._settings = settings
        self._static_url_prefix = static_url_prefix
        self._template_folders = tuple(template_folders)
        self._log: Logger = settings.log
        self._lock = threading.Lock()
        self._signature: Signature = {}
        self._last_look: Signature = {}
        self._before: Site | None = None
        self.site: Site | None = None
        self._open()

    def landing(self, choose: Callable[[Sequence[str]], str]) -> Landing:
        """The landing that `choose` picks from the site's languages; raises LookupError when there is no site."""
        site = self.site
        if site is None:
            raise LookupError("no page could be built; the reason is in the log above")
        return site.landings[choose(tuple(site.landings))]

    def asset(self, name: str) -> Asset | None:
        """The file of this name that pages link to; for pages sent a moment ago, also one of the site before."""
        found = (site.assets.get(name) for site in (self.site, self._before) if site)
        return next((asset for asset in found if asset), None)

    def check_files(self) -> None:
        """Build the site anew if one of its files has changed; a site with errors leaves the last good one in place.

        A change counts when the last call has seen it too: a file that is truncated and then written, or deleted and
        then made anew, is empty, half or missing for a moment, and an empty or half file may well be a valid one.
        """
        with self._lock:
            now = _signature(self._signature)
            stands_still, self._last_look = now == self._last_look, now
            if now == self._signature or not stands_still:
                return
            self._log.info("ValueProp: a file of the branding has changed")
            site = self._build()
            if site and not site.has_errors:
                self._before, self.site = self.site, site

    def _open(self) -> None:
        self.site = self._build()
        if self.site and self.site.has_errors and self._settings.strict:
            raise ValuePropError(problem for problem in self.site.problems if problem.severity == "error")

    def _build(self) -> Site | None:
        """The site of the files as they are now; None, and the reason in the log, when building it failed."""
        # taken first: a file that changes while it is read has to look changed at the next check
        self._signature = _signature(self._signature)
        site: Site | None = None
        try:
            site = build_site(
                self._settings.branding,
                static_url_prefix=self._static_url_prefix,
                template_folders=self._template_folders,
            )
            self._signature = {path: self._signature.get(path) or _identity(path) for path in site.files}
        except Exception:
            self._log.exception("ValueProp: the page could not be built; what was shown so far stays")
        self._record(site)
        return site

    def _record(self, site: Site | None) -> None:
        """Log and count what came of a build; a failure to do so must not keep the hub from starting."""
        try:
            metrics.reloaded(ok=site is not None and not site.has_errors)
            if site is not None:
                metrics.found(site.problems)
                for problem in site.problems:
                    (self._log.error if problem.severity == "error" else self._log.warning)("ValueProp: %s", problem)
        except Exception:
            self._log.exception("ValueProp: the problems of the branding could not be recorded")


def _signature(files: Iterable[Path]) -> Signature:
    """What tells that a file is another one: times change on a save, inodes on an atomic rename or a symlink swap."""
    return {path: _identity(path) for path in files}


def _identity(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
