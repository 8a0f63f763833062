"""The example configuration, as `make hub` runs it: it answers, it signs in, and ctrl-C leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest
from real_hub import LAB_STARTS, VENV_BIN, end, family, free_port, wait_for
from visitor import NAVIGATION, login_form

ROOT = Path(__file__).parents[2]


@dataclass
class Example:
    process: subprocess.Popen[bytes]
    url: str
    log: Path


@pytest.fixture
def example(tmp_path: Path) -> Iterator[Example]:
    """The example hub on free ports, started from another folder and without its environment on the PATH."""
    checkout, elsewhere = tmp_path / "checkout", tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copytree(ROOT / "examples", checkout / "examples")
    shutil.copy(ROOT / "example_config.py", checkout)
    url, log = f"http://127.0.0.1:{free_port()}", tmp_path / "log"
    command = [
        str(VENV_BIN / "jupyterhub"),
        f"--config={checkout / 'example_config.py'}",
        f"--JupyterHub.bind_url={url}",
        f"--JupyterHub.hub_bind_url=http://127.0.0.1:{free_port()}",
        f"--ConfigurableHTTPProxy.api_url=http://127.0.0.1:{free_port()}",
        f"--Spawner.http_timeout={LAB_STARTS}",
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=elsewhere,
            env=os.environ | {"PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"{url}/hub/login", process, log)
        yield Example(process, url, log)
        assert list(elsewhere.iterdir()) == []
    finally:
        end(process)


def sign_in(url: str, username: str) -> httpx.Client:
    """Sign in and start this user's server; the signed-in client."""
    client = httpx.Client(base_url=url, headers=NAVIGATION, follow_redirects=True, timeout=60, trust_env=False)
    page = client.get("/hub/login")
    form = login_form(page.text)
    client.post(form.action, data=form.filled(username=username)).raise_for_status()
    give_up = time.monotonic() + LAB_STARTS
    while "JupyterLab" not in (lab := client.get(f"/user/{username}/lab")).text:
        assert time.monotonic() < give_up, lab.text
        time.sleep(0.5)
    return client


def test_any_name_signs_in_to_jupyterlab_and_ctrl_c_leaves_no_process(example: Example) -> None:
    with closing(sign_in(example.url, "ada")):
        members = family(example.process)
        commands = [" ".join(member.cmdline()) for member in members]
        assert any("configurable-http-proxy" in command for command in commands)
        assert any("jupyterhub-singleuser" in command for command in commands)
        example.process.send_signal(signal.SIGINT)
        example.process.wait(timeout=30)
    _, alive = psutil.wait_procs(members, timeout=10)
    assert alive == [], example.log.read_text()


def test_the_example_shows_its_communitys_page_without_a_problem(example: Example) -> None:
    page = httpx.get(f"{example.url}/hub/login", trust_env=False).text
    assert "Ocean Data Commons" in page
    assert "ValueProp:" not in example.log.read_text()
