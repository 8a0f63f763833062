"""Codes of problems are stable and documented in one place."""

from __future__ import annotations

import re
from pathlib import Path

import jupyterhub_valueprop
from jupyterhub_valueprop.problems.codes import CODES

PACKAGE = Path(jupyterhub_valueprop.__file__).parent


def test_every_documented_code_is_used() -> None:
    sources = (path for path in PACKAGE.rglob("*.py") if path.name != "codes.py")
    words = {word for path in sources for word in re.findall(r'"([a-z0-9-]+)"', path.read_text(encoding="utf-8"))}
    assert set(CODES) <= words


def test_codes_are_in_alphabetical_order_and_explained_by_a_sentence() -> None:
    assert list(CODES) == sorted(CODES)
    assert all(sentence.endswith(".") for sentence in CODES.values())


def test_every_code_in_an_expected_output_is_documented() -> None:
    outputs = (Path(__file__).parents[1] / "branding/examples/invalid").glob("*.txt")
    codes = {code for path in outputs for code in re.findall(r": error: .*\[([a-z0-9-]+)\]$", path.read_text(), re.M)}
    assert codes <= set(CODES)
    assert len(codes) > 25
