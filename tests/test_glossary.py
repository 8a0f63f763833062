"""The glossary of translations, and what it asks of them: its words are used, their marks are right, they are plain."""

from __future__ import annotations

import re
import runpy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from jupyterhub_valueprop.content import default_document

ROOT = Path(__file__).parents[1]
GLOSSARY = (ROOT / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8")
CATALOGUES = ROOT / "jupyterhub_valueprop" / "locale"
#: From here on, a text is plain to grown-up readers on the scale of its formula.
PLAIN = 55


def terms(heading: str) -> dict[str, list[str]]:
    """The columns of the table under a heading, by the language's code."""
    section = GLOSSARY.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in section.splitlines() if row[:1] == "|"]
    columns = zip(*(row for row in rows if not set(row[0]) <= set("-")), strict=True)
    return {name.strip("`"): cells for name, *cells in columns if name.startswith("`")}


@cache
def words(tag: str) -> str:
    """All that a visitor reads in a language: the default document and the interface."""
    with (CATALOGUES / tag.replace("-", "_") / "LC_MESSAGES" / "jupyterhub_valueprop.po").open("rb") as file:
        strings = [message.string or "" for message in read_po(file) if message.id]
    texts = [text for each in strings for text in ((each,) if isinstance(each, str) else each)]
    return "\n".join([default_document(tag), *texts])


ON_THE_PAGE = terms("Terms on the page")


@pytest.mark.parametrize("tag", ON_THE_PAGE)
def test_every_term_of_the_glossary_is_on_the_page_of_its_language(tag: str) -> None:
    said = words(tag).casefold()

    assert ON_THE_PAGE[tag]
    assert [term for term in ON_THE_PAGE[tag] if term.casefold() not in said] == []


def test_french_has_its_spaces_and_apostrophes() -> None:
    french = re.sub(r"^(?:title: |```.*|\(\w+\)=).*$|\]\(.*?\)|<[^<>]*>", "", words("fr"), flags=re.M)

    assert re.findall(r".{12}(?<!\u202f)[;!?»]|.{12}(?<!\u00a0):|«(?!\u202f).{12}|.{12}'", french) == []


@pytest.mark.parametrize(("mark", "opening"), ["?¿", "!¡"])
def test_spanish_opens_what_it_closes(mark: str, opening: str) -> None:
    assert words("es").count(mark) == words("es").count(opening)


@pytest.mark.parametrize(
    ("tag", "wrong"),
    [
        ("ar", r"[\u0620-\u064a][,;?]|[٠-٩]"),
        ("ja", r"[\u3040-\u9fff] ?[,.:;?!]|[\u3040-\u9fff] [A-Za-z0-9%{]|[A-Za-z0-9}] [\u3040-\u9fff]"),
        ("zh-Hans", r"[\u4e00-\u9fff] ?[,.:;?!]|[\u4e00-\u9fff] [A-Za-z0-9%{]|[A-Za-z0-9}] [\u4e00-\u9fff]"),
    ],
)
def test_other_scripts_have_their_own_marks_and_no_space_beside_latin_letters(tag: str, wrong: str) -> None:
    text = re.sub(r"^(?:title: |```|#+ )|<[^<>]*>", "", words(tag), flags=re.M)

    assert re.findall(f".{{0,9}}(?:{wrong})", text) == []


def test_the_reader_is_addressed_in_one_form() -> None:
    familiar = {
        "es": r"\b(?:tú|tu|tus|te|contigo|puedes|tienes)\b",
        "fr": r"\b(?:tu|ton|ta|tes|toi)\b",
        "de": r"\b(?:du|dein\w*|dich|dir|euch|euer)\b",
        "ja": r"あなた|君|だ。|である。",
        "zh-Hans": r"你",
        "pt-BR": r"\b(?:tu|teu|tua|contigo|senhor|senhora)\b",
    }

    assert [(tag, word) for tag, found in familiar.items() for word in re.findall(found, words(tag), re.I)] == []


def test_the_words_are_plain_and_the_table_says_how_plain() -> None:
    level: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "reading_level.py"))

    written, measured = (
        re.findall(r"\b[0-9]+\b", page.partition("| language | formula")[2]) for page in (GLOSSARY, level["page"]())
    )

    # a new text of the interface moves a figure a little, and need not make the table anew
    assert [pair for pair in zip(written, measured, strict=True) if abs(int(pair[0]) - int(pair[1])) > 3] == [], (
        "run: python docs/reading_level.py"
    )
    assert {
        tag: ease
        for tag, formula in level["FORMULAS"].items()
        for texts in ("document_texts", "interface_texts")
        if (ease := formula.ease(level[texts](tag))) < PLAIN
    } == {}


def test_syllables_are_counted_as_they_are_spoken() -> None:
    formulas = runpy.run_path(str(ROOT / "docs" / "reading_level.py"))["FORMULAS"]
    counted = {
        "en": {"community": 4, "makes": 1, "whole": 1, "people": 2, "needed": 2, "used": 1},
        "es": {"investigación": 5, "guía": 2, "que": 1, "creen": 2, "ciudad": 2},
        "pt-BR": {"ações": 2, "países": 3, "organização": 5, "ideias": 3},
        "fr": {"communautés": 4, "créer": 2, "réunie": 3, "outils": 2, "elle": 1},
        "de": {"werkzeuge": 3, "situation": 5, "erreichen": 3, "förderung": 3},
    }

    assert {tag: {each: formulas[tag].syllables(each) for each in some} for tag, some in counted.items()} == counted
