"""Find the script and the country that a language tag leaves out, with CLDR's data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from jupyterhub_valueprop.language_tags import shortened


class LikelySubtags(NamedTuple):
    """A BCP 47 tag in full (`zh-TW` → `zh`, `Hant`, `TW`); an unknown part is empty."""

    language: str
    script: str
    territory: str


#: Known without CLDR's tables, which take as long to load as the rest of a page in English.
_ENGLISH = LikelySubtags("en", "Latn", "US")


@lru_cache(maxsize=1_024)
def likely_of(tag: str) -> LikelySubtags:
    """The tag, completed by the most likely script and territory (UTS 35, Likely Subtags).

    A deprecated language becomes today's one: `iw` is `he`.
    """
    if tag == _ENGLISH.language:
        return _ENGLISH
    language, *rest = shortened(tag)[0].split("-")
    language, *more = cldr_table("language_aliases").get(language.lower(), language.lower()).split("_")
    rest = [*rest, *more]
    script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    territory = next((part.upper() for part in rest if len(part) == 2 or (len(part) == 3 and part.isdigit())), "")
    table = cldr_table("likely_subtags")
    tries = ((language, script, territory), (language, territory), (language, script), (language,))
    known = next((table[key] for parts in tries if (key := "_".join(filter(None, parts))) in table), language)
    likely = known.split("_")[1:]
    return LikelySubtags(
        language,
        script or next((part for part in likely if len(part) == 4), ""),
        territory or next((part for part in likely if len(part) != 4), ""),
    )


def cldr_table(name: str) -> Mapping[str, Any]:
    """One of CLDR's tables that belong to no single language; loaded when it is first asked for."""
    from babel.core import get_global  # noqa: PLC0415 - not needed for a page in English

    return get_global(name)  # type: ignore[arg-type]


def is_one_language(tag: str, other: str) -> bool:
    """Whether two tags mean the same language in the same script: `pt` and `pt-BR`, but not `zh-Hans` and `zh-Hant`."""
    return tag == other or likely_of(tag)[:2] == likely_of(other)[:2]
