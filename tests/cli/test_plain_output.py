"""What others wrote is printed as plain text: no terminal and no CI service takes it for a command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jupyterhub_valueprop.cli import main
from jupyterhub_valueprop.cli.plain_output import as_json_text, printable, printable_lines

#: Lines of a branding that GitHub's runner, Azure's agent or TeamCity would obey, and a terminal.
LINES = [
    "::set-output name=safe::yes: 1",
    "'##[set-output name=safe;]yes': 1",
    "'a ##vso[task.setvariable variable=safe]yes': 1",
    "'a ##teamcity[buildStatus]': 1",
    '"\\e]0;title\\a": 1',
]


def is_command(line: str) -> bool:
    """Whether a service would take a line for a command, by what its runner looks for."""
    name = line.strip().removeprefix("::").split("::")[0].split(" ")[0]
    is_line = line.strip().startswith("::") and "::" in line.strip()[2:] and name.replace("-", "").isalpha()
    return is_line or any(mark in line for mark in ("##[", "##vso[", "##teamcity[", "\x1b", "\x07", "\x9b"))


@pytest.fixture
def hostile(own_folder: None) -> None:
    """In the current folder, brandings of such lines, in a folder with such a name."""
    folder = Path("::set-output name=safe::yes")
    folder.mkdir()
    (folder / "branding.yaml").write_text("\n".join(["community: {name: '##[debug]x'}", *LINES, ""]))
    (folder / "branding-2.yaml").write_text("::error::x\n  - {\n ::warning::x\n")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "."),
        ("check", ".", "--explain"),
        ("check", ".", "--fix"),
        ("check", ".", "--format", "json"),
        ("check", ".", "--format", "json", "--explain"),
        ("check", ".", "--format", "sarif"),
        ("vendor", "::set-output name=safe::yes/branding.yaml"),
        ("export", "::set-output name=safe::yes/branding.yaml", "--out", "o", "--hub-url", "https://h.example"),
        ("fleet", ".", "--out", "out", "--jobs", "1"),
    ],
)
@pytest.mark.usefixtures("hostile")
def test_no_verb_prints_a_command_of_others(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.output.strip()
    assert [line for line in result.output.splitlines() if is_command(line)] == []


def test_only_commands_are_broken_and_carets_stay_where_they_are() -> None:
    assert printable("  ::error file=a::b") == "  \ufffd:error file=a::b"
    assert printable_lines("a\n ::error::b") == "a\n \ufffd:error::b"
    assert printable("a ##[error]b ###vso[c]") == "a #\ufffd[error]b ##\ufffdvso[c]"
    assert not is_command(printable(" " * 1_000 + "::error::b"))
    assert "##" not in printable(f"##{'a' * 1_000}[b]")
    for text in (":::{figure} a.svg", "::: {note}", ":: a", "a::b", "## [Heading](x)", "##", "# #[a]"):
        assert printable(text) == text


def test_json_says_the_same_and_holds_no_command() -> None:
    data = {"a": ["##[error]b", "\x1b\x7f\x9b\u202e\U000e0001", "Größe ✓ مرحبا", "\n"]}
    text = as_json_text(data)
    assert json.loads(text) == data
    assert "Größe ✓ مرحبا" in text
    assert "##[" not in text
    assert all(char.isprintable() for line in text.split("\n") for char in line)
