"""What is valid and yet not meant is found: colors that are comments, HTML, slashes, documents without promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from jupyterhub_valueprop.cli import main

pytestmark = pytest.mark.usefixtures("own_folder")


def found(text: str, name: str = "branding.yaml") -> list[str]:
    Path(name).write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", name])
    assert result.exit_code in (0, 1), result.output
    lines = result.stdout.splitlines()
    return [each for each in lines if each.startswith(("branding", "words", "values")) and "[contrast]" not in each]


def test_a_color_that_yaml_takes_for_a_comment_is_an_error() -> None:
    expected = (
        "'primary' is empty: YAML takes '#0b5f73' for a comment; put it in quotes: \"#0b5f73\" [color-in-comment]"
    )
    assert found("theme:\n  primary: #0b5f73\n") == [f"branding.yaml:2:3: error: {expected}"]
    assert found("theme:\n  primary:    # later\n") == []
    assert found("theme:\n  primary: '#0b5f73' # ours\n  accent: # 4 colors\n") == []
    assert found("community:\n  name: #404\n") == []
    nested = "ValueProp:\n  branding:\n    theme:\n      primary: #0b5f73\n"
    assert found(nested, "values.yaml") == [f"values.yaml:4:7: error: {expected}"]


def test_html_in_a_text_is_found_with_the_markdown_for_it() -> None:
    lines = found("sign_in:\n  help: See <a href='https://x.example'>this</a> & 2 < 3\n")
    assert lines == [
        "branding.yaml:2:9: warning: 'sign_in.help' has HTML; the page shows its words, but not its links; "
        "write Markdown: 'See [this](https://x.example) & 2 \\< 3' [html-in-text]"
    ]
    assert found("sign_in: {help: '2 < 3 > 1, <https://x.example>'}\n") == []


def test_a_slash_too_many_is_found() -> None:
    lines = found("community: {url: 'https://x.example//about//us/'}\n")
    assert [line.split(": ", 2)[2] for line in lines] == [
        "the URL in 'community.url' has one slash too many; write 'https://x.example/about/us/' [double-slash]"
    ]
    assert found("community: {url: 'https://x.example/?to=https://y.example//a'}\n") == []


def test_a_document_without_promises_is_found() -> None:
    Path("words.md").write_text("# Why\n\n## Data\n\nIt is yours.\n\n## Code\n\nIt is open.\n")
    lines = found("proposition: {source: words.md}\n")
    assert len(lines) == 1
    assert lines[0].startswith(
        "words.md:1:1: warning: no promise was recognized in 2 sections of the document; begin a"
    )
    Path("words.md").write_text("# Why\n\n## Data\n\nIt is yours.\n\n**It is yours.** Always.\n")
    assert found("proposition: {source: words.md}\n") == []
    inline = "proposition: {document: {sections: [{title: Data, detail: It is yours}]}}\n"
    assert [line.split("; ")[0].split(": ", 1)[1] for line in found(inline)] == [
        "warning: no promise was recognized in 1 section of the document"
    ]
