"""`check --fix` puts right what has one right answer and leaves every other byte as it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jupyterhub_valueprop.cli import main

BEFORE = """\
# ours, by hand
comunity:            # who we are
    nmae:   Sea      # the name
    url: "ocean.example.org"
theme: {primary: '0b5f73', color_scheme: drak}   # two colors
layout:   ful
links:
  - {label: Docs, url: https://x.example//docs}
announcements:
  - text: Hi
    dismissible: 'yes'
    level: urgent
"""
AFTER = """\
# ours, by hand
community:            # who we are
    name:   Sea      # the name
    url: "https://ocean.example.org"
theme: {primary: '#0b5f73', color_scheme: dark}   # two colors
layout:   full
links:
  - {label: Docs, url: https://x.example/docs}
announcements:
  - text: Hi
    dismissible: true
    level: urgent
"""


pytestmark = pytest.mark.usefixtures("own_folder")


def fix(text: str, *arguments: str, name: str = "branding.yaml") -> tuple[str, Result]:
    Path(name).write_bytes(text.encode())
    result = CliRunner().invoke(main, ["check", "--fix", name, *arguments])
    return Path(name).read_bytes().decode(), result


def test_what_has_one_right_answer_is_put_right_and_shown() -> None:
    fixed, result = fix(BEFORE)
    assert fixed == AFTER
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if ": error: " in line] == [
        "branding.yaml:12:12: error: 'announcements[0].level' can't be 'urgent'; "
        "use one of 'info', 'success', 'warning', 'danger' [unknown-value]"
    ]
    changed = [line[1:] for line in result.stdout.splitlines() if line[:1] == "+" and line[:3] != "+++"]
    assert changed == [line for line in AFTER.splitlines() if line not in BEFORE.splitlines()]
    again, second = fix(AFTER)
    assert again == AFTER
    assert "@@" not in second.stdout


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("theme:\n  primary: #0b5f73\n", 'theme:\n  primary: "#0b5f73"\n'),
        ("\ufefflayout: ful\n", "\ufefflayout: full\n"),
        ("theme:\n  'primary': #0b5f73\n", "theme:\n  'primary': \"#0b5f73\"\n"),
        ("theme:\r\n  primary: #0b5f73 # teal\r\n", 'theme:\r\n  primary: "#0b5f73" # teal\r\n'),
        ("proposition: {document: {title: 2026}}\n", 'proposition: {document: {title: "2026"}}\n'),
        ("community: {name: {en: 名前, es: x}, ulr: /a}\n", "community: {name: {en: 名前, es: x}, url: /a}\n"),
        ("links: [{label: a, url: someone@x.example}]\n", "links: [{label: a, url: mailto:someone@x.example}]\n"),
    ],
)
def test_each_kind_of_answer_is_written_as_yaml_wants_it(before: str, after: str) -> None:
    fixed, result = fix(before)
    assert fixed == after
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    "text",
    [
        "layout: [ful\n",
        "layout: &a ful\n",
        "layout: >\n  ful\n",
        'layout: "fu\\x6c"\n',
        "layout: zzz\n",
        "community: {name: a, name: b}\n",
        "theme: {primary: no-such-color}\n",
    ],
)
def test_what_is_not_understood_is_not_touched(text: str) -> None:
    fixed, result = fix(text)
    assert fixed == text
    assert result.exit_code == 1
    assert "@@" not in result.stdout


def test_a_branding_in_values_is_fixed_where_it_is() -> None:
    text = "hub:\n  layout: ful\n  config: {ValueProp: {branding: {layout: ful}}}\n"
    fixed, result = fix(text, name="values.yaml")
    assert fixed == text.replace("{layout: ful}", "{layout: full}")
    assert result.exit_code == 0


def test_what_a_branding_extends_is_fixed_only_when_it_is_named() -> None:
    Path("network.yaml").write_text("layout: ful\n")
    _, result = fix("extends: network.yaml\n")
    assert (result.exit_code, Path("network.yaml").read_text()) == (1, "layout: ful\n")
    result = CliRunner().invoke(main, ["check", "--fix", "./branding.yaml", str(Path("network.yaml").absolute())])
    assert (result.exit_code, Path("network.yaml").read_text()) == (0, "layout: full\n")


def test_a_line_of_another_file_is_not_taken_for_one_of_this() -> None:
    Path("network.yaml").write_text("layout: compact\nlayuot: full\ncommunity: {nmae: a}\n")
    text = "extends: network.yaml\nlayuot: full\ncommunity: {name: b}\n"
    fixed, _ = fix(text)
    assert fixed == text.replace("layuot", "layout")
    assert Path("network.yaml").read_text() == "layout: compact\nlayuot: full\ncommunity: {nmae: a}\n"


def test_machines_still_read_what_they_expect() -> None:
    _, result = fix("layout: ful\n", "--format", "json")
    assert (result.exit_code, result.stdout) == (0, "[]\n")
    assert "+layout: full" in result.stderr


def test_a_link_stays_a_link_and_a_mode_stays(tmp_path: Path) -> None:
    target = tmp_path / "real.yaml"
    target.write_text("layout: ful\n")
    target.chmod(0o640)
    (tmp_path / "branding.yaml").symlink_to("real.yaml")
    result = CliRunner().invoke(main, ["check", "--fix"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "branding.yaml").is_symlink()
    assert (target.read_text(), target.stat().st_mode & 0o777) == ("layout: full\n", 0o640)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["branding.yaml", "real.yaml"]


def test_a_file_that_can_not_be_written_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("jupyterhub_valueprop.whole_files.os.replace", full)
    fixed, result = fix("layout: ful\n")
    assert (fixed, result.exit_code) == ("layout: ful\n", 1)
    assert result.stderr == "branding.yaml can't be written: no space left on device\n"
    assert [path.name for path in Path().iterdir()] == ["branding.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        'community: {name: A}\nlegal: {privacy: "http:////x.org//y"}\n',
        'community: {name: A}\nlegal: {privacy: "http://"}\n',
        "theme:\n  primary: #fff,\n",
        "comunity: {name: A}\ncommunity: {name: B}\n",
    ],
)
def test_an_example_is_no_answer_and_nothing_is_written_that_breaks_the_file(text: str) -> None:
    Path("b.yaml").write_text(text)
    CliRunner().invoke(main, ["check", "--fix", "b.yaml"])
    assert "example.org" not in Path("b.yaml").read_text()
    after = CliRunner().invoke(main, ["check", "b.yaml"]).output
    assert "yaml-syntax" not in after
    assert "duplicate-key" not in after


def test_what_breaks_the_file_does_not_keep_the_rest_from_being_mended() -> None:
    many = "".join(f"  - {{labl: L{number}, url: https://x.example}}\n" for number in range(20))
    Path("b.yaml").write_text(f"theme:\n  primary: #fff,\nlinks:\n{many}layout: ful\n")
    CliRunner().invoke(main, ["check", "--fix", "b.yaml"])
    fixed = many.replace("labl", "label")
    assert Path("b.yaml").read_text() == f"theme:\n  primary: #fff,\nlinks:\n{fixed}layout: full\n"


def test_a_file_that_is_reached_by_a_link_too_is_mended_once() -> None:
    Path("sub").mkdir()
    Path("sub/branding-x.yaml").write_text("community: {name: X}\ntheme:\n  primary: #0b5f73\n")
    Path("branding.yaml").symlink_to("sub/branding-x.yaml")
    CliRunner().invoke(main, ["check", ".", "--fix"])
    assert Path("sub/branding-x.yaml").read_text().endswith('  primary: "#0b5f73"\n')


def test_what_stands_beside_a_branding_in_values_is_not_touched() -> None:
    text = "hub: {config: {ValueProp: {branding: {community: {name: C}}}}}\nother:\n  primary: #0b5f73\n"
    Path("v.yaml").write_text(text)
    assert CliRunner().invoke(main, ["check", "--fix", "v.yaml"]).exit_code == 0
    assert Path("v.yaml").read_text() == text


def test_a_number_is_put_in_quotes_as_it_was_written_and_a_missing_space_loses_no_value() -> None:
    Path("branding.yaml").write_text("sign_in: {terms: {version: 2026.10, text: Yes}}\ncommunity: {name:Oc}\n")
    CliRunner().invoke(main, ["check", "--fix"])
    fixed = 'sign_in: {terms: {version: "2026.10", text: Yes}}\ncommunity: {name:Oc}\n'
    assert Path("branding.yaml").read_text() == fixed
