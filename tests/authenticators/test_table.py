"""The table in the docs names every authenticator that is tried here, and what was shown about it."""

from __future__ import annotations

import re
from pathlib import Path

from authenticators.catalogue import TITLES
from authenticators.packages import NOT_TRIED, PACKAGES

TABLE = (Path(__file__).parents[2] / "docs" / "reference" / "authenticators.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+?) \| (.+) \|$", TABLE, re.MULTILINE)


HEADS = [row for row in ROWS if row[0] in {"authenticator", "package"}]


def test_the_tables_have_a_row_for_every_authenticator() -> None:
    alone = [each.title for each in PACKAGES]

    assert [name for name, _ in ROWS] == [
        "authenticator",
        *TITLES.values(),
        "authenticator",
        *alone,
        "package",
        *NOT_TRIED,
    ]


def test_the_tables_show_no_failure_and_nothing_that_was_not_tried() -> None:
    assert [name for name, cells in ROWS if "fails" in cells.split(" | ") or "not tested" in cells] == []


def test_the_tables_have_every_supported_jupyterhub() -> None:
    tried = "package | JupyterHub 5.2 | JupyterHub 5.5 | JupyterHub 6.1"

    assert [cells for _, cells in HEADS] == [tried, tried, "why not"]


def test_what_is_not_tried_is_in_no_other_table() -> None:
    tried = {f"{each.name} {each.version}" for each in PACKAGES}

    assert [package for package in NOT_TRIED if package in tried] == []
