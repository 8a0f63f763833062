"""The pure parts of the benchmarks: what is made of measurements. What they measure is no test's business."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"

WRK = """\
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     6.60ms    1.01ms  20.94ms   90.00%
  Latency Distribution
     50%    6.52ms
     75%    6.80ms
     90%  900.00us
     99%    1.20s
  4712 requests in 4.00s, 44.12MB read
  Non-2xx or 3xx responses: 3
Requests/sec:   1178.05
"""


@pytest.fixture(scope="module")
def benchmarks() -> ModuleType:
    """The package beside the tests, found without putting the checkout on the path: the wheel is what is tested."""
    found = importlib.util.spec_from_file_location(
        "benchmarks", FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
    )
    assert found
    assert found.loader
    package = importlib.util.module_from_spec(found)
    sys.modules["benchmarks"] = package
    found.loader.exec_module(package)
    for name in ("growth", "inputs", "lines", "load", "plot", "statistic", "table"):
        importlib.import_module(f"benchmarks.{name}")
    return package


@pytest.mark.parametrize(
    ("of", "least", "limit", "verdict"),
    [
        ("ours", False, 30, "met"),
        ("ours", False, 29, "MISSED"),
        ("ratio", False, 0.3, "met"),
        ("ratio", True, 0.31, "MISSED"),
        ("above", False, -70, "met"),
        ("above", False, -71, "MISSED"),
    ],
)
def test_a_budget_judges_our_figure_its_ratio_or_what_it_is_above_the_stock_one(
    benchmarks: ModuleType, of: str, least: bool, limit: float, verdict: str
) -> None:
    lines = benchmarks.lines

    assert lines.Line("what", "B", 100, 30, lines.Budget(limit, of, least)).verdict == verdict


def test_a_line_without_a_budget_or_without_figures_is_not_judged(benchmarks: ModuleType) -> None:
    lines = benchmarks.lines

    assert lines.Line("what", "B", 100, 30).verdict == "–"
    assert lines.Line("what", budget=lines.Budget(3), skipped="no browser").verdict == "skipped"


def test_a_measured_ratio_counts_rather_than_that_of_the_medians(benchmarks: ModuleType) -> None:
    lines = benchmarks.lines
    line = lines.Line("rate", "/s", 100, 150, lines.Budget(1.2, "ratio", least=True), ratio=1.1)

    assert (line.shown_ratio, line.verdict) == (1.1, "MISSED")


def test_ratios_are_taken_round_by_round(benchmarks: ModuleType) -> None:
    assert benchmarks.statistic.paired_ratio([12, 24, 6], [10, 10, 10]) == 1.2


def test_percentiles_are_values_that_were_measured(benchmarks: ModuleType) -> None:
    percentile = benchmarks.statistic.percentile

    assert [percentile([3, 1, 2, 4], share) for share in (0, 0.5, 0.99)] == [1, 2, 4]
    assert percentile([], 0.5) == 0


def test_rounds_take_turns_in_going_first(benchmarks: ModuleType) -> None:
    assert benchmarks.statistic.alternating(["a", "b"], 3) == [("a", "b"), ("b", "a"), ("a", "b")]


def test_the_report_of_wrk_is_read_in_milliseconds_with_its_errors(benchmarks: ModuleType) -> None:
    assert benchmarks.load.from_wrk(WRK) == benchmarks.load.Load(4712, 1178.05, 6.52, 1200.0, 3)


def test_the_table_has_every_line_and_says_what_has_changed_since_an_earlier_run(benchmarks: ModuleType) -> None:
    lines, table = benchmarks.lines, benchmarks.table
    measured = [
        lines.Line("bytes", "B", 700_000, 33_000, lines.Budget(45_000)),
        lines.Line("rate", "/s", 1000, 1300, lines.Budget(1.2, "ratio", least=True)),
        lines.Line("requests"),
    ]
    earlier = {
        "lines": [{"what": "bytes", "ours": 30_000, "ratio": 0.04}, {"what": "rate", "ours": 900, "ratio": 1.25}]
    }

    assert table.rows(measured, earlier) == [
        ("what", "JupyterHub", "this package", "ratio", "budget", "verdict", "before", "change"),
        ("bytes", "700,000 B", "33,000 B", "0.047", "≤ 45,000 B", "met", "30,000 B", "+10.0%"),
        ("rate", "1,000 /s", "1,300 /s", "1.300", "≥ 1.2 ×", "met", "1.250", "+4.0%"),
        ("requests", "", "", "", "", "–", "", "new"),
    ]


def test_only_what_stands_between_the_marks_is_replaced(benchmarks: ModuleType) -> None:
    between_marks = benchmarks.table.between_marks

    assert between_marks("a\n<!-- x -->\nold\n<!-- /x -->\nb", "x", "new") == "a\n<!-- x -->\nnew\n<!-- /x -->\nb"
    with pytest.raises(ValueError, match="no <!-- y -->"):
        between_marks("a", "y", "new")


def test_documents_grow_to_the_size_that_is_asked_for(benchmarks: ModuleType) -> None:
    sizes = [len(benchmarks.inputs.document(size)) for size in (4_000, 400_000)]

    assert sizes == [pytest.approx(4_000, rel=0.15), pytest.approx(400_000, rel=0.01)]


def test_the_plot_has_a_drawing_for_every_figure_of_every_dimension(benchmarks: ModuleType) -> None:
    point = benchmarks.growth.Point
    points = [point(name, "", step, 0.1, 0.02, 1.0, 30_000, 900, 1.0) for name in ("a", "b") for step in (1, 2)]

    drawn = benchmarks.plot.draw(points)

    assert drawn.count("<polyline") == 2 * len(benchmarks.plot.FIGURES)
    assert drawn.count("<circle") == 4 * len(benchmarks.plot.FIGURES)
