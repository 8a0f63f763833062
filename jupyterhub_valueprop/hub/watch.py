"""Build the first site and check for changed files, outside the hub's event loop."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable

from .live_site import LiveSite

#: The part of the interval between two checks. A change counts at the second check that sees it: half of the
#: interval at the latest, and the other half is for making the new page.
PART = 0.25
#: The longest and the shortest time between two checks, in seconds.
LONGEST, SHORTEST = 60.0, 0.01


class Watcher(threading.Thread):
    """Builds the first site of `live`, then calls its `check_files()` for as long as it is in use.

    With an `interval` of 0, changed files are ignored, but a failed first build is still tried again.
    """

    def __init__(self, live: LiveSite, interval: float) -> None:
        super().__init__(name="valueprop-watcher", daemon=True)
        self._live = weakref.ref(live)
        self._pause = max(min(interval * PART, LONGEST), SHORTEST) if interval else LONGEST
        self._is_watching = interval > 0
        self._stopped = threading.Event()

    def run(self) -> None:
        """Watch until the site is gone or `stop` is called."""
        live = self._live()
        if live is None:
            return
        _guarded(live, live.first_build)
        while self._is_watching or live.site is None:
            pause = max(min(self._pause, live.retry_in), SHORTEST)
            del live
            if self._stopped.wait(pause) or (live := self._live()) is None:
                return
            _guarded(live, live.check_files)

    def stop(self) -> None:
        """Stop watching."""
        self._stopped.set()


def _guarded(live: LiveSite, step: Callable[[], None]) -> None:
    """Do one step; if it fails, the next one is tried anyway."""
    try:
        step()
    except BaseException:  # an admin's callable may even raise SystemExit, which must not end this thread
        live.tell_once("ValueProp: the check for changed files failed")
