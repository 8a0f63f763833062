"""Structured, repetitive brandings: keys that exist and nearly exist, values of every kind, over and over.

What is random all over is refused at its first character; what is built like a branding gets deep into the reader.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from fuzzing import fuzzed
from growth import seconds
from hypothesis import given
from hypothesis import strategies as st

from jupyterhub_valueprop.branding import Branding, branding_schema, read_branding
from jupyterhub_valueprop.problems import MOST_PROBLEMS

# of an example that fails
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

LONGEST = 50_000
SECONDS = 2.0

SCHEMA = branding_schema()
KEYS = sorted({name for part in (SCHEMA, *SCHEMA["$defs"].values()) for name in part["properties"]})
VALUES = [
    "", "~", "full", "off", "auto", "teal", "#1D4EF5", "rgb(1, 2", "/about", "a@b.c", "https://example.org", "logo.svg",
    "../x.md", "/proc/self/environ", "words.md", "en", "es-MX", "2026-12-01T08:00Z", "2026-13-01", "true", "12:30",
    "*a", "[", "{", "'", '"', "|", ">", "- a", "? a", "a: b", "<<", "!x a", "\t", "# a", "é", "\u2028",
]  # fmt: skip
PIECES = ["a", "x ", "[", "(", "*", "**", "`", "{{ ", "<", "&amp;", "://", "@", ".", "..", "/", "-", "\\", "\n\n", "é"]

times = st.one_of(st.integers(0, 4), st.sampled_from([10, 100, 1_000, 5_000]))
misspelt = st.builds(
    lambda key, at, char: key[:at] + char + key[at:],
    st.sampled_from(KEYS),
    st.integers(0, 5),
    st.sampled_from("aeit_-%"),
)
keys = st.one_of(st.sampled_from(KEYS), misspelt, st.sampled_from(["<<", "en", "x" * 200, "1", "true"]))
repeated_text = st.builds(
    lambda pieces, count: "".join(pieces) * count, st.lists(st.sampled_from(PIECES), min_size=1, max_size=3), times
)
scalars = st.one_of(st.sampled_from(VALUES), repeated_text)


@st.composite
def yaml_blocks(draw: st.DrawFn, depth: int = 0) -> str:
    """Lines of a mapping or a list, indented by `depth`, some of them many times."""
    lines = []
    for number in range(draw(st.integers(1, 3))):
        anchor = draw(st.sampled_from(["", "", "", f"&a{number} "]))
        value = draw(st.one_of(scalars, st.sampled_from(["*a0", "*a1", "[*a0, *a0]", "{<<: *a0}"]), flows))
        head = draw(st.one_of(keys.map(lambda key: f"{key}:"), st.sampled_from(["-", "?", ":", "- - -", "- a:"])))
        if depth < 5 and draw(st.booleans()):
            value = "\n" + draw(yaml_blocks(depth=depth + 1))
        many = draw(times)
        line = "  " * depth + f"{head} {anchor}{value}\n"
        lines += [line.replace("%", str(index)) for index in range(max(1, min(many, LONGEST // len(line))))]
    return "".join(lines)


flows = st.builds(
    lambda opened, inside, closed, count: opened + (inside + ", ") * count + closed,
    st.sampled_from(["[", "{", "[[", "[{"]),
    st.one_of(scalars, st.builds(lambda key, value: f"{key}: {value}", keys, scalars)),
    st.sampled_from(["]", "}", "]]", "}]", ""]),
    times,
)

leaves = st.one_of(scalars, st.none(), st.booleans(), st.integers(), st.floats(), st.binary(max_size=3), st.dates())
repeated_lists = st.builds(lambda entry, count: [entry] * count, leaves, times)


def many_keys(key: str, value: Any, count: int) -> dict[Any, Any]:
    return {f"{key}{index}" if index else key: value for index in range(max(count, 1))}


mappings = st.recursive(
    st.one_of(leaves, repeated_lists),
    lambda inner: st.one_of(
        st.dictionaries(st.one_of(keys, st.integers()), inner, max_size=4),
        st.builds(many_keys, keys, inner, times),
        st.builds(lambda entry, count: [entry] * count, inner, times),
    ),
    max_leaves=6,
)


class Cut:
    """Data without what is too much for a file of the length tried here."""

    def __init__(self) -> None:
        self.left = LONGEST

    def of(self, data: Any) -> Any:
        self.left -= len(json.dumps(data)) + 2 if isinstance(data, str) else 8
        if isinstance(data, dict):
            return {key: self.of(value) for key, value in data.items() if self._takes(key)}
        return [self.of(value) for value in data if self._takes("")] if isinstance(data, list) else data

    def _takes(self, key: object) -> bool:
        self.left -= len(str(key)) + 4
        return self.left > 0


def assert_usable(source: Any) -> None:
    """Reading ends soon, with something to make a page of and no more problems than somebody reads."""
    start = time.process_time()
    reading = read_branding(source)
    soon = time.process_time() - start < SECONDS
    assert soon or seconds(read_branding, source) < SECONDS
    assert isinstance(reading.branding, Branding)
    assert len(reading.problems) <= MOST_PROBLEMS + 1
    assert all(len(str(problem)) < 5_000 for problem in reading.problems)
    assert not any(path.is_relative_to("/proc") for path in reading.files)


@fuzzed
@given(text=yaml_blocks())
def test_a_file_that_repeats_itself_gives_a_branding_soon(tmp_path: Path, text: str) -> None:
    path = tmp_path / "branding.yaml"
    path.write_bytes(text[:LONGEST].encode("utf-8", errors="surrogatepass"))
    assert_usable(path)


@fuzzed
@given(data=mappings)
def test_a_mapping_that_repeats_itself_gives_a_branding_soon(data: Any) -> None:
    assert_usable(data if isinstance(data, dict) else {"community": data})


@fuzzed
@given(data=st.dictionaries(st.sampled_from(sorted(SCHEMA["properties"])), mappings, max_size=4))
def test_a_file_with_the_right_keys_at_the_top_gives_a_branding_soon(tmp_path: Path, data: dict[str, Any]) -> None:
    path = tmp_path / "branding.json"
    path.write_text(json.dumps(Cut().of(data), default=str, skipkeys=True)[:LONGEST])
    assert_usable(path)


@fuzzed
@given(layers=st.lists(mappings, max_size=3), count=st.sampled_from([1, 2, 20, 300]))
def test_layers_that_repeat_themselves_give_a_branding_soon(layers: list[Any], count: int) -> None:
    assert_usable(layers * count)
