"""The present branding on disk, read again whenever one of its files changes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jupyterhub_valueprop.branding import BrandingReading, read_branding
from jupyterhub_valueprop.files import Files, Identity, identity
from jupyterhub_valueprop.page import site_of
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.site import Site
from jupyterhub_valueprop.theme import ColorTheme, make_theme

#: How often files are checked, in seconds. As in a hub, a change counts at the second check that sees it.
PAUSE = 0.1
#: How long files may keep changing before they are read anyway, in seconds.
LONGEST_UNREST = 1.0


@dataclass(frozen=True)
class Revision:
    """One reading of the files and the site of it. `problems` are of the newest reading, which may be later."""

    number: int
    reading: BrandingReading
    site: Site
    problems: tuple[Problem, ...]
    variants: dict[str, Site] = field(default_factory=dict)

    @cached_property
    def theme(self) -> ColorTheme:
        """The colors of the page, and the brand colors that could not be used everywhere as written."""
        theme = self.reading.branding.theme
        return make_theme(primary=theme.primary, accent=theme.accent, color_scheme=theme.color_scheme)


class Revisions:
    """Reads `source` (paths, or None for the defaults) and keeps the newest revision that can be shown.

    As in a hub, a file with errors doesn't change the page, only the list of problems.
    """

    def __init__(self, source: list[Path] | None, static_url: str, folders: tuple[Path, ...] = ()) -> None:
        self.source = source
        self._static_url = static_url
        self._folders = folders
        self._seen: dict[str, Identity | None] = {}
        self.revision = self._first()

    def _read(self, layers: Any) -> tuple[BrandingReading, Site]:
        reading = read_branding(layers, files=Files(self._folders))
        return reading, site_of(reading, static_url_prefix=self._static_url)

    def _first(self) -> Revision:
        reading, site = self._read(self.source)
        self._seen = dict(site.identities)
        return Revision(1, reading, site, site.problems)

    def again(self) -> Revision:
        """Read the files again; return the revision that is shown from now on."""
        last = self.revision
        try:
            reading, site = self._read(self.source)
        except Exception as error:  # a bug in this package: the page stays, and the bug is reported
            self._seen = {path: identity(Path(path)) for path in self._seen}
            message = f"the page could not be built: {type(error).__name__}: {error}"
            failure = Problem(Place(str(self.source[0]) if self.source else None), "error", "build-failed", message)
            self.revision = Revision(last.number + 1, last.reading, last.site, (failure,), last.variants)
            return self.revision
        self._seen = dict(site.identities)
        if site.has_errors and not last.site.has_errors:
            self.revision = Revision(last.number + 1, last.reading, last.site, site.problems, last.variants)
        else:
            self.revision = Revision(last.number + 1, reading, site, site.problems)
        return self.revision

    def variant(self, revision: Revision, name: str, layer: Mapping[str, Any]) -> Site:
        """The site of a revision with one more layer, made on first use."""
        if not layer:
            return revision.site
        if name not in revision.variants:
            revision.variants[name] = self._read([*(self.source or ()), dict(layer)])[1]
        return revision.variants[name]

    async def watch(self, tell: Callable[[Revision], None]) -> None:
        """Check the files until this is canceled, and call `tell` after each new revision."""
        last, restless_since = self._seen, float("inf")
        while True:
            await asyncio.sleep(PAUSE)
            now = await asyncio.to_thread(self._look)
            if now == self._seen:
                last, restless_since = now, float("inf")
                continue
            restless_since = min(restless_since, time.monotonic())
            if now == last or time.monotonic() - restless_since > LONGEST_UNREST:
                tell(await asyncio.to_thread(self.again))
                restless_since = float("inf")
            last = now

    def _look(self) -> dict[str, Identity | None]:
        return {path: identity(Path(path)) for path in self._seen}
