"""YAML as people write it, and files that are none: those that no repository would keep as an example."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyterhub_valueprop.branding import read_branding
from jupyterhub_valueprop.branding.sources.tree import plain_value
from jupyterhub_valueprop.branding.sources.yaml_reader import parse_yaml


def values(text: str) -> object:
    tree, problems = parse_yaml(text, "branding.yaml", Path("/"))
    assert problems == []
    return plain_value(tree)


def problems_of(path: Path, content: bytes | None = None) -> list[str]:
    if content is not None:
        path.write_bytes(content)
    return [str(problem).replace(f"{path.parent}/", "") for problem in read_branding(path).problems]


def test_scalars_are_read_as_yaml_1_2_reads_them() -> None:
    text = (
        "[true, False, null, ~, 7, -1.5, 'true', yes, off, no, 12:30, 0x1F, 0755, 1_000, .inf, 2026-12-01, 2026-01, <<]"
    )
    assert values(text) == [
        True, False, None, None, 7, -1.5, "true", "yes", "off", "no", "12:30", "0x1F", "0755", "1_000", ".inf",
        "2026-12-01", "2026-01", "<<",
    ]  # fmt: skip


def test_merge_keys_give_way_to_own_keys_and_the_first_of_several_wins() -> None:
    text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\n"
    assert values(text)["c"] == {"x": 3, "y": 1, "z": 2}  # type: ignore[index]


def test_values_behind_an_alias_stand_where_they_were_written() -> None:
    tree, _ = parse_yaml("a: &a\n  x: 1\nb: *a\n", "f.yaml", Path("/"))
    assert str(tree.children["b"].children["x"].place) == "f.yaml:2:6"


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"# nothing\n", b"---\n", b"---\n...\n", b"\xef\xbb\xbf", b"~", b"%YAML 1.2\n---\n"]
)
def test_an_empty_file_is_an_empty_branding(tmp_path: Path, content: bytes) -> None:
    assert problems_of(tmp_path / "b.yaml", content) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"community:\n  name: \xe4\n", "b.yaml:2:9: error: the byte 0xE4 is not UTF-8; save it as UTF-8 [not-utf8]"),
        (
            "layout: full".encode("utf-16"),
            "b.yaml:1:1: error: this file is UTF-16, not UTF-8; save it as UTF-8 [not-utf8]",
        ),
        (
            "layout: full".encode("utf-16-le"),
            "b.yaml:1:1: error: this file is UTF-16, not UTF-8; save it as UTF-8 [not-utf8]",
        ),
        ("é: \0".encode(), "b.yaml:1:4: error: the character U+0000 is not allowed in YAML; remove it [bad-character]"),
        (
            b"layout: full\r\nlinks: []\r\n# \x1b[31m\r\n",
            "b.yaml:3:3: error: the character U+001B is not allowed in YAML; remove it [bad-character]",
        ),
        (
            b"#" * 1_000_001,
            "b.yaml: error: 'b.yaml' is larger than 1 MB; keep images in files of their own [too-large]",
        ),
        (
            b"[" * 100_000,
            "b.yaml:1:31: error: values are nested more than 30 levels deep; a branding needs about five [too-deep]",
        ),
        (
            b"- " * 100_000,
            "b.yaml:1:61: error: values are nested more than 30 levels deep; a branding needs about five [too-deep]",
        ),
    ],
    ids=["latin-1", "utf-16", "utf-16-unmarked", "nul", "escape", "large", "deep", "deep-list"],
)
def test_a_file_that_is_no_yaml_is_a_problem_with_its_place(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "b.yaml"
    shown = [line.replace(str(path), "b.yaml") for line in problems_of(path, content)]
    assert shown == [expected]


def test_too_many_values_are_refused_before_they_are_all_read(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path / "b.yaml", b"[" + b"1," * 400_000 + b"]")
    assert problem.endswith("there are more than 10000 values here; a branding needs a few hundred [too-many-values]")


def test_a_folder_is_a_problem(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path)
    assert problem.endswith("is a folder; name a YAML file in it [not-a-file]")


def test_a_missing_file_is_a_problem_that_names_a_similar_one(tmp_path: Path) -> None:
    (tmp_path / "branding.yaml").touch()
    (problem,) = problems_of(tmp_path / "brandng.yaml")
    assert problem.endswith("does not exist; did you mean 'branding.yaml'? [missing-file]")


def test_a_file_without_permission_is_a_problem(folder_of_nobody: Path) -> None:
    path = folder_of_nobody / "b.yaml"
    path.touch(mode=0)
    assert problems_of(path) == ["b.yaml: error: 'b.yaml' can't be read: permission denied [unreadable-file]"]
