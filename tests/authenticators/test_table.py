"""The table in the docs names every authenticator that is tried here, and what was shown about it."""

from __future__ import annotations

import re
from pathlib import Path

from authenticators.catalogue import TITLES

TABLE = (Path(__file__).parents[2] / "docs" / "reference" / "authenticators.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+?) \| (.+) \|$", TABLE, re.MULTILINE)


def test_the_table_has_a_row_for_every_authenticator() -> None:
    assert [name for name, _ in ROWS] == ["authenticator", *TITLES.values()]


def test_the_table_shows_no_failure_and_nothing_that_was_not_tried() -> None:
    assert [name for name, cells in ROWS if "fails" in cells.split(" | ") or "not tried" in cells] == []


def test_the_table_has_every_supported_jupyterhub() -> None:
    assert ROWS[0][1] == "JupyterHub 5.2 | JupyterHub 5.5 | JupyterHub 6.1"
