"""How easy the default documents and the interface are to read, in each language that has a formula for it.

Without arguments, the program makes the table in docs/reference/glossary.md anew. Each formula takes the words of a
sentence and the syllables of a word, and gives about 0 (very hard) to 100 (very easy).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

from jupyterhub_valueprop.content import default_document, read_proposition

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "glossary.md"
CATALOGUES = ROOT / "jupyterhub_valueprop" / "locale"
BEGIN, END = "<!-- made by `python docs/reading_level.py` -->", "<!-- end -->"

_VALUES = {"network.name": "Tidewater", "network.url": "", "community.name": "Reef Watch", "community.url": ""}
_SENTENCE_END = re.compile(r"[.!?:;…]+(?:\s|$)")
_MARKUP = re.compile(r"<[^<>]*>|%\([a-z_]+\)s|\*\*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _english(word: str) -> int:
    word = re.sub(r"(?<=[^l\W])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouylrtd])ed$|(?<=[^aeioucsxzgh])es$", "", word) or word
    return len(re.findall(r"[aeiouy]+", word))


def _iberian(word: str) -> int:
    """Spanish and Portuguese: weak vowels share a syllable with their neighbors, strong and accented ones do not."""
    word = re.sub(r"(?<=[qg])u(?=[eiéíê])|(?<=q)u(?=a)", "", word)
    groups = re.findall(r"[aeiouüáéíóúàâêôãõ]+", word)
    return sum(max(1, len(re.findall(r"ã[eo]|õe|[aeoáéóíúàâêôã]", group))) for group in groups)


def _french(word: str) -> int:
    groups = re.findall(r"[aeiouyàâéèêëîïôùûüœæ]+?(?:(?<=é)(?=[aeiou])|(?![aeiouyàâéèêëîïôùûüœæ]))", word)
    silent = re.search(r"[^aeiouyàâéèêëîïôùûüœæ]es?$", word)
    return len(groups) - bool(silent)


def _german(word: str) -> int:
    return len(re.findall(r"au|ei|eu|äu|ie|ai|aa|ee|oo|ou|[aeiouyäöü]", word))


@dataclass(frozen=True)
class Formula:
    """One language's formula: `base - per_sentence * words in a sentence - per_word * syllables in a word`."""

    name: str
    base: float
    per_sentence: float
    per_word: float
    syllables: Callable[[str], int]

    def ease(self, texts: Iterable[str]) -> float:
        """How easy texts are to read; each is at least one sentence, a heading or an item of a list as well."""
        sentences = [words for text in texts for words in _sentences(text)]
        words = [word for sentence in sentences for word in sentence]
        syllables = sum(max(1, self.syllables(part)) for word in words for part in word.lower().split("-"))
        return self.base - self.per_sentence * len(words) / len(sentences) - self.per_word * syllables / len(words)


#: English for comparison: Flesch 1948; es: Szigriszt-Pazos 1993, whose scale INFLESZ is; pt: Martins and others 1996;
#: fr: Kandel and Moles 1958; de: Amstad 1978.
FORMULAS = {
    "en": Formula("Flesch", 206.835, 1.015, 84.6, _english),
    "es": Formula("Szigriszt-Pazos (INFLESZ)", 206.835, 1.0, 62.3, _iberian),
    "pt-BR": Formula("Flesch, by Martins", 248.835, 1.015, 84.6, _iberian),
    "fr": Formula("Kandel-Moles", 207.0, 1.015, 73.6, _french),
    "de": Formula("Flesch, by Amstad", 180.0, 1.0, 58.5, _german),
}


def _sentences(text: str) -> Iterator[list[str]]:
    for part in _SENTENCE_END.split(_MARKUP.sub(" ", text)):
        if words := _WORD.findall(part):
            yield words


def document_texts(tag: str) -> list[str]:
    """The visible texts of a default document."""
    proposition = read_proposition(default_document(tag), values=_VALUES, locale=tag).proposition
    return [text.text for text in proposition.texts()]


def interface_texts(tag: str) -> list[str]:
    """The sentences of the interface: its labels of one to three words would make every language look easy."""
    path = CATALOGUES / tag.replace("-", "_") / "LC_MESSAGES" / "jupyterhub_valueprop.po"
    with (CATALOGUES / "jupyterhub_valueprop.pot" if tag == "en" else path).open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    texts = [message.id if tag == "en" else message.string for message in messages]
    return [text for each in texts for text in ([each] if isinstance(each, str) else each) if len(text.split()) > 3]


def table() -> str:
    """The table of the page: what each formula says of the document and of the interface."""
    lines = ["| language | formula | default document | sentences of the interface |", "|---|---|---|---|"]
    for tag, formula in FORMULAS.items():
        document, interface = (formula.ease(texts(tag)) for texts in (document_texts, interface_texts))
        lines.append(f"| `{tag}` | {formula.name} | {document:.0f} | {interface:.0f} |")
    return "\n".join(lines) + "\n"


def page() -> str:
    """The page with the table made anew."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n{table()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(table())
