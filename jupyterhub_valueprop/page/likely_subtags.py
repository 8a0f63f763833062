"""What a language tag leaves to be understood, as CLDR knows it: the script that it is written in, the country."""

from __future__ import annotations

from typing import NamedTuple

from babel import Locale
from babel.core import get_global


class LikelySubtags(NamedTuple):
    """A BCP 47 tag in full (`zh-TW` → `zh`, `Hant`, `TW`); a part that nobody knows is empty."""

    language: str
    script: str
    territory: str


def likely_subtags(tag: str) -> LikelySubtags:
    """The tag with the script and the territory that are most likely where it has none (UTS 35, Likely Subtags)."""
    locale = Locale.parse(tag, sep="-")
    known = "_".join(filter(None, (locale.language, locale.script or locale.territory)))
    table = get_global("likely_subtags")
    _, *likely = (table.get(known) or table.get(locale.language) or locale.language).split("_")
    script = locale.script or next((part for part in likely if len(part) == 4), "")
    territory = locale.territory or next((part for part in likely if len(part) != 4), "")
    return LikelySubtags(locale.language, script, territory)
