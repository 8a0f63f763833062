"""Other engines than Chromium: Firefox by WebDriver BiDi, WebKit by WebDriver, each as Debian packages it.

Playwright drives builds of its own only, which can't be downloaded everywhere. What is here is no more than the tests
of `test_engines.py` need: open an address in a window of a size, run a script, press Tab.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import websocket
from real_hub import free_port

TAB, ENTER = "\ue004", "\ue007"
PATIENCE = 60  # seconds that an engine has to start, or to answer
FIREFOX = ("firefox-esr", "firefox")
WEBKIT_DRIVER, WEBKIT_BROWSER = "WebKitWebDriver", "MiniBrowser"


class Engine(ABC):
    """One window of another engine."""

    name: str

    @abstractmethod
    def open(self, address: str, width: int, height: int = 800) -> None:
        """Open an address in the window, `width` by `height` CSS pixels, and wait until it is loaded."""

    @abstractmethod
    def evaluate(self, script: str) -> Any:
        """The value of a JavaScript expression, as JSON has it; a function without parameters is called."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Press a key, and let it go."""


class Firefox(Engine):
    """Firefox, by WebDriver BiDi over its own socket (https://w3c.github.io/webdriver-bidi/)."""

    name = "Firefox"

    def __init__(self, port: int) -> None:
        address = f"ws://127.0.0.1:{port}/session"
        self.socket = _patiently(lambda: websocket.create_connection(address, timeout=PATIENCE, suppress_origin=True))
        self.number = 0
        self._send("session.new", capabilities={})
        self.context = self._send("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, address: str, width: int, height: int = 800) -> None:
        self._send("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})
        self._send("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def evaluate(self, script: str) -> Any:
        call = f"Promise.resolve(({script})).then(it => typeof it === 'function' ? it() : it).then(JSON.stringify)"
        target = {"context": self.context}
        found = self._send("script.evaluate", expression=call, target=target, awaitPromise=True)
        if found["type"] != "success":
            raise AssertionError(found["exceptionDetails"]["text"])
        return json.loads(found["result"].get("value", "null"))

    def press(self, key: str) -> None:
        keys = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self._send("input.performActions", context=self.context, actions=[{"type": "key", "id": "k", "actions": keys}])

    def _send(self, method: str, **params: Any) -> Any:
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                if answer.get("type") == "error":
                    raise AssertionError(f"{method}: {answer['message']}")
                return answer["result"]


class WebKit(Engine):
    """WebKitGTK's small browser, by WebDriver (https://www.w3.org/TR/webdriver2/)."""

    name = "WebKit"

    def __init__(self, port: int, browser: str) -> None:
        self.address = f"http://127.0.0.1:{port}"
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self.address += f"/session/{_patiently(lambda: self._send('session', wanted))['sessionId']}"

    def open(self, address: str, width: int, height: int = 800) -> None:
        self._send("window/rect", {"width": width, "height": height})
        self._send("url", {"url": address})

    def evaluate(self, script: str) -> Any:
        call = (
            "const done = arguments[0];"
            f"Promise.resolve(({script})).then(it => typeof it === 'function' ? it() : it)"
            ".then(it => done(JSON.stringify(it)), error => done(JSON.stringify(String(error))))"
        )
        return json.loads(self._send("execute/async", {"script": call, "args": []}) or "null")

    def press(self, key: str) -> None:
        keys = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self._send("actions", {"actions": [{"type": "key", "id": "k", "actions": keys}]})

    def _send(self, path: str, data: dict[str, Any]) -> Any:
        request = urllib.request.Request(
            f"{self.address}/{path}", json.dumps(data).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read())["value"]


def missing_firefox() -> str | None:
    """Why there is no Firefox to test with, if there is none."""
    return None if _command(FIREFOX) else "no Firefox here; on Debian: apt-get install firefox-esr"


def missing_webkit() -> str | None:
    """Why there is no WebKit to test with, if there is none."""
    if not shutil.which(WEBKIT_DRIVER) or not _mini_browser():
        return "no WebKit here; on Debian: apt-get install webkit2gtk-driver"
    if not os.environ.get("DISPLAY") and not shutil.which("Xvfb"):
        return "WebKit has no display to draw on; on Debian: apt-get install xvfb"
    return None


@contextlib.contextmanager
def run_firefox() -> Iterator[Engine]:
    """A Firefox with a profile of its own."""
    port, command = free_port(), _command(FIREFOX)
    assert command
    with tempfile.TemporaryDirectory() as profile:
        flags = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", str(port), "about:blank"]
        with _running([command, *flags], {**os.environ, "HOME": profile, "MOZ_HEADLESS_WIDTH": "1400"}):
            engine = Firefox(port)
            yield engine
            engine.socket.close()


@contextlib.contextmanager
def run_webkit() -> Iterator[Engine]:
    """WebKitGTK's browser, on a display of its own where there is none."""
    port, environment = free_port(), {**os.environ, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    with contextlib.ExitStack() as stack:
        if not os.environ.get("DISPLAY"):
            number = 90 + os.getpid() % 900
            stack.enter_context(_running(["Xvfb", f":{number}", "-screen", "0", "1920x1200x24"], environment))
            environment["DISPLAY"] = f":{number}"
            time.sleep(1)
        driver = str(shutil.which(WEBKIT_DRIVER))
        stack.enter_context(_running([driver, f"--port={port}", "--host=127.0.0.1"], environment))
        yield WebKit(port, str(_mini_browser()))


@contextlib.contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        program.terminate()
        program.wait(PATIENCE)


def _patiently(connect: Any) -> Any:
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            return connect()
        except OSError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.2)


def _command(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def _mini_browser() -> str | None:
    found = shutil.which(WEBKIT_BROWSER)
    return found or next(map(str, sorted(Path("/usr/lib").glob(f"*/webkit2gtk-4*/{WEBKIT_BROWSER}"))), None)
