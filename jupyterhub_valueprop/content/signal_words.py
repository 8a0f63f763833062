"""The words that open an audience ("For …,") and an outcome ("So that …") in each language; where a sentence ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from jupyterhub_valueprop.language_tags import language

_QUOTES = "\"'”’»)]」）"
_MARKS = ".!?…。！？؟।"
_ENDS = re.compile(r"([.!?…]+[\"'”’»)\]]*)|[。！？؟।]+[\"'”’»)」）]*")
_AUDIENCE_END = re.compile("[,،，、.!?;:]")
_BEFORE_OUTCOME = re.compile(r"[\s—–\-:,;]*")
_SEPARATOR = re.compile(r"[\s(\[\"'“‘]")
_WORD = re.compile(r"\w+")
_SEEN = re.compile(r"\S")
#: Longer than any abbreviation: how many characters before a full stop are read.
_LONGEST_ABBREVIATION = 24


@dataclass(frozen=True)
class SignalWords:
    """How one language marks an audience and an outcome. `lead_in` makes an audience the start of a sentence.

    The expressions are matched at one position. Repeated characters around them are stripped separately.
    """

    audience: re.Pattern[str]
    outcome: re.Pattern[str]
    abbreviations: frozenset[str]
    lead_in: str
    #: what ends an audience in a language with "for" after it, such as Japanese
    postposition: re.Pattern[str]

    def audience_end(self, text: str) -> tuple[int, int, int] | None:
        """Where the audience begins and ends, and where its lead-in with the comma ends; None without an audience."""
        start = self._after_signal_word(text)
        if start is None:
            return None
        comma = _AUDIENCE_END.search(text, start)
        if not comma or comma[0] in ".!?;:" or text[start].isdigit():
            return None
        named = text[start : comma.start()].rstrip()
        after = self.postposition.search(named)
        end = start + (after.start() if after else len(named))
        return (start, end, comma.end()) if end > start else None

    def is_audience(self, text: str) -> bool:
        """Whether a text is only the signal word, with at most an article after it."""
        start = self._after_signal_word(text)
        if start is None:
            return False
        article = text[start:].rstrip()
        return not article or (text[-1].isspace() and bool(_WORD.fullmatch(article)))

    def _after_signal_word(self, text: str) -> int | None:
        match = self.audience.match(text, seen_from(text, 0))
        return seen_from(text, match.end()) if match else None

    def outcome_start(self, text: str) -> int | None:
        """Where an outcome begins in a text that opens with one, perhaps after a dash or colon."""
        before = _BEFORE_OUTCOME.match(text)
        start = before.end() if before else 0
        return start if self.outcome.match(text, start) else None

    def outcome_lead(self, text: str) -> int:
        """The length of the words that open an outcome ("So that"), or 0."""
        match = self.outcome.match(text)
        return match.end() if match else 0

    def sentence_end(self, text: str) -> int:
        """The length of the first sentence."""
        opened, counted = 0, 0
        for match in _ENDS.finditer(text):
            end = match.end()
            opened += text.count("(", counted, end) - text.count(")", counted, end)
            counted = end
            following = seen_from(text, end)
            if following == len(text):
                return end
            if match[1] and following == end:
                # a full stop of a Latin script ends a sentence only before a space
                continue
            if not (opened > 0 or text[following].islower() or self._abbreviated(text, match)):
                return end
        return len(text)

    def _abbreviated(self, text: str, mark: re.Match[str]) -> bool:
        if mark[0] != ".":
            return False
        before = text[max(0, mark.start() - _LONGEST_ABBREVIATION) : mark.start()]
        word = _SEPARATOR.split(before)[-1].casefold()
        return len(word) == 1 or word in self.abbreviations


def seen_from(text: str, start: int) -> int:
    """The position of the next character that is not white space."""
    seen = _SEEN.search(text, start)
    return seen.start() if seen else len(text)


def _signal_words(
    audience: str, outcome: str, abbreviations: str = "", lead_in: str = "{},", postposition: str = r"(?!)"
) -> SignalWords:
    compiled = re.compile  # of the texts below, once: tests/test_patterns.py finds them in `_SIGNAL_WORDS`
    return SignalWords(
        compiled(audience, re.IGNORECASE),
        compiled(outcome, re.IGNORECASE),
        frozenset(abbreviations.split()),
        lead_in,
        compiled(postposition),
    )


_SIGNAL_WORDS = {
    "en": _signal_words(
        r"for\s",
        r"so(?:\s{1,8}that\b|(?=\s{1,8}(?!far\b|much\b|many\b|long\b|called\b)\S))",
        "e.g i.e etc vs dr mr mrs ms prof no fig cf approx inc ltd st u.s u.k",
        "For {},",
    ),
    "es": _signal_words(
        r"para\s",
        r"(?:para\s{1,8}que|de\s{1,8}(?:modo|manera|forma)\s{1,8}que|así|a\s{1,8}fin\s{1,8}de\s{1,8}que)\b",
        "p.ej ej etc sr sra dr dra ud uds pág núm ee.uu",
        "Para {},",
    ),
    "fr": _signal_words(
        r"pour\s",
        r"(?:pour\s{1,8}qu(?:e\b|['’])|afin\s{1,8}(?:qu(?:e\b|['’])|de\b|d['’])|ainsi\b|de\s{1,8}(?:sorte|façon|manière)\s{1,8}(?:que|à)\b)",
        "p.ex ex etc cf m mm mme dr env",
        "Pour {},",
    ),
    "de": _signal_words(
        r"für\s", r"(?:damit|sodass|so\s{1,8}dass|so)\b", "z.b b d.h h u.a bzw usw ca nr dr prof vgl", "Für {},"
    ),
    "pt": _signal_words(
        r"para\s",
        r"(?:para\s{1,8}que|de\s{1,8}(?:modo|forma|maneira)\s{1,8}(?:que|a)|assim|a\s{1,8}fim\s{1,8}de)\b",
        "p.ex ex etc sr sra dr dra pág",
        "Para {},",
    ),
    "it": _signal_words(
        r"per\s", r"(?:affinché|così|in\s{1,8}modo\s{1,8}(?:che|da)|perché)\b", "es ecc sig dott prof", "Per {},"
    ),
    "nl": _signal_words(r"voor\s", r"(?:zodat|opdat|zo)\b", "bijv bv enz d.w.z dhr mevr", "Voor {},"),
    "ca": _signal_words(
        r"per\s{1,8}a(?:ls?)?\s", r"(?:perquè|de\s{1,8}manera\s{1,8}que|així)\b", "p.ex etc sr sra", "Per a {},"
    ),
    "ar": _signal_words(
        r"(?:من\s{1,8}أجل\s|بالنسبة\s{1,8}إلى\s|بالنسبة\s{1,8}ل|لل)", r"(?:لكي|كي|حتى|بحيث)\b", "", "بالنسبة إلى {}،"
    ),
    "he": _signal_words(r"עבור\s", r"(?:כדי\s{1,8}ש|כך\s{1,8}ש)", "", "עבור {},"),
    "ja": _signal_words(
        r"(?=(?![こそ][のれ])[^、,。]{1,60}(?:のために|の方へ|の(?:皆|みな)(?:さま|様|さん)へ|向けに)[、,])",
        r"(?:そうすれば|これに(?:より|よって)|それに(?:より|よって)|これで|こうして|その結果)",
        "",
        "{}のために、",
        r"(?:のために|の方へ|の(?:皆|みな)(?:さま|様|さん)へ|向けに)$",
    ),
    "zh": _signal_words(
        r"(?:对于|對於|面向|[对對](?=[^，,。]{1,60}(?:来说|來說|而言)[，,])|[为為](?!什么|什麼|何|了))",
        r"(?:以便|从而|從而|让您|讓您|这样|這樣|由此|如此一来|如此一來)",
        "",
        "对于{}，",
        r"(?:来说|來說|而言)$",
    ),
}


@lru_cache(maxsize=64)
def signal_words_for(locale: str) -> SignalWords:
    """The signal words of a locale code's language; English for languages that are not listed here."""
    return _SIGNAL_WORDS.get(language(locale), _SIGNAL_WORDS["en"])


def first_sentence(text: str, locale: str) -> str:
    """The first sentence of a text in the language of a locale code."""
    return text[: signal_words_for(locale).sentence_end(text)]


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip().rstrip(_QUOTES).endswith(tuple(_MARKS))
