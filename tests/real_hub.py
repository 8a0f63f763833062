"""Starts real JupyterHubs for the tests.

`HubsInLoop` runs the hub alone, in the test's own event loop and from a real configuration file (0.2 s each);
`HubThread` does the same in a thread, for tests that drive a browser; `command_hub` runs the `jupyterhub` command with
a real proxy and real single-user servers.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import os
import random
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from jupyterhub.app import JupyterHub
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from visitor import Visitor

try:
    from jupyterhub.httpclient import JupyterHubHTTPClient
except ImportError:  # came with JupyterHub 6.0
    JupyterHubHTTPClient = None

PASSWORD = "lovelace"

LAB_STARTS = 120  # seconds; a first JupyterLab on a busy machine takes its time

# in an order of this process's own: tests in other processes try others first
_PORTS = itertools.cycle(random.sample(range(15_000, 30_000), k=15_000))

OURS = "import jupyterhub_valueprop; jupyterhub_valueprop.setup(c)\n"
# in the hub's tornado settings
SITES, WATCHERS = "jupyterhub_valueprop_sites", "jupyterhub_valueprop_watchers"
VENV_BIN = Path(sys.executable).parent  # not resolved: the environment's folder, not its interpreter's home

COMMON = f"""\
from jupyterhub.auth import Authenticator

class Password(Authenticator):
    # any name with the one password; JupyterHub's own such class changed its name and warns in 5.3
    async def authenticate(self, handler, data):
        return data["username"] if data["password"] == {PASSWORD!r} else None

c = get_config()
c.JupyterHub.authenticator_class = Password
c.Authenticator.allow_all = True
c.JupyterHub.cookie_secret = b"x" * 32
c.ConfigurableHTTPProxy.auth_token = "proxy-token"
"""
ALONE = COMMON + 'c.JupyterHub.db_url = "sqlite://"\nc.ConfigurableHTTPProxy.should_start = False\n'


class Records(logging.Handler):
    """Keeps what the hub logs, formatted, tracebacks included."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    async def comes_to(self, words: str) -> None:
        """Wait until the log has these words, twenty seconds at most."""
        for _ in range(400):
            if words in self.text:
                return
            await asyncio.sleep(0.05)


@dataclass
class Hub:
    """A running hub: the application, the address of its process, and its log so far."""

    app: Any
    url: str
    log: Records

    @property
    def login(self) -> str:
        return f"{self.url}{self.app.hub_prefix}login"

    @property
    def live(self) -> Any:
        """The site for every host that has none of its own."""
        return self.app.tornado_settings[SITES].default

    @property
    def kept_pages(self) -> Any:
        """The login pages that the hub keeps for its default site, by what they depend on."""
        (cache, *_) = self.app.tornado_settings["jinja2_env"].globals["valueprop"]._page_caches.values()
        return cache._pages

    def visitor(self) -> Visitor:
        return Visitor(self.url)


async def close_client() -> None:
    """Close the connections to users' servers that the newest hub has kept; the next hub would only forget them."""
    if JupyterHubHTTPClient and JupyterHubHTTPClient.initialized():
        await JupyterHubHTTPClient.instance().close()


@dataclass
class HubsInLoop:
    """Makes hubs one after another; only the newest is the process's JupyterHub instance."""

    folder: Path
    log: Records = field(default_factory=Records)
    servers: list[HTTPServer] = field(default_factory=list)
    apps: list[Any] = field(default_factory=list)

    async def __call__(self, config: str = OURS, port: int = 0) -> Hub:
        """Start a hub with the lines of `config` after those that every test hub needs."""
        JupyterHub.clear_instance()
        await close_client()
        file = self.folder / f"jupyterhub_config_{len(self.apps)}.py"
        file.write_text(ALONE + textwrap.dedent(config), encoding="utf-8")
        app = JupyterHub.instance(extra_log_handlers=[self.log])
        self.apps.append(app)
        await app.initialize(["-f", str(file)])
        sockets = bind_sockets(port, "127.0.0.1")
        server = HTTPServer(app.tornado_application, xheaders=True)
        server.add_sockets(sockets)
        self.servers.append(server)
        for live in app.tornado_settings.get(SITES, ()):  # a hub that is at home already
            await live.first_site()
        return Hub(app, f"http://127.0.0.1:{sockets[0].getsockname()[1]}", self.log)

    async def stop(self) -> None:
        for server in self.servers:
            server.stop()
            await server.close_all_connections()
        for app in self.apps:
            for watcher in app.tornado_settings.get(WATCHERS, ()):
                watcher.stop()
            for callback in getattr(app, "_periodic_callbacks", {}).values():
                callback.stop()
            app.log.removeHandler(self.log)
            if getattr(app, "db", None) is not None:  # absent where the start itself failed
                app.db.close()
                app.db.get_bind().dispose()
        JupyterHub.clear_instance()
        await close_client()


