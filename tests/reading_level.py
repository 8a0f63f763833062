"""How easily a text reads, by the formula that is usual for its language: 0 is hard, 100 is easy.

All are Flesch's (1948) with weights for a language: words in a sentence, and syllables in a word. Syllables are counted
as groups of vowels, which is right for most words. For Arabic there is none that does without vowel signs, for Japanese
and Chinese none that counts words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

#: Language → constant, weight of the words in a sentence, weight of the syllables in a word.
FORMULAS: Mapping[str, tuple[float, float, float]] = MappingProxyType(
    {
        "en": (206.835, 1.015, 84.6),  # Flesch 1948
        "es": (206.84, 1.02, 60.0),  # Fernández Huerta 1959
        "pt": (248.835, 1.015, 84.6),  # Martins and others 1996
        "fr": (207.0, 1.015, 73.6),  # Kandel and Moles 1958
        "de": (180.0, 1.0, 58.5),  # Amstad 1978
    }
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýÿ]+")
_SENTENCES = re.compile(r"[.!?:;]+(?:\s|$)|\n+")


def reading_ease(sentences: list[str], language: str) -> float:
    """The reading ease of sentences in a language that has a formula."""
    constant, by_words, by_syllables = FORMULAS[language]
    words = [_WORD.findall(sentence) for sentence in sentences]
    words = [each for each in words if each]
    count = sum(map(len, words))
    syllables = sum(_syllables(word, language) for each in words for word in each)
    return constant - by_words * count / len(words) - by_syllables * syllables / count


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; a line end ends one, too."""
    return [each for each in _SENTENCES.split(text) if each.strip()]


def _syllables(word: str, language: str) -> int:
    word = word.casefold()
    groups = len(_VOWELS.findall(word))
    # English and French write an e at the end of a word that nobody says
    is_silent = language in {"en", "fr"} and word.endswith(("e", "es")) and not word.endswith(("le", "ee"))
    return max(1, groups - is_silent)
