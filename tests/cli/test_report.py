"""How problems look: carets under wide characters and tabs, nothing that a terminal would obey, escaped annotations."""

from __future__ import annotations

from pathlib import Path

from jupyterhub_valueprop.cli.report import as_github, as_json, as_text, summary
from jupyterhub_valueprop.problems import Place, Problem


def problem(place: Place, message: str = "message", hint: str | None = None) -> Problem:
    return Problem(place, "error", "code", message, hint)


def excerpt(path: Path, line: str, column: int) -> list[str]:
    path.write_text(f"{line}\n", encoding="utf-8")
    return as_text([problem(Place(str(path), 1, column))]).splitlines()[1:]


def test_the_caret_stands_under_the_column(tmp_path: Path) -> None:
    assert excerpt(tmp_path / "a", "name: x", 7) == ["  name: x", "        ^"]


def test_wide_characters_take_two_columns_and_tabs_one(tmp_path: Path) -> None:
    assert excerpt(tmp_path / "a", "名前: x", 5) == ["  名前: x", "        ^"]
    assert excerpt(tmp_path / "b", "\t\tx", 3) == ["    x", "    ^"]


def test_a_long_line_is_cut_around_the_caret(tmp_path: Path) -> None:
    line, caret = excerpt(tmp_path / "a", "x" * 300 + "y" + "z" * 300, 301)
    assert len(line) < 120
    assert line[caret.index("^")] == "y"


def test_a_caret_may_stand_right_after_the_end_of_a_line(tmp_path: Path) -> None:
    assert excerpt(tmp_path / "a", "x:", 3) == ["  x:", "    ^"]


def test_nothing_in_a_file_can_drive_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("x: \x1b[31mred\n")
    text = as_text([problem(Place(str(path), 1, 4), "found '\x1b]0;title\x07'")])
    assert "\x1b" not in text
    assert "\x07" not in text


def test_a_place_that_is_gone_has_no_excerpt(tmp_path: Path) -> None:
    for place in (
        Place("gone.yaml", 3, 1),
        Place("gone.yaml"),
        Place(key="ValueProp.branding"),
        Place(str(tmp_path), 1, 1),
    ):
        assert as_text([problem(place)]) == f"{place}: error: message [code]"


def test_the_key_path_stands_for_the_file_that_there_is_not() -> None:
    place = Place(key="ValueProp.branding.layout")
    assert '"file": "ValueProp.branding.layout"' in as_json([problem(place)])
    assert as_github([problem(place)]) == "::error title=code::ValueProp.branding.layout: message"


def test_annotations_can_not_be_broken_out_of() -> None:
    text = as_github([problem(Place("a:b,c%.yaml", 1, 2), "100%\r\n::error::fake", "hint")])
    assert text == "::error file=a%3Ab%2Cc%25.yaml,line=1,col=2,title=code::100%25%0D%0A::error::fake; hint"


def test_the_summary_counts() -> None:
    error, warning = problem(Place("a")), Problem(Place("a"), "warning", "code", "message")
    assert summary([]) == "no problems"
    assert summary([error]) == "1 error"
    assert summary([error, error, warning]) == "2 errors and 1 warning"
