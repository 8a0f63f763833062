"""`check`: every problem at once, in three formats, with an exit status that a script can use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jupyterhub_valueprop.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"


pytestmark = pytest.mark.usefixtures("own_folder")


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def test_a_file_without_problems_is_fine() -> None:
    Path("branding.yaml").write_text("community: {name: Ocean}\n")
    result = check("branding.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "branding.yaml: no problems\n")


def test_problems_are_shown_with_their_line_and_a_caret() -> None:
    Path("branding.yaml").write_text("community:\n  nmae: Ocean\n  url: ocean.example.org\n")
    result = check("branding.yaml")
    assert result.exit_code == 1
    assert result.stdout == (
        "branding.yaml:2:3: error: unknown key 'nmae' under 'community'; did you mean 'name'? [unknown-key]\n"
        "    nmae: Ocean\n"
        "    ^\n"
        "branding.yaml:3:8: error: 'community.url' takes a URL with its scheme, found 'ocean.example.org'; "
        "write 'https://ocean.example.org' [url]\n"
        "    url: ocean.example.org\n"
        "         ^\n"
    )
    assert result.stderr.splitlines()[-1] == "branding.yaml: 2 errors"


def test_problems_as_json_have_the_fields_of_the_contract() -> None:
    Path("branding.yaml").write_text("layout: ful\n")
    result = check("branding.yaml", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "file": "branding.yaml",
            "line": 1,
            "column": 9,
            "severity": "error",
            "code": "unknown-value",
            "message": "'layout' can't be 'ful'",
            "hint": "did you mean 'full'?",
        }
    ]


def test_no_problems_as_json_is_an_empty_list() -> None:
    Path("branding.yaml").write_text("{}")
    assert json.loads(check("branding.yaml", "--format", "json").stdout) == []


def test_problems_as_annotations_stand_beside_the_lines_of_a_pull_request() -> None:
    Path("a,b.yaml").write_text("layout: ful\n")
    result = check("a,b.yaml", "--format", "github")
    assert result.exit_code == 1
    expected = (
        "::error file=a%2Cb.yaml,line=1,col=9,title=unknown-value::'layout' can't be 'ful'; did you mean 'full'?\n"
    )
    assert result.stdout == expected


def test_warnings_alone_pass_unless_strict() -> None:
    Path("branding.yaml").write_text("community: {logo: https://example.org/logo.svg}\n")
    assert check("branding.yaml").exit_code == 0
    strict = check("branding.yaml", "--strict")
    assert (strict.exit_code, strict.stderr.splitlines()[-1]) == (1, "branding.yaml: 1 warning")


def test_an_adjusted_color_is_a_warning_with_both_ratios() -> None:
    Path("branding.yaml").write_text('theme:\n  primary: "#FFFF00"\n')
    result = check("branding.yaml")
    assert result.exit_code == 0
    assert "branding.yaml:2:12: warning: primary #FFFF00 is too faint for " in result.stdout
    assert "[contrast]" in result.stdout
    assert result.stdout.count(":1") >= 3


def test_several_files_are_checked_and_what_they_share_is_reported_once() -> None:
    Path("network.yaml").write_text("layout: ful\n")
    for name in ("a.yaml", "b.yaml"):
        Path(name).write_text("extends: network.yaml\n")
    result = check("a.yaml", "b.yaml")
    assert result.stdout.count("[unknown-value]") == 1
    assert result.stderr.splitlines()[-1] == "a.yaml, b.yaml: 1 error"


def test_explain_prints_every_value_and_where_it_came_from() -> None:
    Path("network.yaml").write_text("network:\n  name: Commons\n")
    Path("branding.yaml").write_text("extends: network.yaml\ncommunity:\n  name: Ocean\n")
    result = check("branding.yaml", "--explain")
    assert result.stdout == (
        'network.name: "Commons"  # network.yaml:2:9\n'
        'community.name: "Ocean"  # branding.yaml:3:9\n'
    )  # fmt: skip


def test_explain_as_json_has_problems_and_values() -> None:
    Path("branding.yaml").write_text("layout: compact\n")
    data = json.loads(check("branding.yaml", "--explain", "--format", "json").stdout)
    values = [{"key": "layout", "value": "compact", "file": "branding.yaml", "line": 1, "column": 9}]
    assert data == {"problems": [], "values": values}


def test_a_missing_file_is_a_problem_and_an_unknown_format_is_wrong_usage() -> None:
    missing = check("nope.yaml")
    assert missing.exit_code == 1
    assert "nope.yaml: error: 'nope.yaml' does not exist; looked for" in missing.stdout
    assert check("a.yaml", "--format", "xml").exit_code == 2


def test_a_document_can_be_checked_by_itself() -> None:
    Path("value-proposition.md").write_text("# Why\n\n> We care.\n")
    assert check("value-proposition.md").exit_code == 0


def test_a_document_that_a_branding_names_is_checked_and_named_from_here() -> None:
    Path("hub").mkdir()
    Path("hub/words.md").write_text("# Why\n\n> We care.\n\n```{unheard-of}\nlost?\n```\n")
    Path("hub/branding.yaml").write_text("proposition: {source: words.md, sections: [membership]}\n")
    result = check("hub/branding.yaml")
    assert "hub/words.md:5:" in result.stdout
    assert "hub/branding.yaml:1:44: warning: the document has no section 'membership'" in result.stdout


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/branding.yaml")), ids=lambda path: path.parent.name)
def test_the_examples_of_this_project_have_no_errors(path: Path) -> None:
    result = check(str(path))
    assert result.exit_code == 0, result.output
