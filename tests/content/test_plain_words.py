"""The default document and the interface read easily, where a language has a formula for that; terms are explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from reading_level import FORMULAS, reading_ease, sentences_of

PACKAGE = Path(__file__).parents[2] / "jupyterhub_valueprop"
DOCUMENTS = {
    path.name.removeprefix("value-proposition").removesuffix(".md").strip(".").split("-")[0] or "en": path
    for path in sorted((PACKAGE / "content" / "defaults").glob("value-proposition*.md"))
}
CATALOGUES = {path.parts[-3].split("_")[0]: path for path in sorted(PACKAGE.glob("locale/*/LC_MESSAGES/*.po"))}
#: 60 to 70 is plain for adults; Flesch's scale gives 30 to 50 to what one reads at a university.
PLAIN, FAIRLY_PLAIN = 60, 50
#: Terms of ours, each with words that its first sentence, or the next, has to explain it with.
EXPLAINED = {"right to replicate": "take the whole of it elsewhere", "virtuous cycle": "put back what keeps it growing"}


def words_of(document: Path) -> str:
    text = re.sub(r"\A---.*?---\n", "", document.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"^```.*$|^\(\w+\)=$|[*#\[]|\]\([^)]*\)", "", text, flags=re.M)
    return text.replace("{{ network.name }}", "Tidewater").replace("{{ community.name }}", "Ocean")


@pytest.mark.parametrize("language", sorted(DOCUMENTS.keys() & FORMULAS.keys()))
def test_the_default_document_reads_easily(language: str) -> None:
    assert reading_ease(sentences_of(words_of(DOCUMENTS[language])), language) >= PLAIN


@pytest.mark.parametrize("language", sorted({"en", *CATALOGUES} & FORMULAS.keys()))
def test_the_interface_reads_easily(language: str) -> None:
    """Its sentences, that is; of one word, such as "Password:", no formula says much."""
    with next(iter(CATALOGUES.values())).open("rb") as file:
        texts = [str(message.id) for message in read_po(file) if message.id and isinstance(message.id, str)]
    if language != "en":
        with CATALOGUES[language].open("rb") as file:
            texts = [str(message.string) for message in read_po(file) if message.id and isinstance(message.id, str)]
    plain = [re.sub(r"<[^>]*>|%\(\w+\)s", "", text) for text in texts]
    sentences = [each for text in plain for each in sentences_of(text) if len(each.split()) > 3]

    assert reading_ease(sentences, language) >= FAIRLY_PLAIN


@pytest.mark.parametrize("term", EXPLAINED)
def test_a_term_is_explained_where_it_is_first_used(term: str) -> None:
    text = words_of(DOCUMENTS["en"])
    first = text.casefold().index(term)

    assert EXPLAINED[term] in text[first : first + 160]


def test_the_formulas_order_texts_as_readers_do() -> None:
    easy, hard = (
        "The cat sat on the mat. It was glad.",
        "Institutional sovereignty necessitates infrastructural reliability.",
    )

    assert reading_ease(sentences_of(easy), "en") > 90 > 30 > reading_ease(sentences_of(hard), "en")
