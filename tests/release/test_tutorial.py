"""The tutorial, done as its reader does it: in an empty folder, with Python and the wheel, and nothing else.

Every command is run, every file written and every change made, in the order of the page, and what the page says that
one sees is looked for. Two things differ: the hub's ports are free ones, and where `VALUEPROP_UV` names uv,
it does what `pip` is asked to do, in a tenth of the time.
"""

from __future__ import annotations

import contextlib
import html
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from visitor import NAVIGATION, login_form

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorial" / "first-front-door.md").read_text(encoding="utf-8")
# a fenced block, or a sentence that tells what one sees
STEP = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$|(?P<seen>\bYou see \*\*.*?)(?=\n\n|\. )", re.M | re.S)
FILE_NAME = re.compile(r"^(?:#|<!--) (\S+\.\w+)(?: -->)?\n")
LEAVES = "pip uninstall jupyterhub-valueprop"
GUIDE = (ROOT / "docs" / "how-to" / "operate.md").read_text(encoding="utf-8")
UV = os.environ.get("VALUEPROP_UV")
BY_UV = '#!/bin/sh\nexec "{uv}" pip "$@" --quiet --python "{python}"\n'
PATIENCE = 60  # seconds, for a busy machine


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


def wait_until(holds: Callable[[], bool], what: Callable[[], str]) -> None:
    """Ask until it holds; what is wrong is said if it doesn't."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what()
        time.sleep(0.3)


class Reader:
    """Somebody who does what the page says, step by step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "hub.log"
        self.activated = False
        self.hub: subprocess.Popen[bytes] | None = None
        self.url = f"http://127.0.0.1:{free_port()}"
        self.browser = httpx.Client(headers=NAVIGATION, timeout=PATIENCE)

    def follow(self, page: str) -> int:
        """Do every step; say how many there were."""
        steps = list(STEP.finditer(page))
        for step in steps:
            if step["seen"]:
                self.see(re.findall(r"\*\*(.*?)\*\*", step["seen"]))
            else:
                getattr(self, f"do_{step['kind']}")(step["text"])
        return len(steps)

    def do_console(self, text: str) -> None:
        """Run the commands, and compare what they say with what the page says, where it does."""
        for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.M):
            if command.startswith(". "):
                self.activated = True
            elif command == "jupyterhub":
                self.start_hub()
            else:
                said = self.run(command)
                pattern = ".*".join(re.escape(part) for part in expected.split("…"))
                assert not expected or re.fullmatch(pattern, said, re.S), f"{command} said:\n{said}"

    def run(self, command: str) -> str:
        done = subprocess.run(
            self.in_shell(command), cwd=self.folder, env=self.environment(), capture_output=True, text=True, check=False
        )
        finds_problems = command.endswith("check branding") and done.returncode == 1
        assert done.returncode == 0 or finds_problems, done.stdout + done.stderr
        if command.startswith("python3 -m venv") and UV:
            pip = self.folder / command.rsplit(maxsplit=1)[-1] / "bin" / "pip"
            pip.write_text(BY_UV.format(uv=UV, python=pip.with_name("python")))
        return done.stdout + done.stderr

    def in_shell(self, command: str) -> list[str]:
        return ["sh", "-c", f". hub-env/bin/activate\n{command}" if self.activated else command]

    def environment(self) -> dict[str, str]:
        """A machine's that has only Python: neither this project's packages nor its settings."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VALUEPROP", "VIRTUAL"))
        }
        base = Path(getattr(sys, "_base_executable", sys.executable)).resolve().parent
        # compiling all that is installed would take longer than running it
        return kept | {"PATH": f"{base}:/usr/local/bin:/usr/bin:/bin", "PIP_NO_COMPILE": "1"}

    def start_hub(self) -> None:
        with self.log.open("wb") as log:
            self.hub = subprocess.Popen(
                self.in_shell("exec jupyterhub"), cwd=self.folder, env=self.environment(), stdout=log, stderr=log
            )

    def do_python(self, text: str) -> None:
        ports = f'c.JupyterHub.hub_port = {free_port()}\nc.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{free_port()}"\n'
        assert "http://127.0.0.1:8000" in text
        self.write(text.replace("http://127.0.0.1:8000", self.url) + ports)

    def do_xml(self, text: str) -> None:
        self.write(text)

    def write(self, text: str) -> None:
        """A block whose first line names its file."""
        name = FILE_NAME.match(text)
        assert name, text
        (self.folder / name[1]).write_text(text, encoding="utf-8")

    def do_diff(self, text: str) -> None:
        """Change the one file of the branding that has these lines."""
        lines = text.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] in " -")
        after = "".join(line[1:] for line in lines if line[0] in " +")
        files = [path for path in (self.folder / "branding").iterdir() if before in path.read_text(encoding="utf-8")]
        assert len(files) == 1, f"in {files}: {before}"
        old = files[0].read_text(encoding="utf-8")
        assert old.count(before) == 1, before
        files[0].write_text(old.replace(before, after), encoding="utf-8")

    def do_text(self, text: str) -> None:
        """Wait for a line in the hub's log."""
        wait_until(lambda: text in self.log.read_text(encoding="utf-8"), lambda: self.log.read_text(encoding="utf-8"))

    def see(self, words: list[str]) -> None:
        assert words
        wait_until(lambda: not self.unseen(words), lambda: f"not on the page: {self.unseen(words)}")

    def unseen(self, words: list[str]) -> list[str]:
        page = html.unescape(self.login_page())
        return [each for each in words if each not in page]

    def login_page(self) -> str:
        try:
            return self.browser.get(f"{self.url}/hub/login").text
        except httpx.TransportError:
            return ""

    def sign_in(self, name: str) -> str:
        """Where one is after pressing the button."""
        with httpx.Client(base_url=self.url, follow_redirects=True, headers=NAVIGATION, timeout=PATIENCE) as browser:
            form = login_form(browser.get("/").text)
            answer = browser.post(form.action, data=form.filled(username=name, password=""))
            assert answer.status_code == 200
            assert name in browser.get("/hub/home").text
            return answer.url.path

    def end_hub(self) -> None:
        if self.hub:
            self.hub.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.hub.wait(20)
            self.hub.kill()
            self.hub.wait()

    def leave(self) -> None:
        """What the guide for admins says, with one restart: take the lines out of the configuration, uninstall."""
        config = self.folder / "jupyterhub_config.py"
        lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
        config.write_text("".join(line for line in lines if "valueprop" not in line.casefold()), encoding="utf-8")
        self.run(f"python3 -m {LEAVES} --yes" if not UV else f'"{UV}" {LEAVES} --python hub-env/bin/python')
        self.end_hub()
        self.start_hub()
        wait_until(lambda: "form" in self.login_page(), lambda: self.log.read_text(encoding="utf-8"))

    def left_behind(self) -> list[str]:
        """The files of this package in the hub's environment, and its tables in the hub's database."""
        files = [str(path) for path in (self.folder / "hub-env").rglob("*valueprop*")]
        with contextlib.closing(sqlite3.connect(self.folder / "jupyterhub.sqlite")) as database:
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master")]
        return files + [name for name in tables if "valueprop" in name]


