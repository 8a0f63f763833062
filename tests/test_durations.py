"""How long the tests take: what `make test` says at its end and the table in CONTRIBUTING, made from its reports."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
REPORT = """\
<testsuites><testsuite skipped="1" time="{time}">
<testcase classname="tests.hub.test_login" name="test_slow[a b]" time="7.25"/>
<testcase classname="tests.browser.test_page" name="test_broken" time="2">
<failure message="assert 1 == 2&#10; where">the whole of it</failure></testcase>
<testcase classname="tests.test_docs" name="test_left_out" time="0"><skipped message="no"/></testcase>
<testcase classname="tests.hub.test_login" name="test_quick" time="0.75"/>
</testsuite></testsuites>"""


@pytest.fixture
def durations() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "docs" / "durations.py"))


@pytest.fixture
def reports(durations: dict[str, Any], tmp_path: Path) -> list[Any]:
    """Of two sessions, the same four tests: two passed, one failed, one was skipped."""
    for name, seconds in {"hub-5.2": 200, "hub-6.1": 40}.items():
        (tmp_path / f"{name}.xml").write_text(REPORT.format(time=seconds), encoding="utf-8")
    return [durations["read"](path) for path in sorted(tmp_path.iterdir())]


def test_the_summary_names_what_failed_the_slowest_tests_and_the_total(
    durations: dict[str, Any], reports: list[Any]
) -> None:
    lines = durations["summary"](reports).splitlines()

    assert lines[:3] == ["hub-5.2: tests.browser.test_page.test_broken", "  assert 1 == 2", "   where"]
    assert lines[lines.index("The 10 slowest tests:") + 1] == "    7.2 s  hub-5.2  tests.hub.test_login.test_slow[a b]"
    assert lines[-3:] == [
        "hub-5.2: 2 passed in 3 min 20 s",
        "hub-6.1: 2 passed in 40 s",
        "4 passed, 2 failed, 2 skipped in 4 min",
    ]


def test_what_passed_when_it_was_tried_again_counts_as_passed_and_is_named(
    durations: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "hub-5.2.xml").write_text(REPORT.format(time=200), encoding="utf-8")
    (tmp_path / "hub-5.2-again.xml").write_text(
        '<testsuites><testsuite skipped="0" time="2"><testcase classname="tests.browser.test_page" '
        'name="test_broken" time="2"/></testsuite></testsuites>',
        encoding="utf-8",
    )
    lines = durations["summary"](durations["read_all"](tmp_path.iterdir())).splitlines()

    assert lines[0] == "hub-5.2: tests.browser.test_page.test_broken (passed when it was tried again)"
    assert lines[-1] == "3 passed, 0 failed, 1 skipped in 3 min 20 s"


def test_a_run_without_reports_has_a_total(durations: dict[str, Any]) -> None:
    assert durations["summary"]([]).splitlines()[-1] == "0 passed, 0 failed, 0 skipped in 0 s"


def test_the_table_has_a_row_for_each_report_and_one_for_all(durations: dict[str, Any], reports: list[Any]) -> None:
    most = "`hub` 80 %, `browser` 20 %, the rest 0 %"
    assert durations["table"](reports).splitlines()[2:] == [
        f"| every test, on JupyterHub 6.1 | 2 | 40 s | {most} |",
        f"| what JupyterHub itself decides, on JupyterHub 5.2 | 2 | 3 min 20 s | {most} |",
        "| all | 4 | 4 min | |",
    ]


def test_only_the_table_of_the_page_is_made_anew(durations: dict[str, Any]) -> None:
    page = durations["written"](CONTRIBUTING, "| a new | table |")
    before, after = CONTRIBUTING.split(durations["BEGIN"])[0], CONTRIBUTING.split(durations["END"])[1]

    assert page == f"{before}{durations['BEGIN']}\n| a new | table |\n{durations['END']}{after}"


def test_the_table_in_contributing_has_every_row_and_its_sums(durations: dict[str, Any]) -> None:
    """A dash is what has not been run."""
    table = CONTRIBUTING.split(durations["BEGIN"])[1].split(durations["END"])[0]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.strip().splitlines()[2:]]

    assert [row[0] for row in rows] == [*durations["SUBJECTS"].values(), "all"]
    assert [row[1] for row in rows if not re.fullmatch(r"[\d,]+|–", row[1])] == []
    assert [row[2] for row in rows if not re.fullmatch(r"\d+ min( \d+ s)?|\d+ s|–", row[2])] == []
    passed = [int(row[1].replace(",", "").replace("–", "0")) for row in rows]
    assert passed[-1] == sum(passed[:-1])
