"""Breaks the program that builds the page, as it runs: one of its functions raises, or does what a test says."""

from __future__ import annotations

import pytest

from jupyterhub_valueprop.builder import process

BREAK = """
import importlib, sys
import jupyterhub_valueprop.page
home, _, name = {part!r}.rpartition(".")
original = getattr(importlib.import_module(home), name)
def broken(*args, **kwargs):
    {body}
for module in [each for known, each in sys.modules.items() if known.startswith("jupyterhub_valueprop.")]:
    for attribute, value in list(vars(module).items()):
        if value is original:
            setattr(module, attribute, broken)
"""


RAISE = "raise RuntimeError('broken on purpose')"


def break_builder(monkeypatch: pytest.MonkeyPatch, part: str, body: str = RAISE) -> None:
    """Let every program from now on have `body` in the place of the function with the full name `part`."""
    change_builder(monkeypatch, BREAK.format(part=part, body=body))


def change_builder(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let every program from now on run this code before it is asked."""
    forget_waiting()
    first, last = process.PROGRAM.rsplit("; main()", 1)[0], "; main()"
    monkeypatch.setattr(process, "PROGRAM", f"{first}; exec({code!r}){last}")


def forget_waiting() -> None:
    """End a program that was started before, with the code that it had then; one that builds is only asked no more."""
    while process._waiting:
        program = process._waiting.pop()
        if not program.is_busy:
            program.end()
