"""The site that the hub shows now, and its replacement when a file changes."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from functools import cached_property
from pathlib import Path, PurePath
from traceback import format_exc
from typing import TYPE_CHECKING

from jupyterhub_valueprop.builder import process
from jupyterhub_valueprop.builder.outcome import Answer
from jupyterhub_valueprop.builder.turns import Need
from jupyterhub_valueprop.files import Identity, identity
from jupyterhub_valueprop.lazy_config import settled
from jupyterhub_valueprop.problems import Place, Problem, ValuePropError

from .called_layers import CalledLayers
from .former_files import FormerFiles
from .log_lines import Log, SiteLog, log_problem
from .memory import give_back_memory
from .metrics import SiteMetrics
from .start_line import start_line
from .switch import Switch
from .traits import ANY, ValueProp

if TYPE_CHECKING:
    from jupyterhub_valueprop.site import Asset, Landing, Site

Signature = Mapping[str, Identity | None]

#: How long visitors wait for the first site, in seconds from the first view.
FIRST_WAIT = 3.0

#: How many entries of the configuration are searched for files to watch before anything was read.
MOST_NAMED = 1_000

#: How long files may keep changing before they are read anyway, in seconds.
LONGEST_UNREST = 3.0

#: How long a strict hub waits for a site in addition to the build, in seconds: for functions and other sites.
LONGEST_QUEUE = 60.0

#: Pauses before a failed build is tried again, in seconds. The last one is repeated.
RETRIES = (1.0, 2.0, 5.0, 15.0, 60.0)


class NoSiteError(LookupError):
    """Raised while there is no site to show; the log has the reason."""


class LiveSite:
    """Holds one immutable `Site` and swaps it for the next when a file has changed.

    `site` is None until the first build succeeds. Until then, the hub shows its
    own pages. All methods can be called from any thread; `first_build` and `check_files` take as long as a build.
    """

    def __init__(
        self,
        settings: ValueProp,
        static_url_prefix: str,
        template_folders: Sequence[Path] = (),
        public_url: str = "",
        name: str = ANY,
    ) -> None:
        self.name, self.key = name, settings.key_of(name)
        self.public_url = public_url
        self.metrics = SiteMetrics(name)
        self._settings = settings
        self._branding = settings.branding_of(name)
        self._static_url_prefix = static_url_prefix
        self._template_folders = tuple(template_folders)
        self._log: Log = settings.log if name == ANY else SiteLog(settings.log, {"site": name})
        self._called = CalledLayers(self._branding, settings.reload_interval, self._log, self.key)
        self._built_with = ""
        self._lock = threading.Lock()
        self._asked_at: float | None = None
        self._finished = threading.Event()
        self._wait: Future[None] = Future()
        self._wait.set_running_or_notify_cancel()  # a visitor who leaves doesn't end the wait of others
        self._signature: Signature = {}
        self._last_look: Signature = {}
        self._restless_since = float("inf")
        self._failures = 0
        self._retry_at = float("inf")
        self._former_files = FormerFiles()
        self._told: set[tuple[str, tuple[object, ...]]] = set()
        self._said: tuple[str, ...] = ()
        self._switch = Switch(self._log, self.metrics)
        self.site: Site | None = None
        self.login_page_is_off = False
        self.landing_page = ""

    @property
    def is_off(self) -> bool:
        """Whether the emergency switch keeps this package's pages from being shown."""
        return self._switch.is_off

    @property
    def is_off_for_good(self) -> bool:
        """Whether the environment switched this package's pages off, which only a restart can change."""
        return self._switch.is_off_for_good

    def first_build(self) -> None:
        """Build the first site. The valid parts of a faulty branding are shown, for lack of anything else."""
        with self._lock:
            self._look_at_switch()
            try:
                self._build()
            finally:
                self._finished.set()
                self._end_wait()

    @cached_property
    def folders(self) -> list[Path]:
        """The folders of the files that the configuration itself names for this site, and those that it allows."""
        named = (Path(path).parent for path in _named_files(self._branding))
        return list(dict.fromkeys([*named, *map(Path, self._settings.folders)]))

    def require(self) -> None:
        """Wait for the first build; raises `ValuePropError` if it has errors or there is no site."""
        if not self._finished.wait(self._settings.build_timeout + LONGEST_QUEUE):
            reason = "there is no page yet, because earlier builds are still running"
            raise ValuePropError([Problem(Place(key=self.key), "error", "build-timeout", reason)])
        if self.site is None:
            reason = "there is no page to show; the reason is in the log"
            raise ValuePropError([Problem(Place(key=self.key), "error", "build-failed", reason)])
        if self.site.has_errors:
            raise ValuePropError(problem for problem in self.site.problems if problem.severity == "error")

    def present(self, site: Site) -> None:
        """Show a site that was built elsewhere, as a preview does, always with its login page."""
        self.site = site
        self.login_page_is_off = not site.shows_login_page

    async def first_site(self) -> Site | None:
        """The site; where the first is still to be built, have it built next and wait for it up to `FIRST_WAIT`."""
        if self._asked_at is None:
            self._asked_at = time.monotonic()
        if self.is_expected:
            time_left = self._asked_at + FIRST_WAIT - time.monotonic()
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(asyncio.wrap_future(self._wait), time_left)
        return self.site

    @property
    def is_expected(self) -> bool:
        """Whether the first site may yet come in time."""
        is_building = self.site is None and not self._finished.is_set() and not self.is_off
        return is_building and (self._asked_at is None or time.monotonic() - self._asked_at < FIRST_WAIT)

    def landing(self, choose: Callable[[Sequence[str], Mapping[str, str]], str]) -> Landing:
        """The landing that `choose` picks from the site's languages; raises `NoSiteError` if there is nothing to show.

        Its second argument is the site's `fits`.
        """
        site = self.site
        if site is None or self.is_off:
            raise NoSiteError
        return site.landings[choose(tuple(site.landings), site.fits)]

    @property
    def hub_path(self) -> str:
        """The path of the hub's pages, such as `/hub/`."""
        return self._static_url_prefix.removesuffix("static/")

    def asset(self, name: str) -> Asset | None:
        """The file of this name that pages link to; for pages sent a moment ago, also one of the sites before."""
        site = self.site
        asset = site.asset(name) if site else None
        return asset or self._former_files.get(name)

    def check_files(self) -> None:
        """Build the site again if a file or a function's result has changed; after errors the last site stays.

        A change counts once two calls in a row have seen it: a file that is truncated and then written, or deleted and
        then created again, is empty, incomplete or missing for a moment, and even such a file may be valid.
        If changes don't end, they count anyway, so that one file can't keep others from being shown.
        A failed build is also tried again after some time without any change.
        """
        with self._lock:
            self._look_at_switch()
            if self._former_files.release():
                give_back_memory()
            self._called.call_again()
            now = _signature(self._signature)
            stands_still, self._last_look = now == self._last_look, now
            if now == self._signature:
                self._restless_since = float("inf")
                if time.monotonic() >= self._retry_at or self._called.results != self._built_with:
                    self._build()
                return
            self._restless_since = min(self._restless_since, time.monotonic())
            if stands_still or time.monotonic() - self._restless_since > LONGEST_UNREST:
                self._log.info("ValueProp: a file of the branding has changed")
                self._failures = 0  # so that what may be repaired does not wait behind sites that have failed
                self._build()
            else:
                process.prepare()

    @property
    def retry_in(self) -> float:
        """Seconds until a failed build is tried again; infinite if the last build did not fail."""
        return self._retry_at - time.monotonic()

    def tell_once(self, what: str, *arguments: object) -> None:
        """Log a failure to show the site with its traceback, each kind once for each site."""
        if (what, arguments) not in self._told:
            self._told.add((what, arguments))
            self._log.exception(what, *arguments)

    def _look_at_switch(self) -> None:
        self._switch.look(self.folders)
        if self.is_off:
            self._end_wait()

    def _end_wait(self) -> None:
        """Let those go on who wait for the first site, if they still do."""
        with suppress(InvalidStateError):
            self._wait.set_result(None)

    def _build(self) -> None:
        # taken first, so that a file which changes while it is read counts as changed at the next check
        before = _signature(self._signature)
        try:
            before |= _signature(_named_files(self._branding))
            answer = self.ask()
        except Exception:
            answer = Answer(None, traceback=format_exc())
        self._told.clear()
        self._restless_since = float("inf")
        if answer.site is None:
            self._signature = before | _signature(path for path in answer.read if path not in before)
            self._failures += 1
            self._retry_at = time.monotonic() + RETRIES[min(self._failures, len(RETRIES)) - 1]
        else:
            self._signature = answer.site.identities
            self._failures, self._retry_at = 0, float("inf")
        self._last_look = self._signature
        self._record(answer)
        if answer.site is not None:
            self._show(answer.site)
        give_back_memory()

    def ask(self) -> Answer:
        """The result of building the site now. Shows, counts and logs nothing."""
        self._called.begin()
        self._built_with = self._called.results  # before the layers, so that what changes in between counts as changed
        layers = self._called.as_data()
        question = {
            "layers": layers,
            "key": self.key,
            "folders": [str(folder) for folder in self._settings.folders],
            "static_url_prefix": self._static_url_prefix,
            "public_url": self.public_url,
            "template_folders": [str(folder) for folder in self._template_folders],
        }
        return process.build(question, self._settings.build_timeout, self._need)

    def _need(self) -> Need:
        """How much a build is needed."""
        if self._failures:
            return Need.FAILED
        if self.site is not None:
            return Need.CHANGED
        return Need.FIRST if self._asked_at is None else Need.ASKED_FOR

    def _show(self, site: Site) -> None:
        is_shown = self.site is None or not site.has_errors
        # a branding can switch the page off even if other parts of it are faulty
        is_off = not site.shows_login_page or (self.login_page_is_off and not is_shown)
        if is_off != self.login_page_is_off:
            self._log.warning("ValueProp: the branding switched the login page %s", "off" if is_off else "on again")
        self.login_page_is_off = is_off
        if is_shown:
            former, self.site = self.site, site
            self.landing_page = site.landing_page
            self._end_wait()
            if former is not None:
                self._former_files.keep(former, site)
            self._say_what_is_shown(site, is_first=former is None)

    def _say_what_is_shown(self, site: Site, *, is_first: bool) -> None:
        """Log the line; a layer without a printable name must not keep the site from being shown."""
        try:
            self._log.info("%s", start_line(self._settings, self.name, site, is_first=is_first, is_off=self.is_off))
        except Exception:
            self._log.exception("ValueProp: the line about what is shown could not be logged")

    def _record(self, answer: Answer) -> None:
        """Log and count the result of a build; a failure to do so must not keep the hub from starting."""
        try:
            site = answer.site
            unknown = Problem(Place(key=self.key), "error", "build-failed", "the page could not be built")
            problems = site.problems if site else (answer.failure or unknown,)
            self.metrics.reloaded(ok=site is not None and not site.has_errors)
            self.metrics.built("" if site else problems[0].code)
            self.metrics.count_problems(problems)
            said = (*map(str, problems), answer.traceback)
            if said == self._said and site is None:
                return  # the log already has this failure
            self._said = said
            for problem in problems:
                log_problem(self._log, problem)
            if answer.traceback:
                self._log.error("ValueProp: the page could not be built:\n%s", answer.traceback)
        except Exception:
            self._log.exception("ValueProp: the problems of the branding could not be recorded")


def _named_files(source: object) -> list[str]:
    """The files that the configuration names. They are watched even if nothing could be read.

    They are its layers, and what a mapping among them extends.
    """
    named: list[str] = []
    pending = [source]
    for _ in range(MOST_NAMED):
        if not pending:
            break
        source = settled(pending.pop())
        if isinstance(source, (list, tuple)):
            pending += source[:MOST_NAMED]
        elif isinstance(source, dict):  # but no other kind of mapping, because that may run code
            pending += [dict.get(source, "extends"), dict.get(source, "file")]
        elif isinstance(source, (str, PurePath)) and str(source):
            named.append(str(Path(source).absolute()))
    return named


def _signature(files: Iterable[str]) -> dict[str, Identity | None]:
    """The identities of files as they are now."""
    return {path: identity(path) for path in files}
