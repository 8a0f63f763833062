"""Real hubs, each the `jupyterhub` command in a process of its own; see `jupyterhub_config.py` beside this file."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import psutil
from typing_extensions import Self

from .wheel import ROOT, unpack_wheel

CONFIG = Path(__file__).with_name("jupyterhub_config.py")
PASSWORD = "lovelace"
PATH = "/hub/login"


@dataclass(frozen=True)
class Hub:
    """A hub that answers: its address, its process, and the file of its log."""

    url: str
    process: psutil.Process
    log: Path

    @property
    def login(self) -> str:
        """The page that is measured."""
        return self.url + PATH

    @property
    def busy_seconds(self) -> float:
        """The processor time that the process has used."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    @property
    def megabytes(self) -> float:
        """The memory that the process holds (resident set size)."""
        return float(self.process.memory_info().rss) / 1e6


@dataclass
class Bench:
    """Where hubs are started, and which page ours shows: the default one, that of a `document` or of a `branding`.

    A context manager: the hubs of `pair` are there until it is left.
    """

    folder: Path
    document: Path | None = None
    branding: Any = None
    _stack: ExitStack = field(default_factory=ExitStack)
    _pair: dict[str, Hub] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.document:
            self.branding = {"proposition": {"source": str(self.document)}}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._stack.close()

    def pair(self) -> dict[str, Hub]:
        """Both hubs side by side, `stock` and `ours`; the same ones every time, for what leaves no traces in them."""
        if not self._pair:
            self._pair |= {name: self._stack.enter_context(start()) for name, start in self.starts.items()}
        return self._pair

    @cached_property
    def processes(self) -> dict[str, str]:
        """The environment of what is measured: it finds this package as pip installs it, and these benchmarks."""
        paths = filter(None, (str(unpack_wheel(self.folder)), os.environ.get("PYTHONPATH"), str(ROOT)))
        return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}

    def environment(
        self,
        *,
        ours: bool,
        branding: Any = None,
        brandings: Mapping[str, str] | None = None,
        folders: Sequence[str] = (),
        reload_interval: float = 2.0,
        probe: Path | None = None,
    ) -> dict[str, str]:
        """The environment of a hub's process: that of `processes`, and what its configuration reads; new ports."""
        wanted = {
            "ours": ours,
            "branding": branding or self.branding,
            "brandings": brandings or {},
            "folders": list(folders),
            "reload_interval": reload_interval,
            "probe": str(probe) if probe else None,
            "password": PASSWORD,
            "port": _free_port(),
            "unused_port": _free_port(),
        }
        return {**self.processes, "VALUEPROP_BENCH": json.dumps(wanted)}

    @property
    def starts(self) -> dict[str, Callable[[], AbstractContextManager[Hub]]]:
        """How to start a new hub of each kind."""
        return {"stock": self.stock, "ours": self.ours}

    @contextmanager
    def stock(self, *, probe: Path | None = None) -> Iterator[Hub]:
        """A hub without this package."""
        with self._running(self.environment(ours=False, probe=probe)) as hub:
            yield hub

    @contextmanager
    def ours(
        self,
        branding: Any = None,
        *,
        brandings: Mapping[str, str] | None = None,
        folders: Sequence[str] = (),
        reload_interval: float = 2.0,
        probe: Path | None = None,
    ) -> Iterator[Hub]:
        """A hub with this package, and with `branding` or the one that the budgets are about; `brandings` by host."""
        wanted = self.environment(
            ours=True,
            branding=branding,
            brandings=brandings,
            folders=folders,
            reload_interval=reload_interval,
            probe=probe,
        )
        with self._running(wanted) as hub:
            yield hub

    @contextmanager
    def _running(self, wanted: dict[str, str]) -> Iterator[Hub]:
        port = json.loads(wanted["VALUEPROP_BENCH"])["port"]
        log = self.folder / f"hub-{port}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "jupyterhub", "-f", str(CONFIG)],
                cwd=self.folder,
                env=wanted,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait(f"http://127.0.0.1:{port}{PATH}", process, log)
            yield Hub(f"http://127.0.0.1:{port}", psutil.Process(process.pid), log)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def _wait(url: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up and process.poll() is None:
        with suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.01)
    raise SystemExit(f"the hub does not answer at {url}; its log:\n{log.read_text()[-4000:]}")
