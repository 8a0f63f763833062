"""Whatever a file holds, no request waits for it: real hubs in processes of their own, under the worst known files."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hostile import ALL
from lone_hub import LoneHub, lone_hub
from real_hub import OURS

pytestmark = [pytest.mark.any_hub, pytest.mark.clock, pytest.mark.asyncio]

LONGEST_WAIT = 0.25
BACK_WITHIN = 5.0
GOOD = "community: {{name: Good {number}}}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("branding")
    (folder / "branding.yaml").write_text(GOOD.format(number=0), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def running(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoneHub]:
    config = f"{OURS}c.ValueProp.branding = {str(folder / 'branding.yaml')!r}\nc.ValueProp.reload_interval = 0.2\n"
    with lone_hub(tmp_path_factory.mktemp("hub"), config) as hub:
        yield hub


class Watch:
    """Asks a hub for its health and its login page, one after the other, until told to stop."""

    def __init__(self, url: str) -> None:
        self.slowest = 0.0
        self.page = ""
        self.wrong: list[str] = []
        self._url = url
        self._stopped = False

    async def run(self) -> None:
        async with httpx.AsyncClient(base_url=self._url, timeout=60) as client:
            while not self._stopped:
                for path in ("/hub/health", "/hub/login"):
                    began = time.monotonic()
                    answer = await client.get(path)
                    self.slowest = max(self.slowest, time.monotonic() - began)
                    if answer.status_code != 200 or ("login" in path and 'name="password"' not in answer.text):
                        self.wrong.append(answer.text)
                self.page = answer.text
                await asyncio.sleep(0.02)

    def stop(self) -> None:
        self._stopped = True


async def shows(watch: Watch, text: str, seconds: float) -> bool:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        if text in watch.page:
            return True
        await asyncio.sleep(0.02)
    return False


def is_refused(log: str) -> bool:
    """Whether a build has come to an end with something to say."""
    return any("ValueProp:" in line and "has changed" not in line for line in log.splitlines())


@pytest.mark.sampled(most=8)
@pytest.mark.parametrize("name", ALL)
async def test_a_hostile_file_delays_no_request_and_its_repair_is_shown(
    running: LoneHub, folder: Path, name: str
) -> None:
    before = running.megabytes
    watch = Watch(running.url)
    asking = asyncio.create_task(watch.run())
    said = len(running.log)
    ALL[name](folder)
    for _ in range(300):
        await asyncio.sleep(0.05)
        if "<title>Hostile" in watch.page or is_refused(running.log[said:]):
            break
    good = GOOD.format(number=abs(hash(name)))
    (folder / "branding.yaml").write_text(good, encoding="utf-8")
    is_back = await shows(watch, good[18:-2], BACK_WITHIN)
    watch.stop()
    await asking

    assert is_back
    assert watch.wrong == []
    assert watch.slowest < LONGEST_WAIT
    assert running.megabytes < before + 30
    assert "Traceback" not in running.log[said:]
    assert len(running.builders) <= 1
    assert running.builds == []
