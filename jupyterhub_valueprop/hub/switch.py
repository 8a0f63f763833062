"""The emergency switch: the environment or a file takes everything of ours off a hub, without a redeploy."""

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
    """Whether `JUPYTERHUB_VALUEPROP` says off (or false, no, 0): for as long as this hub runs."""
    return os.environ.get(VARIABLE, "").strip().casefold() in _OFF


def found_in(folders: Iterable[Path]) -> Path | None:
    """The first file in these folders that switches everything off."""
    # lexists: it is an emergency, and a link that leads nowhere means the same
    return next((file for folder in folders if os.path.lexists(file := folder / FILE)), None)


def tell_environment(log: Log) -> None:
    """Log that the environment switched everything off, if it did."""
    if is_off_in_environment():
        log.warning("ValueProp: switched off by %s=%s; JupyterHub's pages are shown", VARIABLE, os.environ[VARIABLE])


class Switch:
    """Whether this site is JupyterHub's pages only.

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
        """Whether our pages are switched off now."""
        return self.is_off_for_good or self._file is not None

    def look(self, folders: Iterable[Path]) -> None:
        """Switch off when one of the folders has the file, and on again when none has it; tell the log of a change."""
        found = found_in(folders)
        if found is not None and self._file is None:
            self._log.warning("ValueProp: switched off by %s; JupyterHub's pages are shown", found)
        elif found is None and self._file is not None:
            self._log.warning("ValueProp: switched on again, %s is gone", self._file)
        self._file = found
        self._metrics.switched(off=self.is_off)
