"""The emergency switch: the environment or a file switches this package off, without a redeploy."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from .log_lines import Log
from .metrics import SiteMetrics

VARIABLE = "JUPYTERHUB_VALUEPROP"
FILE = "valueprop-off"

_OFF = {"off", "false", "no", "0"}


def is_off_in_environment() -> bool:
    """Whether `JUPYTERHUB_VALUEPROP` says off (or false, no, 0). Holds as long as this hub runs."""
    return os.environ.get(VARIABLE, "").strip().casefold() in _OFF


def found_in(folders: Iterable[Path]) -> Path | None:
    """The first file in these folders that switches everything off."""
    # lexists: in an emergency, a broken link counts, too
    return next((file for folder in folders if os.path.lexists(file := folder / FILE)), None)


def tell_environment(log: Log) -> None:
    """Log whether the environment switched this package off, if it did."""
    if is_off_in_environment():
        log.warning("ValueProp: switched off by %s=%s; JupyterHub's pages are shown", VARIABLE, os.environ[VARIABLE])


class Switch:
    """Whether this package's pages are switched off for a site.

    The environment is read once; `look` follows the file named `valueprop-off`, whose content does not matter.
    """

    def __init__(self, log: Log, metrics: SiteMetrics) -> None:
        self._log = log
        self._metrics = metrics
        self._file: Path | None = None
        self.is_off_for_good = is_off_in_environment()
        metrics.switched(off=self.is_off)

    @property
    def is_off(self) -> bool:
        """Whether this package's pages are switched off now."""
        return self.is_off_for_good or self._file is not None

    def look(self, folders: Iterable[Path]) -> None:
        """Switch off if one of the folders has the file, and on again if no folder has it; log a change."""
        found = found_in(folders)
        if found is not None and self._file is None:
            self._log.warning("ValueProp: switched off by %s; JupyterHub's pages are shown", found)
        elif found is None and self._file is not None:
            self._log.warning("ValueProp: switched on again, %s is gone", self._file)
        self._metrics.switched(off=self.is_off_for_good or found is not None)  # first: who sees the page may count
        self._file = found
