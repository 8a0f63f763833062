"""Which tests are run: with `--grid=sample` enough combinations of a test's parameters, with `--grid=all` every one.

Of a test that is marked `sampled`, the sample has every value of two parameters, and every pair of values of more
(pairwise testing). `sampled(most=8)` is for a long list of cases of one kind: eight of those, evenly spread.
`--share=1/2` is for a version of JupyterHub that is tested beside others: of the parameters of each test, every second
one, counted from the first; and nothing that is marked `any_hub`. `--clock=only` is for those that are marked `clock`,
which want the machine to themselves, `--clock=without` for the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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
            chosen = sample([_parameters(item) for item in alike])
            mark = alike[0].get_closest_marker("sampled")
            most = mark.kwargs.get("most", len(chosen)) if mark else len(chosen)
            kept -= {*alike} - {alike[index] for index in spread(chosen, most)}
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
    """The indices of few rows that together have every value of two columns, or every pair of values of more.

    Of rows that add as much, the one whose values were taken least often: each value has its share.
    """
    claims = [_claims(row) for row in rows]
    open_claims = set().union(*claims)
    taken: Counter[Hashable] = Counter()
    chosen = []

    def gain(index: int) -> tuple[int, int, int]:
        return len(claims[index] & open_claims), -sum(taken[entry] for entry in rows[index].items()), -index

    while open_claims:
        best = max(range(len(rows)), key=gain)
        chosen.append(best)
        open_claims -= claims[best]
        taken.update(rows[best].items())
    return sorted(chosen)


def spread(chosen: Sequence[int], most: int) -> list[int]:
    """At most so many of these, evenly spread, the first among them."""
    number = min(most, len(chosen))
    return [chosen[index * len(chosen) // number] for index in range(number)]


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
