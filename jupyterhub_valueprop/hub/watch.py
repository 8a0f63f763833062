"""Looking for changed files, away from the hub's event loop."""

from __future__ import annotations

import threading
import weakref

from .front_door import FrontDoor

#: What part of the interval lies between two looks; two of them leave a fifth for making the new page.
PART = 0.4


class Watcher(threading.Thread):
    """Calls `door.check_files()` more than twice in `interval` seconds for as long as the door is in use.

    A change counts when two calls have seen it, and has to show within one interval. A thread,
    because reading a document takes longer than an event loop should stand still.
    """

    def __init__(self, door: FrontDoor, interval: float) -> None:
        super().__init__(name="valueprop-watcher", daemon=True)
        self._door = weakref.ref(door)
        self._pause = interval * PART
        self._stopped = threading.Event()

    def run(self) -> None:
        """Watch until the door is gone or `stop` is called."""
        while not self._stopped.wait(self._pause):
            door = self._door()
            if door is None:
                return
            door.check_files()
            del door

    def stop(self) -> None:
        """Stop watching."""
        self._stopped.set()