class HubThread:
    """The same hubs in an event loop of their own, for tests that are busy driving a browser."""

    def __init__(self, folder: Path) -> None:
        self.hubs = HubsInLoop(folder)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, name="hub", daemon=True)
        self.thread.start()

    def __call__(self, config: str = OURS, port: int = 0) -> Hub:
        running: Hub = self._wait(asyncio.run_coroutine_threadsafe(self.hubs(config, port), self.loop))
        return running

    def stop(self) -> None:
        self._wait(asyncio.run_coroutine_threadsafe(self._end(), self.loop))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(timeout=10)
        self.loop.close()

    async def _end(self) -> None:
        """Stop the hubs, and cancel what they still have under way, as a hub that ends does."""
        await self.hubs.stop()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @staticmethod
    def _wait(future: Future[Any]) -> Any:
        return future.result(timeout=60)


def free_port() -> int:
    """A port that stays free until it is used: not given twice, and below those that outgoing connections get."""
    while True:
        port = next(_PORTS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    """Wait until `url` answers 200; if it never does, fail with the log of the process."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as page:
                if page.status == 200:
                    return
        except urllib.error.HTTPError as not_yet:
            not_yet.close()  # from Python 3.14 on, an answer that nobody closes is a warning
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.1)
    raise AssertionError(f"no answer from {url}; exit status {process.poll()}; log:\n{log.read_text()}")


def family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The process with all its descendants."""
    with contextlib.suppress(psutil.NoSuchProcess):
        parent = psutil.Process(process.pid)
        return [parent, *parent.children(recursive=True)]
    return []


def end(process: subprocess.Popen[bytes], seconds: float = 30) -> list[psutil.Process]:
    """Interrupt a hub as ctrl-C does and wait for it; the processes of its family that outlived it, now killed."""
    members = family(process)
    process.send_signal(signal.SIGINT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    _, alive = psutil.wait_procs(members, timeout=5)
    for survivor in alive:
        with contextlib.suppress(psutil.NoSuchProcess):
            survivor.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)  # one that was killed, too: Python warns of a process that nobody waited for
    return alive


@contextlib.contextmanager
def command_hub(folder: Path, config: str = OURS, port: int | None = None) -> Iterator[str]:
    """Run `jupyterhub -f` with proxy and single-user servers; yields the address people use."""
    port = port or free_port()
    folder.mkdir(parents=True, exist_ok=True)
    file, log = folder / "jupyterhub_config.py", folder / "hub.log"
    file.write_text(COMMON + _addresses(folder, port) + textwrap.dedent(config), encoding="utf-8")
    environment = os.environ | {"PATH": f"{VENV_BIN}{os.pathsep}{os.environ['PATH']}", "JUPYTER_NO_CONFIG": "1"}
    command = [str(VENV_BIN / "jupyterhub"), "-f", str(file)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/hub/login", process, log)
        yield url
    finally:
        survivors = end(process)
    assert not survivors, f"outlived the hub: {survivors}; log:\n{log.read_text()}"


def _addresses(folder: Path, port: int) -> str:
    return textwrap.dedent(f"""\
        c.JupyterHub.bind_url = "http://127.0.0.1:{port}/"
        c.JupyterHub.hub_bind_url = "http://127.0.0.1:{free_port()}/"
        c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{free_port()}"
        c.ConfigurableHTTPProxy.command = [{str(VENV_BIN / "configurable-http-proxy")!r}]
        c.JupyterHub.spawner_class = "simple"
        c.SimpleLocalProcessSpawner.home_dir_template = {str(folder / "homes")!r} + "/{{username}}"
        c.Spawner.default_url = "/lab"
        c.Spawner.args = ["--allow-root"]
        c.Spawner.http_timeout = {LAB_STARTS}
        """)