@pytest.fixture
def reader(tmp_path: Path, wheel: Path) -> Iterator[Reader]:
    folder = tmp_path / "empty"
    folder.mkdir()
    shutil.copy(wheel, folder)
    reader = Reader(folder)
    yield reader
    reader.browser.close()
    reader.end_hub()


def test_the_tutorial_ends_in_a_branded_login_page_that_signs_in_and_one_can_leave(reader: Reader, wheel: Path) -> None:
    assert wheel.name in PAGE, "the page names the wheel of another version"
    assert f"`python3 -m {LEAVES}`" in GUIDE

    assert reader.follow(PAGE) > 20

    page = reader.login_page()
    assert "/static/valueprop/" in page
    assert "#0b5f73" in reader_styles(reader, page)
    assert re.search(r'<img[^>]+alt="[^"]*"[^>]*src="[^"]*logo|<img[^>]+src="[^"]*\.svg', page)
    assert reader.sign_in("ada") in {"/user/ada/lab", "/hub/spawn-pending/ada"}

    reader.leave()

    page = reader.login_page()
    assert 'name="password"' in page
    assert "valueprop" not in page
    assert reader.left_behind() == []


def reader_styles(reader: Reader, page: str) -> str:
    """The page's style sheets, in lower case."""
    sheets = re.findall(r'<link[^>]+href="([^"]+\.css[^"]*)"', page)
    return "".join(reader.browser.get(reader.url + sheet).text for sheet in sheets).lower()
