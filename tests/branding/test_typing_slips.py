"""Slips of the keyboard: a space that is missing or unusual, curly quotes, quotes that never end."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyterhub_valueprop.branding import read_branding
from jupyterhub_valueprop.branding.sources.layers import ReadLayer
from jupyterhub_valueprop.branding.sources.typing_slips import between_curly_quotes, missed_space
from jupyterhub_valueprop.branding.sources.yaml_reader import parse_yaml


def found(text: str) -> list[str]:
    tree, problems = parse_yaml(text, "b.yaml", Path.cwd())
    return [str(problem) for problem in read_branding(ReadLayer(tree, tuple(problems))).problems]


NO_SPACE = [
    ("layout:full\n", "b.yaml:1:1: error: a branding file holds keys, found 'layout:full'; {}", "layout: full"),
    (
        "community:\n  name:Ocean\n",
        "b.yaml:2:3: error: 'community' needs keys indented below it, found 'name:Ocean'; {}",
        "name: Ocean",
    ),
    (
        "community:\n  name:Ocean\n  tagline: Sea\n",
        "b.yaml:2:3: error: the key 'name' has no ': ' after it; {}",
        "name: Ocean",
    ),
    (
        "community:\n  tagline: Sea\n  name:Ocean\n",
        "b.yaml:3:3: error: the key 'name' has no ': ' after it; {}",
        "name: Ocean",
    ),
    (
        "links:\n  - label:Docs\n    url: https://x.example\n",
        "b.yaml:2:3: error: the key 'label' has no ': ' after it; {}",
        "label: Docs",
    ),
    ("links:\n  - label:Docs\n", "b.yaml:2:5: error: 'links[0]' needs keys, found 'label:Docs'; {}", "label: Docs"),
    (
        "community: {name:Ocean}\n",
        "b.yaml:1:13: error: unknown key 'name:Ocean' under 'community'; {}",
        "name: Ocean",
    ),
    (
        "theme:\n  primary: teal\n  font:{body: system}\n",
        "b.yaml:3:3: error: unknown key 'font:{body' under 'theme'; {}",
        "font: {body",
    ),
    (
        'community:\n  "name":"Ocean"\n',
        "b.yaml:2:3: error: the key 'name' has no ': ' after it; {}",
        'name: "Ocean"',
    ),
    (
        "community:\n  name:\u00a0Ocean\n",
        "b.yaml:2:3: error: 'community' needs keys indented below it, found 'name:\\xa0Ocean'; {}",
        "name: Ocean",
    ),
]


@pytest.mark.parametrize(("text", "expected", "meant"), NO_SPACE)
def test_a_missing_space_after_a_colon_is_named(text: str, expected: str, meant: str) -> None:
    (told,) = found(text)
    assert told.rpartition(" [")[0] == expected.replace("{}", f"put a space after the colon: '{meant}'")


@pytest.mark.parametrize("text", ["community:\n  name = Ocean\n", "community:\n  name\uff1aOcean\n  tagline: Sea\n"])
def test_another_character_in_place_of_the_colon_is_named(text: str) -> None:
    (told,) = found(text)
    assert "put a colon and a space after the key: 'name: Ocean'" in told


@pytest.mark.parametrize("text", ["https://x.example", "name: Ocean", "12:30", "the hub", "x" * 5_000, ":" * 5_000])
def test_other_texts_are_no_keys(text: str) -> None:
    assert missed_space(text) is None


@pytest.mark.parametrize("text", ["* one", "- one", "a = b", "a:b", "// one", "\u00a0one"])
def test_the_text_above_a_wrong_line_is_not_at_fault(text: str) -> None:
    (told,) = found(f"sign_in:\n  help: |\n    {text}\n  heading: a: b\n")
    assert told == "b.yaml:4:13: error: this line has a second ': '; put the text in quotes [yaml-syntax]"


def test_a_colon_in_a_text_still_asks_for_quotes() -> None:
    (told,) = found("community:\n  name: Ocean: the hub\n")
    assert told == "b.yaml:2:14: error: this line has a second ': '; put the text in quotes [yaml-syntax]"


UNUSUAL = {
    "\u00a0": "a no-break space (U+00A0)",
    "\u3000": "an ideographic space (U+3000)",
    "\u200b": "a zero width space (U+200B)",
    "\ufeff": "a zero width no-break space (U+FEFF)",
    "\u2009": "a thin space (U+2009)",
}


@pytest.mark.parametrize("space", UNUSUAL, ids=UNUSUAL.values())
def test_an_unusual_space_is_named_wherever_it_is(space: str) -> None:
    name = UNUSUAL[space]
    before = f"there is {name} before the key 'name'; indent with ordinary spaces [unusual-space]"
    assert found(f"community:\n{space}{space}name: Ocean\n") == [f"b.yaml:2:1: error: {before}"]
    assert found(f"community:\n  {space}name: Ocean\n") == [f"b.yaml:2:3: error: {before}"]
    inside = f"the key 'name' has {name} in it; remove it [unusual-space]"
    assert found(f"community:\n  na{space}me: Ocean\n") == [f"b.yaml:2:3: error: {inside}"]
    assert found(f"community:\n  name{space}: Ocean\n") == [f"b.yaml:2:3: error: {inside}"]
    begin = f"this line begins with {name}; use ordinary spaces [yaml-syntax]"
    assert found(f"links:\n{space}{space}- label\n") == [f"b.yaml:2:1: error: {begin}"]
    assert found(f"layout: full\n{space}# a comment\n") == [f"b.yaml:2:1: error: {begin}"]
    assert found(f"community:\n  name: A{space}B\n") == []


def test_typographic_quotes_around_a_wrong_value_are_named() -> None:
    text = "theme: {primary: \u2018#0a7\u2019}\nlayout: \u201cfull\u201d\nlocales: [\u201een\u201c]\n"
    assert [told.partition("; ")[2] for told in found(text)] == [
        'put it in straight quotes: "#0a7" [color]',
        'put it in straight quotes: "full" [unknown-value]',
        'put it in straight quotes: "en" [unknown-locale]',
    ]


def test_only_one_text_between_curly_quotes_is_one() -> None:
    assert between_curly_quotes("\u201cOcean\u2019s edge\u201d") == "Ocean\u2019s edge"
    for text in ("\u201cSea\u201d and \u201cland\u201d", "Ocean", "\u201c", "\u201c\u201d", "", "\u2018Ewa"):
        assert between_curly_quotes(text) is None


def test_quotes_that_are_not_closed_are_named_at_their_begin() -> None:
    text = 'community:\n  name: "Ocean\n  tagline: "Sea"\n'
    assert found(text) == [
        "b.yaml:2:3: error: a text in quotes begins here and only ends in line 3; close its quotes [yaml-syntax]"
    ]
    assert found('community:\n  name: "Ocean\u201d\n') == [
        "b.yaml:2:9: error: a text in quotes begins here and never ends; "
        "close its quotes with the same straight character [yaml-syntax]"
    ]


@pytest.mark.parametrize("written", ["'1'", "1", "'yes'", "'TRUE'", "on", "\u201ctrue\u201d", "' true '"])
def test_a_word_for_true_gets_true(written: str) -> None:
    (told,) = found(f"announcements: [{{text: Hello, dismissible: {written}}}]\n")
    assert told.endswith("; write true, without quotes [type]")


@pytest.mark.parametrize("written", ["'0'", "0", "no", "'False'", "off"])
def test_a_word_for_false_gets_false(written: str) -> None:
    (told,) = found(f"announcements: [{{text: Hello, dismissible: {written}}}]\n")
    assert told.endswith("; write false, without quotes [type]")


LOCALES = {
    "deutsch": "write 'de'", "German": "write 'de'", "english": "write 'en'", "Español": "write 'es'",
    "espanol": "write 'es'", "Französisch": "write 'fr'", "日本語": "write 'ja'", "de_DE.UTF-8": "write 'de-DE'",
    "de_DE@euro": "write 'de-DE'", "en_US": "write 'en-US'", "JP": "did you mean 'ja'?", "cz": "did you mean 'cs'?",
}  # fmt: skip


@pytest.mark.parametrize("written", LOCALES)
def test_a_language_by_its_name_gets_its_code(written: str) -> None:
    (told,) = found(f"locales: [{written}]\n")
    assert told.endswith(f"; {LOCALES[written]} [unknown-locale]")


def test_a_code_in_capital_letters_is_one() -> None:
    assert found("locales: [DE, EN-us]\n") == []


DASH = "the dash has no space after it; write"
LIST = "begin each entry of a list with '- '"
NO_COMMENT = "doesn't begin a comment in YAML; begin comments with '#'"
QUOTES = "put the text in quotes"
BEGINNINGS = [
    ("links:\n  -{label: Docs, url: /docs}\n", "2:3", f"{DASH} '- {{label: Docs, url: /docs}}'"),
    ("links:\n  -label: Docs\n   url: /docs\n", "2:3", f"{DASH} '- label: Docs'"),
    ("links:\n  \u2022 {label: Docs, url: /docs}\n", "2:3", f"this line begins with '\u2022'; {LIST}"),
    ("links:\n  * {label: Docs, url: /docs}\n", "2:3", f"this line begins with '*'; {LIST}"),
    ("// our hub\n# ours\nlayout: full\n", "1:1", f"'//' {NO_COMMENT}"),
    ("layout: full\n<!-- later -->\n", "2:1", f"'<!--' {NO_COMMENT}"),
    (
        "community:\n<<<<<<< HEAD\n  name: Sea\n=======\n  name: Ocean\n>>>>>>> b\n",
        "2:1",
        "this line is part of a merge conflict of git; keep one of the two sides, and delete such lines",
    ),
    (
        "layout: full\n...\nlinks: []\n",
        "2:1",
        "the line '...' ends the file's content, and there is more below; delete this line",
    ),
    (
        "community:\n  tagline: |\nSea and land\n",
        "3:1",
        "this text is not indented below its key; indent each of its lines with two spaces more",
    ),
    (
        "community:\n  name: 'It's ours'\n",
        "2:13",
        "the text in single quotes ends at this apostrophe; write it twice (''), or put the text in double quotes",
    ),
    (
        "links:\n  - label: Docs, url: /docs\n",
        "2:21",
        "this line has two keys; put them between '{' and '}', or each on its own line",
    ),
    ("layout:\tfull\n", "1:8", "YAML doesn't allow a tab here; write a space instead"),
    ("community: {name: {{ name }}}\n", "1:19", f"a text can't begin with '{{{{' in YAML; {QUOTES}"),
    ("sign_in:\n  heading: {{ community.name }}\n", "2:12", f"a text can't begin with '{{{{' in YAML; {QUOTES}"),
]


@pytest.mark.parametrize(("text", "place", "expected"), BEGINNINGS)
def test_what_a_line_should_begin_with_is_said_at_that_line(text: str, place: str, expected: str) -> None:
    (told,) = found(text)
    assert told.rpartition(" [")[0] == f"b.yaml:{place}: error: {expected}"


@pytest.mark.parametrize("number", ["2026.10", "+49", "-0.50"])
def test_a_number_is_shown_as_it_was_written(number: str) -> None:
    (told,) = found(f"community: {{name: {number}}}\n")
    assert told.endswith(f'found the number {number}; put it in quotes: "{number}" [type]')


def test_a_list_is_shown_as_it_is_written() -> None:
    assert [told.partition("; ")[2] for told in found("locales: en, de\nlinks: Docs\n")] == [
        "write '[en, de]', or begin each entry with '- ' [type]",
        "begin each entry with '- ' [type]",
    ]


@pytest.mark.parametrize("written", ["en de", "en,de", "en; de", "en, de,"])
def test_a_list_of_words_is_shown_as_it_is_written(written: str) -> None:
    (told,) = found(f"locales: {written}\n")
    assert "; write '[en, de]', or " in told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("links: [{title: Docs, url: /docs}]", "unknown key 'title' under 'links[0]'; did you mean 'label'?"),
        ("links: [{label: Docs, href: /docs}]", "unknown key 'href' under 'links[0]'; did you mean 'url'?"),
        ("announcements: [{message: Hi}]", "unknown key 'message' under 'announcements[0]'; did you mean 'text'?"),
        ("language: [de]", "unknown key 'language'; did you mean 'locales'?"),
        ("login: {heading: Hi}", "unknown key 'login'; did you mean 'sign_in'?"),
        (
            "links: [{label: a, url: /b, detail: x}]",
            "unknown key 'detail' under 'links[0]'; known keys are 'label', 'url'",
        ),
    ],
)
def test_another_name_for_a_key_gets_the_key(text: str, expected: str) -> None:
    (told,) = found(f"{text}\n")
    assert expected in told


def test_a_color_that_goes_on_in_the_next_line_lacks_a_quote() -> None:
    (told,) = found('theme:\n  primary: "#0a7\n  accent: "#123"\n')
    assert told.endswith("; close the quotes of this text: its next line is part of it [color]")


def test_a_url_gets_back_the_slash_that_it_lacks() -> None:
    (told,) = found("community: {url: 'https:/sea.example.org/x'}\n")
    assert told.endswith("; write 'https://sea.example.org/x' [url]")
