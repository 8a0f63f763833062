"""Runs one hub in a process of its own, without a proxy: for what is done to a whole process, and measured of it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from real_hub import COMMON, OURS, free_port, wait_for

NO_PROXY = """
from jupyterhub.proxy import Proxy

class NoProxy(Proxy):
    should_start = False
    async def add_route(self, *_): pass
    async def delete_route(self, *_): pass
    async def get_all_routes(self): return {}

c.JupyterHub.proxy_class = NoProxy
c.JupyterHub.db_url = "sqlite://"
"""


@dataclass(frozen=True)
class LoneHub:
    """A hub that answers, its process, and the file of its log."""

    url: str
    process: psutil.Process
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    @property
    def megabytes(self) -> float:
        """Resident memory."""
        return float(self.process.memory_info().rss) / 1e6

    @property
    def builders(self) -> list[psutil.Process]:
        """The programs that this hub keeps for its builds; one is kept for some seconds after the last build."""
        return _running(self.process)

    @property
    def builds(self) -> list[psutil.Process]:
        """The processes that build a page for this hub right now."""
        return [build for program in self.builders for build in _running(program)]


def _running(process: psutil.Process) -> list[psutil.Process]:
    with contextlib.suppress(psutil.NoSuchProcess):
        return [each for each in process.children() if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]
    return []


@contextlib.contextmanager
def lone_hub(
    folder: Path, config: str = OURS, python: str = sys.executable, environment: dict[str, str] | None = None
) -> Iterator[LoneHub]:
    """A hub with the lines of `config`, started in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    file, log, port = folder / "jupyterhub_config.py", folder / "hub.log", free_port()
    addresses = f"""
        c.JupyterHub.hub_bind_url = "http://127.0.0.1:{port}/"
        c.JupyterHub.bind_url = "http://127.0.0.1:{free_port()}/"
    """
    file.write_text(COMMON + NO_PROXY + textwrap.dedent(addresses) + textwrap.dedent(config), encoding="utf-8")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [python, "-m", "jupyterhub", "-f", str(file)],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/hub/login", process, log)
        yield LoneHub(f"http://127.0.0.1:{port}", psutil.Process(process.pid), log)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
