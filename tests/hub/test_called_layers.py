"""Functions in a branding: called once an interval, away from the hub's event loop; what they return is shown."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from real_hub import OURS, Hub, HubsInLoop

pytestmark = pytest.mark.asyncio

#: The function does what the file `said.py` says now; each call is counted in `calls`.
FUNCTION = """
import pathlib, time
def late(value):
    while not pathlib.Path("go").exists():
        time.sleep(0.02)
    return value
def dynamic():
    with open("calls", "a") as calls:
        calls.write("x")
    return eval(pathlib.Path("said.py").read_text())
c.ValueProp.branding = ["branding.yaml", dynamic]
c.ValueProp.reload_interval = 0.1
"""


def says(expression: str) -> None:
    new = Path("new")
    new.write_text(expression, encoding="utf-8")
    new.replace("said.py")


def named(name: str) -> str:
    return f"{{'community': {{'name': {name!r}}}}}"


async def comes(running: Hub, words: str, seconds: float = 10.0) -> str:
    async with running.visitor() as visitor:
        for _ in range(int(seconds / 0.05)):
            page: str = (await visitor.get("/hub/login")).text
            if words in page:
                return page
            await asyncio.sleep(0.05)
    raise AssertionError(f"{words!r} is not shown:\n{running.log.text[-1_000:]}")


async def test_what_a_function_returns_is_shown_without_a_restart(hub: HubsInLoop) -> None:
    Path("branding.yaml").write_text("community: {tagline: From the file}\n", encoding="utf-8")
    says(named("First"))
    running = await hub(OURS + FUNCTION)
    assert "From the file" in await comes(running, "First")
    built = running.log.text.count("ValueProp 0.1.0")
    began, before = time.monotonic(), Path("calls").stat().st_size
    await asyncio.sleep(0.7)
    calls, most = Path("calls").stat().st_size - before, (time.monotonic() - began) / 0.1 + 1
    assert 1 <= calls <= most
    assert running.log.text.count("ValueProp 0.1.0") == built  # an equal result builds nothing

    says(named("Second"))
    await comes(running, "Second")
    says("{}[time.time_ns()]")  # in other words each time
    await running.log.comes_to("KeyError")
    await asyncio.sleep(0.5)
    await comes(running, "Second")
    assert running.log.text.count("KeyError") == 1
    assert "WARNING ValueProp: ValueProp.branding[1]: warning: the callable failed with KeyError" in running.log.text
    Path("branding.yaml").write_text("community: {tagline: Another line}\n", encoding="utf-8")
    assert "Second" in await comes(running, "Another line")  # a failing function keeps no file back
    says(named("Third"))
    await comes(running, "Third")
    assert "ERROR" not in running.log.text


@pytest.mark.clock
async def test_a_function_that_hangs_keeps_the_last_and_holds_up_nothing(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jupyterhub_valueprop.hub.called_layers.LONGEST_CALL", 0.3)
    Path("branding.yaml").write_text("community: {tagline: From the file}\n", encoding="utf-8")
    says(named("First"))
    running = await hub(OURS + FUNCTION)
    await comes(running, "First")
    says(f"late({named('Late')})")
    await running.log.comes_to("the callable has been running for")
    Path("branding.yaml").write_text("community: {tagline: Another line}\n", encoding="utf-8")
    assert "First" in await comes(running, "Another line")
    async with running.visitor() as visitor:
        began = time.monotonic()
        await visitor.get("/hub/login")
        assert time.monotonic() - began < 0.25
    assert running.log.text.count("has been running for") == 1
    Path("go").touch()
    await comes(running, "Late")


async def test_a_function_that_does_not_return_at_the_start_is_left_out_until_it_does(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jupyterhub_valueprop.hub.called_layers.FIRST_CALL", 0.2)
    Path("branding.yaml").write_text("community: {tagline: From the file}\n", encoding="utf-8")
    says(f"late({named('Late')})")
    running = await hub(OURS + FUNCTION)
    await comes(running, "From the file")
    assert "callable-failed" in running.log.text
    Path("go").touch()
    await comes(running, "Late")


async def test_a_function_that_fails_from_the_start_is_told_once_and_comes_back(hub: HubsInLoop) -> None:
    Path("branding.yaml").write_text("community: {tagline: From the file}\n", encoding="utf-8")
    says("{}[time.time_ns()]")
    running = await hub(OURS + FUNCTION)
    await comes(running, "From the file")
    await asyncio.sleep(0.5)
    assert running.log.text.count("KeyError") == 1
    says(named("Mended"))
    await comes(running, "Mended")
