"""Which tests are run: with `--grid=sample` enough combinations of a test's parameters, with `--grid=all` every one.

Of a test that is marked `sampled`, the sample has every value of two parameters, and every pair of values of more
(pairwise testing). `--share=1/2` is for a version of JupyterHub that is tested beside others: of the parameters of each
test, every second one, counted from the first; and nothing that is marked `any_hub`. `--clock=only` is for those that
are marked `clock`, which want the machine to themselves, `--clock=without` for the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations

import pytest

Claims = frozenset[Hashable]


def add_options(parser: pytest.Parser) -> None:
    """The options of this module."""
    group = parser.getgroup("sampling")
    group.addoption("--grid", choices=["all", "sample"], default="all", help="of the tests marked sampled, how many")
    group.addoption("--clock", choices=["only", "without"], help="the tests marked clock, or all others")
    group.addoption("--share", type=_share, metavar="N/M", help="of each test's parameters, every Mth from the Nth on")


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out of `items` what the options leave out."""
    kept = set(items)
    if config.getoption("grid") == "sample":
        for alike in _by_test(item for item in items if item.get_closest_marker("sampled")):
            kept -= {*alike} - {alike[index] for index in sample([_parameters(item) for item in alike])}
    if config.getoption("clock"):
        only = config.getoption("clock") == "only"
        kept = {item for item in kept if (item.get_closest_marker("clock") is not None) == only}
    if config.getoption("share"):
        first, step = config.getoption("share")
        kept -= {item for item in items if item.get_closest_marker("any_hub")}
        for alike in _by_test(item for item in items if item in kept):
            kept -= {item for index, item in enumerate(alike) if len(alike) > 1 and index % step != first}
    left_out = [item for item in items if item not in kept]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item in kept]


def sample(rows: Sequence[Mapping[str, Hashable]]) -> list[int]:
    """The indices of few rows that together have every value of two columns, or every pair of values of more."""
    claims = [_claims(row) for row in rows]
    open_claims = set().union(*claims)
    chosen = []
    while open_claims:
        best = max(range(len(rows)), key=lambda index: (len(claims[index] & open_claims), -index))
        chosen.append(best)
        open_claims -= claims[best]
    return sorted(chosen)


def _claims(row: Mapping[str, Hashable]) -> Claims:
    return frozenset(combinations(sorted(row.items(), key=lambda entry: entry[0]), 2 if len(row) > 2 else 1))


def _by_test(items: Iterable[pytest.Item]) -> list[list[pytest.Item]]:
    tests: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        tests[item.nodeid.partition("[")[0]].append(item)
    return list(tests.values())


def _parameters(item: pytest.Item) -> dict[str, Hashable]:
    callspec = getattr(item, "callspec", None)
    return {name: repr(value) for name, value in callspec.params.items()} if callspec else {}


def _share(text: str) -> tuple[int, int]:
    first, _, step = text.partition("/")
    return int(first) - 1, int(step)
