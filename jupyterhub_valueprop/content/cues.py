"""The words that open an audience ("For …,") and an outcome ("So that …") in each language; where a sentence ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_COMMA = "[,،，、]"
_ENDS = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？؟।]+[\"'”’»)」）]*")
_FINAL = re.compile(r"[.!?…。！？؟।][\"'”’»)\]」）]*$")


@dataclass(frozen=True)
class Cues:
    """How one language says for whom and so that what; `lead_in` makes an audience into the start of a sentence."""

    audience: str
    outcome: str
    abbreviations: str = ""
    lead_in: str = "{},"

    def audience_end(self, text: str) -> tuple[int, int, int] | None:
        """Where the audience begins and ends, and where its lead-in ends, comma included; None if there is none."""
        match = re.match(rf"\s*(?:{self.audience})(?!\d)([^.!?;:]+?)\s*{_COMMA}", text, re.IGNORECASE)
        return (match.start(1), match.end(1), match.end()) if match else None

    def is_audience(self, text: str) -> bool:
        """Whether a text is nothing but the cue, with at most an article after it."""
        return bool(re.fullmatch(rf"\s*(?:{self.audience})(?:\w+\s+)?", text, re.IGNORECASE))

    def outcome_start(self, text: str) -> int | None:
        """Where an outcome begins in a text that opens with one, after a dash or colon if need be."""
        match = re.match(rf"[\s—–\-:,;]*(?={self.outcome})", text, re.IGNORECASE)
        return match.end() if match else None

    def sentence_end(self, text: str) -> int:
        """The length of the first sentence."""
        for match in _ENDS.finditer(text):
            rest = text[match.end() :].lstrip()
            before = text[: match.start()]
            inside = text[: match.end()].count("(") > text[: match.end()].count(")")
            if not rest or not (inside or rest[0].islower() or self._abbreviated(before, match[0])):
                return match.end()
        return len(text)

    def _abbreviated(self, before: str, mark: str) -> bool:
        word = re.split(r"[\s(\[\"'“‘]", before)[-1].casefold()
        return mark == "." and (len(word) == 1 or word in self.abbreviations.split())


_CUES = {
    "en": Cues(
        r"for\s+",
        r"so\s+(?!far\b|much\b|many\b|long\b|called\b)\S",
        "e.g i.e etc vs dr mr mrs ms prof no fig cf approx inc ltd st u.s u.k",
        "For {},",
    ),
    "es": Cues(
        r"para\s+",
        r"(?:para\s+que|de\s+(?:modo|manera|forma)\s+que|así|a\s+fin\s+de\s+que)\b",
        "p.ej ej etc sr sra dr dra ud uds pág núm ee.uu",
        "Para {},",
    ),
    "fr": Cues(
        r"pour\s+",
        r"(?:pour\s+qu(?:e\b|['’])|afin\s+(?:qu(?:e\b|['’])|de\b|d['’])|ainsi\b|de\s+(?:sorte|façon|manière)\s+(?:que|à)\b)",
        "p.ex ex etc cf m mm mme dr env",
        "Pour {},",
    ),
    "de": Cues(r"für\s+", r"(?:damit|sodass|so\s+dass|so)\b", "z.b b d.h h u.a bzw usw ca nr dr prof vgl", "Für {},"),
    "pt": Cues(
        r"para\s+",
        r"(?:para\s+que|de\s+(?:modo|forma|maneira)\s+(?:que|a)|assim|a\s+fim\s+de)\b",
        "p.ex ex etc sr sra dr dra pág",
        "Para {},",
    ),
    "it": Cues(r"per\s+", r"(?:affinché|così|in\s+modo\s+(?:che|da)|perché)\b", "es ecc sig dott prof", "Per {},"),
    "nl": Cues(r"voor\s+", r"(?:zodat|opdat|zo)\b", "bijv bv enz d.w.z dhr mevr", "Voor {},"),
    "ca": Cues(r"per\s+a(?:ls?)?\s+", r"(?:perquè|de\s+manera\s+que|així)\b", "p.ex etc sr sra", "Per a {},"),
    "ar": Cues(r"(?:من\s+أجل\s+|بالنسبة\s+إلى\s+|بالنسبة\s+ل|لل)", r"(?:لكي|كي|حتى|بحيث)\b", "", "بالنسبة إلى {}،"),
    "he": Cues(r"עבור\s+", r"(?:כדי\s+ש|כך\s+ש)", "", "עבור {},"),
    "ja": Cues(r"(?!)", r"(?:そうすれば|これにより|それにより)", "", "{}、"),
    "zh": Cues(r"(?:对于|對於|为|為)", r"(?:以便|从而|從而|让您|讓您|这样|這樣)", "", "对于{}，"),
}


@cache
def cues_for(locale: str) -> Cues:
    """The cues of a locale's language; English where the language has none here."""
    return _CUES.get(locale.replace("_", "-").split("-")[0].lower(), _CUES["en"])


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_FINAL.search(text.rstrip()))
