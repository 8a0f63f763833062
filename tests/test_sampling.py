"""What `make test` leaves to `make matrix`: no value and no pair of values is lost."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from sampling import sample, spread

TEST = """
import pytest

@pytest.mark.sampled
@pytest.mark.parametrize("page", "abcdef")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sampled(page, scheme): pass

@pytest.mark.sampled(most=3)
@pytest.mark.parametrize("case", range(10))
def test_spread(case): pass

@pytest.mark.parametrize("number", range(4))
def test_whole(number): pass

@pytest.mark.any_hub
@pytest.mark.clock
def test_builds(): pass
"""


def grid(**columns: str) -> list[dict[str, str]]:
    return [dict(zip(columns, values, strict=True)) for values in product(*columns.values())]


def test_of_two_parameters_every_value_is_in_the_sample_and_little_more() -> None:
    rows = grid(page="abcdefgh", fonts="1234")
    chosen = [rows[index] for index in sample(rows)]
    assert {row["page"] for row in chosen} == set("abcdefgh")
    assert {row["fonts"] for row in chosen} == set("1234")
    assert len(chosen) == 8
    assert [row["fonts"] for row in chosen].count("1") == 2


def test_of_more_parameters_every_pair_of_values_is_in_the_sample() -> None:
    rows = grid(locale="abc", scheme="ld", width="123", mode="fo")

    def pairs(some: list[dict[str, str]]) -> set[tuple[tuple[str, str], ...]]:
        return {pair for row in some for pair in combinations(row.items(), 2)}

    chosen = [rows[index] for index in sample(rows)]
    assert pairs(chosen) == pairs(rows)
    assert len(chosen) <= len(rows) / 3


def test_of_many_cases_a_few_are_spread_evenly_from_the_first_on() -> None:
    assert spread(range(10), 3) == [0, 3, 6]
    assert spread([4, 7], 3) == [4, 7]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([], {"sampled": 12, "spread": 10, "whole": 4, "builds": 1}),
        (["--grid=sample"], {"sampled": 6, "spread": 3, "whole": 4, "builds": 1}),
        (["--clock=without"], {"sampled": 12, "spread": 10, "whole": 4}),
        (["--clock=only"], {"builds": 1}),
        (["--share=1/2"], {"sampled": 6, "spread": 5, "whole": 2}),
        (["--share=2/2", "--grid=sample"], {"sampled": 3, "spread": 1, "whole": 2}),
    ],
)
def test_the_options_say_how_many_are_run(pytester: pytest.Pytester, options: list[str], names: dict[str, int]) -> None:
    pytester.makeconftest(
        "from sampling import add_options as pytest_addoption\n"
        "from sampling import choose\n"
        "def pytest_configure(config):\n"
        "    for name in ('sampled', 'any_hub', 'clock'): config.addinivalue_line('markers', name)\n"
        "def pytest_collection_modifyitems(config, items): choose(config, items)\n"
    )
    pytester.makepyfile(TEST)
    reports = pytester.inline_run(*options).getreports("pytest_runtest_logreport")
    run = [report.nodeid.partition("::test_")[2].partition("[")[0] for report in reports if report.when == "call"]
    assert {name: run.count(name) for name in set(run)} == names
