"""What is valid and yet not meant is found: colors that are comments, HTML, translations that nobody sees."""

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


def unshown(text: str, name: str = "branding.yaml") -> list[str]:
    return [line for line in found(text, name) if "[unshown-translation]" in line]


def test_a_translation_outside_of_the_languages_of_the_page_is_found_once_for_each_language() -> None:
    text = "locales: [en, de]\ncommunity:\n  name: {en: Sea, fr: Mer}\n  tagline: {en: Hi, fr: Salut, es-mx: Hola}\n"
    assert unshown(text) == [
        "branding.yaml:3:19: warning: 2 texts in 'fr' are not shown: 'locales' is [en, de]; "
        "write 'locales: [en, de, fr]' to show this language [unshown-translation]",
        "branding.yaml:4:32: warning: 1 text in 'es-MX' is not shown: 'locales' is [en, de]; "
        "write 'locales: [en, de, es-MX]' to show this language [unshown-translation]",
    ]
    assert len(unshown("community: {name: {en: Sea, de: Meer}}\n")) == 1
    assert len(unshown("locales: [de]\nlinks: [{label: {de: Hilfe, en: Help}, url: /help}]\n")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "locales: [en, de]\ncommunity: {name: {en: Sea, de: Meer}}\n",
        "locales: [es-MX]\ncommunity: {name: {es: Mar, es-MX: Mar}}\n",
        "locales: [es-MX]\ncommunity: {name: {es-AR: Mar}}\n",
        "locales: [en]\ncommunity: {name: {fr: Mer}}\n",
        "locales: [no]\ncommunity: {name: {no: Hav}}\n",
        "community: {name: Sea}\n",
    ],
)
def test_a_translation_that_some_visitor_sees_is_fine(text: str) -> None:
    assert unshown(text) == []


def test_a_network_may_have_more_languages_than_a_community_shows() -> None:
    network = "network: {name: {en: Net, fr: Reseau}}\n"
    Path("network.yaml").write_text(network)
    assert unshown("extends: network.yaml\nlocales: [en, de]\n") == []
    own = unshown("extends: network.yaml\nlocales: [en, de]\ncommunity: {name: {en: Sea, fr: Mer}}\n")
    assert [line.split(": ")[2] for line in own] == ["1 text in 'fr' is not shown"]
    Path("network.yaml").write_text(network + "locales: [en, de]\n")
    Path("branding.yaml").write_text("extends: network.yaml\ncommunity: {name: {en: Sea, es: Mar}}\n")
    result = CliRunner().invoke(main, ["check", "branding.yaml"])
    assert [line.split(":")[0] for line in result.stdout.splitlines() if "[unshown" in line] == [
        "branding.yaml",
        "network.yaml",
    ]


def test_a_translated_document_outside_of_the_languages_is_found() -> None:
    for name in ("words.md", "words.de.md", "words.fr.md", "words.draft-of-may.md", "others.fr.md"):
        Path(name).write_text("# Why\n\n## Data\n\n**It is yours.** Always.\n")
    assert unshown("locales: [en, de]\nproposition: {source: words.md}\n") == [
        "branding.yaml:2:23: warning: the document 'words.fr.md' is not shown: 'locales' is [en, de]; "
        "write 'locales: [en, de, fr]' to show this language [unshown-translation]"
    ]


def test_a_name_in_typographic_quotes_is_found() -> None:
    assert found("community: {name: \u201cOcean\u201d, tagline: {en: \u00abSea\u00bb}}\n") == [
        "branding.yaml:1:19: warning: 'community.name' is in typographic quotes, which the page shows; "
        'if they are not part of it, write straight ones: "Ocean" [typographic-quotes]',
        "branding.yaml:1:42: warning: 'community.tagline.en' is in typographic quotes, which the page shows; "
        'if they are not part of it, write straight ones: "Sea" [typographic-quotes]',
    ]
    assert found("announcements: [{text: \u201cOcean\u201d}]\n") == []


def test_translations_without_a_space_after_the_colon_are_found() -> None:
    assert found("community:\n  tagline:\n    en:Sea\n    de:Meer\n") == [
        "branding.yaml:3:5: warning: 'community.tagline' begins with the locale code 'en', which the page shows as a "
        "word; put a space after the colon: 'en: Sea de:Meer' [missed-space]"
    ]


def test_a_text_that_ends_in_a_comment_is_found() -> None:
    (line,) = found("community:\n  tagline: We are #1 in the sea\n  name: Sea  # as in the logo\n")
    assert line == (
        "branding.yaml:2:12: warning: 'community.tagline' ends before '#1 in the sea', which YAML takes for a comment; "
        "put the text in quotes, or put a space after '#' if it is a comment [text-in-comment]"
    )
    assert found("community: {name: 'Sea #1', tagline: 'a'} #x\nlayout: full #todo\n") == []


def test_an_unknown_substitution_is_found() -> None:
    lines = found("sign_in: {help: 'To {{ comunity.name }} and {{community.url}}', heading: '{{ funders }}'}\n")
    assert [line.split(": ", 2)[2] for line in lines] == [
        "'sign_in.help' has the unknown substitution '{{ comunity.name }}'; "
        "did you mean '{{ community.name }}'? [unknown-substitution]",
        "'sign_in.heading' has the unknown substitution '{{ funders }}'; write '{{ community.name }}', "
        "'{{ community.url }}', '{{ network.name }}' or '{{ network.url }}' [unknown-substitution]",
    ]
    thanks = "credits: {acknowledgement: 'By {{ funders }}.', funded_by: [{name: NSF}]}\n"
    assert found(thanks) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https//x.example", "has no colon after 'https', so it leads to a page of the hub; write 'https://x.example'"),
        ("http;//x.example", "has no colon after 'http', so it leads to a page of the hub; write 'http://x.example'"),
        ("${HUB_URL}", "has a variable, which nobody fills in: '${HUB_URL}'; write its value"),
        ("<https://x.example>", "is in angle brackets, which belong to it only in Markdown; write 'https://x.example'"),
        ("https://x.example/a,", "ends in ','; write 'https://x.example/a'"),
    ],
)
def test_a_url_that_is_probably_mistyped_is_found(url: str, expected: str) -> None:
    (line,) = found(f"community: {{url: '{url}'}}\n")
    assert line.startswith("branding.yaml:1:18: warning: ")
    assert line.endswith(f"'community.url' {expected} [url-slip]")


def test_a_text_whose_first_word_becomes_an_anchor_is_found() -> None:
    assert found("community: {name: &Co and Sons, tagline: A & B}\n") == [
        "branding.yaml:1:19: warning: YAML takes '&Co' for an anchor, which nothing refers to; "
        "put the text in quotes, or remove the anchor [unused-anchor]"
    ]
    assert found("a: &b c\nValueProp: {branding: {layout: &c full}}\n", "values.yaml") == []
    assert found("community: {name: &sea Sea}\nnetwork: {name: *sea}\n") == []
