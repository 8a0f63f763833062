"""The matrix of versions: its table in the docs says what its reports say, and agrees with what the package claims."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from versions import HUBS, PYTHONS, combinations

ROOT = Path(__file__).parents[1]
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
TABLE = (ROOT / "docs" / "reference" / "versions.md").read_text(encoding="utf-8")
REPORT = """\
<testsuites><testsuite tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}"><properties>\
<property name="Python" value="3.10.13"/><property name="jupyterhub" value="5.2.1"/>\
<property name="click" value="{click}"/><property name="hypothesis-statistics" value="x"/>\
</properties></testsuite></testsuites>"""


@pytest.fixture
def matrix() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "docs" / "matrix.py"))


@pytest.fixture
def written(matrix: dict[str, Any], tmp_path: Path) -> str:
    """The page of a machine with one Python, on which one combination failed and three were not run."""
    reports = {
        "matrix-3.10-5.2-newest": {"tests": 12, "failures": 0, "errors": 0, "skipped": 2, "click": "8.10.0"},
        "matrix-3.10-5.5-newest": {"tests": 12, "failures": 0, "errors": 0, "skipped": 0, "click": "8.9.1"},
        "matrix-3.10-5.2-oldest": {"tests": 12, "failures": 2, "errors": 1, "skipped": 1, "click": "8.2.0"},
    }
    for name, values in reports.items():
        (tmp_path / f"{name}.xml").write_text(REPORT.format(**values), encoding="utf-8")
    page: str = matrix["page"](matrix["reports"](tmp_path.iterdir()))
    return page


def test_a_row_says_how_many_tests_passed_failed_and_were_skipped(written: str) -> None:
    assert "| 3.10 | newest | 10 passed, 2 skipped | 12 passed | not run |\n" in written
    assert "| 3.10 | oldest | 8 passed, 3 failed, 1 skipped | not run | not run |\n" in written


def test_a_python_without_a_report_is_not_on_the_machine(written: str) -> None:
    assert "| 3.13 | newest | not on the machine | not on the machine | not on the machine |\n" in written
    assert "| 3.13 | oldest | – | – | not on the machine |\n" in written


def test_the_row_of_a_python_without_a_report_stays_as_it_was(matrix: dict[str, Any]) -> None:
    row = "| 3.14 | newest | 111 passed | 111 passed | 3238 passed, 11 skipped |\n"

    assert row in matrix["page"]({}, before=row)


def test_the_dependencies_are_named_with_every_version_that_was_installed(written: str) -> None:
    assert "| click | 8.2.0 | 8.9.1, 8.10.0 |\n" in written


def test_the_table_in_the_docs_has_every_combination_and_no_failure() -> None:
    rows = re.findall(r"^\| (3\.\d+) \| (newest|oldest) \| (.*) \|$", TABLE, re.M)
    shown = {
        (python, hub, kind): cell
        for python, kind, cells in rows
        for hub, cell in zip(HUBS, cells.split(" | "), strict=True)
    }
    assert {key for key, cell in shown.items() if cell != "–"} == set(combinations())
    assert [cell for cell in shown.values() if "failed" in cell] == []


def test_the_package_claims_no_python_that_could_not_be_tried() -> None:
    claimed = re.findall(r"Python :: (3\.\d+)", PROJECT)
    absent = re.findall(r"^\| (3\.\d+) \| newest \| not on the machine", TABLE, re.M)
    assert claimed == [python for python in PYTHONS if python not in absent]
    assert f'requires-python = ">={PYTHONS[0]}"' in PROJECT


def test_the_oldest_jupyterhub_is_the_lower_bound() -> None:
    assert f'"jupyterhub>={HUBS[0]},' in PROJECT
