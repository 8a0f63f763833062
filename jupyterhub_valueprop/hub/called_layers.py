"""Call the layers of a branding that are functions, each in its own thread, and keep their last results."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from typing import Any

from jupyterhub_valueprop.builder.layer_data import is_function, layers_as_data
from jupyterhub_valueprop.lazy_config import settled
from jupyterhub_valueprop.problems import Place, Problem

from .log_lines import Log, log_problem

#: How long the first build waits for the functions, in seconds.
FIRST_CALL = 10.0
#: How long a function may run before the log says so, in seconds.
LONGEST_CALL = 10.0

_LATE = ["failed", ["TimeoutError", "it has not returned yet"]]


class CalledLayers:
    """A branding as data for JSON, with each function's last result in its place.

    A function that fails or doesn't return keeps its last result. Only `begin` waits for functions.
    """

    def __init__(self, branding: object, interval: float, log: Log, key: str) -> None:
        self._branding, self._interval = branding, interval
        layers = settled(branding)
        self._layers = list(layers) if isinstance(layers, (list, tuple)) else None
        each = enumerate(layers if self._layers is not None else [layers])
        self._functions = {
            index: _Function(layer, f"{key}[{index}]" if self._layers is not None else key, log)
            for index, layer in each
            if is_function(layer)
        }

    def begin(self) -> None:
        """On the first call, call all functions and wait for their results, up to `FIRST_CALL` together."""
        give_up = time.monotonic() + FIRST_CALL
        for function in self._functions.values():
            function.begin()
        for function in self._functions.values():
            function.wait(give_up - time.monotonic())

    def as_data(self) -> Any:
        """The layers for a build."""
        if not self._functions:
            return layers_as_data(self._branding)
        if self._layers is None:
            return self._functions[0].data
        functions = self._functions
        return [
            "list",
            [functions[i].data if i in functions else layers_as_data(e) for i, e in enumerate(self._layers)],
        ]

    def call_again(self) -> None:
        """Call each function whose last call is over and began at least one interval ago."""
        for function in self._functions.values():
            function.call_again(self._interval)

    @property
    def results(self) -> str:
        """A text that changes exactly when the results of the functions change."""
        return json.dumps([function.data for function in self._functions.values()]) if self._functions else ""


class _Function:
    def __init__(self, function: Callable[[], object], key: str, log: Log) -> None:
        self.data: Any = _LATE
        self._function, self._key, self._log = function, key, log
        self._thread: threading.Thread | None = None
        self._began = 0.0
        self._said = ""

    def begin(self) -> None:
        """Call the function for the first time; do nothing later."""
        if self._thread is None:
            self._call()

    def wait(self, seconds: float) -> None:
        """Wait for the first result."""
        if self._thread is not None and self.data is _LATE:
            self._thread.join(max(seconds, 0))

    def call_again(self, interval: float) -> None:
        """Call the function, unless a call is still running or the interval is not over."""
        taken = time.monotonic() - self._began
        if self._thread is not None and self._thread.is_alive():
            if taken > LONGEST_CALL:
                self._tell("late", f"the callable has been running for {LONGEST_CALL:g} s")
        elif taken >= interval:
            self._call()

    def _call(self) -> None:
        self._began = time.monotonic()
        self._thread = threading.Thread(target=self._take_result, name="valueprop-callable", daemon=True)
        self._thread.start()

    def _take_result(self) -> None:
        data = layers_as_data(self._function)
        if _has_failed(data) and self.data is not _LATE:
            if not _has_failed(self.data):  # the build has reported a function that has never worked
                self._tell(data[1][0], f"the callable failed with {': '.join(data[1])}")
            return
        self.data = data
        self._said = ""

    def _tell(self, kind: str, what: str) -> None:
        """Log it once, until the function returns or fails with another kind of error."""
        if kind != self._said:
            self._said = kind
            message = f"{what}; its last result is still shown"
            log_problem(self._log, Problem(Place(key=self._key), "warning", "callable-failed", message))


def _has_failed(data: Any) -> bool:
    return isinstance(data, list) and data[0] == "failed"
