"""The worst that somebody could write: reading it takes no longer than its length asks for, and ends soon.

Each case is made for a number of characters or entries and read at 1 and 4 times that.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from growth import assert_linear, seconds

from jupyterhub_valueprop.branding import read_branding
from jupyterhub_valueprop.branding.sources.layers import MOST_EXTENDED, MOST_LAYERS
from jupyterhub_valueprop.problems import MOST_PROBLEMS

pytestmark = pytest.mark.slow
ROLES = ("operated_by", "funded_by", "designed_by")


def repeated(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: before + piece * (size // len(piece)) + after


def numbered(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: before + "".join(piece.replace("%", str(i)) for i in range(size // (len(piece) + 3))) + after


YAML: dict[str, Callable[[int], str]] = {
    "comments": repeated("# c\n"),
    "one long comment": repeated("#"),
    "blank lines": repeated("\n"),
    "spaces": repeated(" ", after="a: b"),
    "tabs": repeated("\t", before="a:"),
    "lists never closed": repeated("["),
    "lists never closed, on lines": repeated("[\n"),
    "mappings never closed": repeated("{"),
    "mappings in mappings": repeated("{a: "),
    "lists in lists": repeated("- "),
    "keys of keys": repeated("? "),
    "keys of keys, indented": lambda size: "".join(" " * i + "?\n" for i in range(int((2 * size) ** 0.5))),
    "explicit keys": repeated("? a\n"),
    "keys that are lists": repeated("? [a]\n: b\n"),
    "keys that are nothing": repeated(": a\n"),
    "commas": repeated(",", before="["),
    "colons in braces": repeated(":", before="{"),
    "question marks in braces": repeated("? ", before="{"),
    "pairs in a list": repeated("a: b,", before="["),
    "quoted pairs": repeated("'a':'b',", before="{"),
    "entries deep in lists": repeated("a,", before="[" * 20),
    "tags": repeated("!a "),
    "one long tag": repeated("b", before="a: !", after=" c"),
    "a tag of escapes": repeated("%41", before="a: !<", after="> b"),
    "anchors": repeated("&a "),
    "one long anchor": repeated("b", before="a: &", after=" c"),
    "anchors in a list": numbered("&a% 1,", before="[", after="]"),
    "aliases": repeated("*a,", before="a: &a [1]\nb: [", after="]"),
    "aliases of aliases": lambda size: (
        "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, size // 60))
    ),
    "aliases of a long text": lambda size: f"a: &a {'x' * (size // 2)}\nb: [{'*a,' * (size // 6)}]",
    "aliases of the same key": lambda size: "a: &a\n" + " b: 1\n" * (size // 100) + f"c: [{'*a,' * (size // 100)}]",
    "aliases of keys that are nothing": lambda size: (
        "a: &a\n" + " ~: 1\n" * (size // 100) + f"c: [{'*a,' * (size // 100)}]"
    ),
    "an alias of nothing at the end": repeated("# c\n", after="a: *b"),
    "tag directives": lambda size: "".join(f"%TAG !a{i}! b\n" for i in range(size // 16)) + "---\na: b",
    "directives": repeated("%x\n", after="---\na: b"),
    "documents": repeated("---\n"),
    "ends of documents": repeated("...\n"),
    "double quotes over lines": repeated("x\n ", before='a: "', after='"'),
    "double quotes never closed": repeated("x\n ", before='a: "'),
    "escapes": repeated("\\x41", before='a: "', after='"'),
    "spaces in quotes": repeated(" ", before='a: "', after='"'),
    "newlines in quotes": repeated("\n", before='a: "', after='"'),
    "quotes in quotes": repeated("''", before="a: '", after="'"),
    "a literal block": repeated("  x\n", before="a: |\n"),
    "a literal block of nothing": repeated("\n", before="a: |\n"),
    "a literal block of spaces": repeated(" \n", before="a: |\n"),
    "a folded block": repeated("  x\n\n", before="a: >\n"),
    "a plain text": repeated("x", before="a: "),
    "a plain text over lines": repeated("  x\n", before="a:\n"),
    "a plain text with blank lines": repeated("  x\n\n\n", before="a:\n"),
    "a plain text of words": repeated("  x", before="a: x"),
    "a plain text with number signs": repeated(" x#", before="a: x"),
    "a plain text with colons": repeated("b: ", before="a: "),
    "a plain text with colons inside": repeated(":x", before="a"),
    "a key that never ends": repeated("x", after=": a"),
    "digits": repeated("1", before="a: "),
    "times": repeated(":1", before="a: 1"),
    "a fraction": repeated("1", before="a: 1.", after="e"),
    "underscores": repeated("_", before="a: 1"),
    "a control character at the end": repeated("a\n", after="\0"),
    "the same key": repeated("a: 1\n"),
    "unknown keys": numbered("k%: 1\n"),
    "keys that are nearly right": numbered("comunity%: 1\n"),
    "unknown keys deep down": numbered(" k%: 1\n", before="sign_in:\n"),
    "merge keys in a chain": lambda size: (
        "a0: &a0 {x: 1}\n" + "".join(f"a{i}: &a{i} {{<<: *a{i - 1}, k{i}: 1}}\n" for i in range(1, size // 40))
    ),
    "merge keys in a list": lambda size: (
        "x:\n"
        + "".join(f"- &a{i} {{k{i}: 1}}\n" for i in range(size // 40))
        + f"y:\n  <<: [{','.join(f'*a{i}' for i in range(size // 40))}]"
    ),
    "links without an end": repeated("- {label: a}\n", before="links:\n"),
    "organizations with mistakes": repeated(
        "  - {nmae: a, url: b.org, logo: x.svg}\n", before="credits:\n  funded_by:\n"
    ),
    "sections with mistakes": repeated("  - {titel: a}\n", before="proposition:\n document:\n  sections:\n"),
    "languages of a text": numbered("x%: a, ", before="community: {name: {", after="}}"),
    "languages": numbered("x%, ", before="locales: [", after="]"),
    "files to extend": numbered("f%.yaml, ", before="extends: [", after="]"),
}


@pytest.mark.parametrize("name", YAML)
def test_a_file_is_read_in_a_time_that_its_length_asks_for(tmp_path: Path, name: str) -> None:
    def made(size: int) -> Path:
        path = tmp_path / f"{size}.yaml"
        path.write_text(YAML[name](size), encoding="utf-8")
        return path

    assert_linear(read_branding, made, 12_000)


@pytest.mark.sampled(most=9)
@pytest.mark.parametrize("name", YAML)
def test_a_file_of_the_largest_size_is_read_soon(tmp_path: Path, name: str) -> None:
    path = tmp_path / "branding.yaml"
    path.write_text(YAML[name](999_000)[:1_000_000], encoding="utf-8")
    assert seconds(read_branding, path, rounds=1) < 6  # two or three on a machine of 2020


MAPPINGS: dict[str, tuple[int, Callable[[int], Any]]] = {
    "unknown keys": (2475, lambda size: {f"k{i}": 1 for i in range(size)}),
    "keys that are no texts": (5_000, lambda size: dict.fromkeys(range(size), 1)),
    "long keys": (2_000, lambda size: {"x" * 1000 + str(i): 1 for i in range(size)}),
    "a long list": (50_000, lambda size: {"links": [1] * size}),
    "a URL of dots": (15_000, lambda size: {"community": {"url": "a@" + "." * size}}),
    "a URL that nearly is a mail address": (500, lambda size: {"community": {"url": "a@" + "." * size}}),
    "a URL of labels": (500, lambda size: {"community": {"url": "a." * size + "!"}}),
    "a URL with a long port": (500, lambda size: {"community": {"url": "http://a:" + "1" * size}}),
    "a tagline of brackets": (50_000, lambda size: {"community": {"tagline": "[" * size}}),
    "a color of brackets": (50_000, lambda size: {"theme": {"primary": "rgb(" * size}}),
    "a color": (50, lambda size: {"theme": {"primary": "rgb(" + " " * size + "1"}}),
    "a color that is a word": (50, lambda size: {"theme": {"primary": "a" * size}}),
    "a moment of spaces": (
        5_000,
        lambda size: {"announcements": [{"text": "a", "starts": "2026-01-01T08:00" + " " * size}]},
    ),
    "a language": (5_000, lambda size: {"locales": ["en" + "-a" * size]}),
    "a path": (5_000, lambda size: {"community": {"logo": "a/" * size + ".svg"}}),
    "a path of a document": (5_000, lambda size: {"proposition": {"source": "../" * size + ".md"}}),
    "mistakes in links": (25, lambda size: {"links": [{"label": f"a{i}", "url": "b.org"} for i in range(size)]}),
    "images that are missing": (
        50,
        lambda size: {"credits": {role: [{"name": "a", "logo": f"x{i}.svg"} for i in range(size)] for role in ROLES}},
    ),
    "promises with mistakes": (
        20,
        lambda size: {
            "proposition": {"document": {"sections": [{"title": "a", "promises": [{"promse": "a"}] * size}] * 25}}
        },
    ),
    "mappings of long keys": (
        250,
        lambda size: {"community": [{"x" * 200 + str(i): 1 for i in range(1_000)}] * size},
    ),
    "long texts": (500, lambda size: {"community": ["x" * 1_000_000] * size}),
    "lists of what is no layer": (25, lambda size: [[1] * 5_000] * size),
    "lists of nothing": (25, lambda size: [[[]] * 100] * size),
    "names of one file": (20_000, lambda size: ["a.yaml"] * size),
    "layers of all that fits": (2, lambda size: [{f"k{i}": 1 for i in range(9_990)}] * size),
    "layers of unknown keys": (24, lambda size: [{f"k{i}-{j}": 1 for i in range(190)} for j in range(size)]),
    "layers of many values": (
        6,
        lambda size: [{"credits": {role: [{"name": "a", "url": "/a"}] * 100 for role in ROLES}}] * size,
    ),
    "layers of wrong languages": (
        24,
        lambda size: [{"community": {"name": {f"x{i}{j}": "a" for i in range(30)}}} for j in range(size)],
    ),
    "layers of colors that are none": (
        24,
        lambda size: [{"theme": {"primary": f"bleu{j}", "accent": "gren" * 40}} for j in range(size)],
    ),
    "layers of missing images": (
        24,
        lambda size: [
            {"credits": {"funded_by": [{"name": "a", "logo": f"{j}x{i}.svg"} for i in range(20)]}} for j in range(size)
        ],
    ),
}


@pytest.mark.sampled(most=12)
@pytest.mark.parametrize("name", MAPPINGS)
def test_a_mapping_is_read_in_a_time_that_its_size_asks_for(name: str) -> None:
    size, make = MAPPINGS[name]
    assert_linear(read_branding, make, size)


def test_many_problems_are_a_hundred_and_one_that_counts_the_others(tmp_path: Path) -> None:
    path = tmp_path / "branding.yaml"
    path.write_text("".join(f"key{i}: 1\n" for i in range(9_900)))
    *shown, last = read_branding(path).problems
    assert [problem.place.line for problem in shown] == list(range(1, MOST_PROBLEMS + 1))
    assert (last.code, last.severity, last.place.line) == ("more-problems", "error", MOST_PROBLEMS + 1)
    assert last.message == "there are 9800 more problems from here on"


def test_the_rest_of_many_problems_is_a_warning_if_all_of_it_is() -> None:
    organizations = [{"name": "A", "logo": f"https://example.org/{i}.svg"} for i in range(150)]
    *_, last = read_branding({"credits": {"funded_by": organizations}}).problems
    assert (last.code, last.severity) == ("more-problems", "warning")


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ({"community": {"tagline": "[" * 200_000}}, "community.tagline"),
        ({"community": {"tagline": {"en": "x" * 10_001}}}, "community.tagline"),
        ({"community": {"url": "a@" + "." * 60_000}}, "community.url"),
        ({"community": {"logo": "x" * 1_021 + ".svg"}}, "community.logo"),
        ({"theme": {"primary": "x" * 201}}, "theme.primary"),
        ({"locales": ["en-" + "x" * 33]}, "locales[0]"),
        ({"extends": "x" * 1_025}, "extends"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_too_long_is_said_to_be(value: dict[str, Any], key: str) -> None:
    (problem,) = read_branding(value).problems
    assert (problem.code, f"'{key}" in problem.message) == ("too-long", True)
    assert len(str(problem)) < 300


def test_a_text_of_the_largest_length_is_fine() -> None:
    texts = {"tagline": "x" * 10_000, "url": "https://example.org/" + "x" * 2_028}
    assert read_branding({"community": texts}).problems == ()


@pytest.mark.parametrize(
    "value",
    [
        {"locales": ["en", "es"] * 17},
        {"announcements": [{"text": "a"}] * 51},
        {"links": [{"label": "a", "url": "/"}] * 101},
        {"credits": {"funded_by": [{"name": "a"}] * 201}},
        {"community": {"name": {f"en-{i:03}": "a" for i in range(33)}}},
        {"proposition": {"cycle": ["a"] * 9}},
        {"proposition": {"document": {"sections": [{"title": "a"}] * 201}}},
        {"extends": ["a.yaml"] * (MOST_EXTENDED + 1)},
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_has_too_many_entries_is_said_to_have(value: dict[str, Any]) -> None:
    (problem,) = read_branding(value).problems
    assert problem.code == "length"


def test_files_that_are_extended_over_and_over_are_read_once_and_bounded_together(tmp_path: Path) -> None:
    (tmp_path / "large.yaml").write_text("# " + "x" * 900_000 + "\nlayout: compact\n")
    for number in range(50):
        (tmp_path / f"{number}.yaml").write_text(f"extends: [{', '.join(['large.yaml'] * 50)}]")
    many = [tmp_path / f"{number}.yaml" for number in range(50)]
    assert seconds(read_branding, many, rounds=1) < 3
    reading = read_branding(many)
    assert reading.branding.layout == "compact"
    assert {problem.code for problem in reading.problems} == {"too-many-layers"}

    for number in range(4):
        (tmp_path / f"large-{number}.yaml").write_text("# " + "x" * 900_000)
    larges = [tmp_path / f"large-{number}.yaml" for number in range(4)]
    assert [problem.code for problem in read_branding(larges).problems] == ["too-large"] * 2


def test_files_that_are_missing_count_as_layers(tmp_path: Path) -> None:
    for number in range(20):
        names = ", ".join(f"missing-{number}-{index}.yaml" for index in range(MOST_EXTENDED))
        (tmp_path / f"{number}.yaml").write_text(f"extends: [{names}]")
    reading = read_branding([tmp_path / f"{number}.yaml" for number in range(20)])
    assert len(reading.files) <= MOST_LAYERS
    assert len(reading.problems) == MOST_PROBLEMS + 1


def test_names_that_were_meant_are_looked_for_a_few_times(tmp_path: Path) -> None:
    for number in range(600):
        (tmp_path / f"logo-{number}.svg").touch()
    organizations = ", ".join(f"{{name: A, logo: log-{number}.svg}}" for number in range(200))
    (tmp_path / "branding.yaml").write_text(f"credits: {{funded_by: [{organizations}]}}")
    problems = read_branding(tmp_path / "branding.yaml").problems
    assert sum("did you mean" in str(problem) for problem in problems) == 20
