"""Locale codes: BCP 47 tags (`en`, `es-MX`, `zh-Hant`) that Babel has data for."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from jupyterhub_valueprop.language_tags import language
from jupyterhub_valueprop.problems.phrases import did_you_mean, found, quote

from .errors import mistake

LONGEST_CODE = 35  # RFC 5646, 4.4.1
#: The languages whose own names, and whose names of the others, are recognized.
_NAMING = (
    "en", "es", "fr", "de", "pt", "it", "nl", "ja", "zh", "ko", "ru", "uk", "pl", "cs", "sv", "da", "nb", "fi", "el",
    "tr", "ar", "he", "hu", "ca",
)  # fmt: skip
LOCALE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"


@lru_cache(maxsize=256)
def canonical(tag: str) -> str | None:
    """The tag in its usual spelling (`es-mx` → `es-MX`), or None if there is no such language.

    Babel accepts anything after `@` and drops what follows a dot, but a tag is written into headers and style sheets.
    """
    if not re.fullmatch(LOCALE_PATTERN, tag):
        return None
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - not needed for a page in English

    try:
        return str(Locale.parse(tag, sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError, TypeError):
        return None


@cache
def _codes_by_name(naming: str) -> dict[str, str]:
    """The code of each language by its name in the language `naming`, folded."""
    from babel import Locale  # noqa: PLC0415 - the same

    return {_folded(name): code.replace("_", "-") for code, name in Locale(naming).languages.items()}


@cache
def _codes_by_other_names() -> dict[str, str]:
    """The same for the other languages of `_NAMING`, of which the first wins. Loading them takes 0.2 s."""
    named = [_codes_by_name(naming) for naming in _NAMING[1:]]
    return {name: code for names in reversed(named) for name, code in names.items()}


def _code_of(name: str) -> str | None:
    """The code of a language by its name, in English or in another language."""
    folded = _folded(name)
    return _codes_by_name(_NAMING[0]).get(folded) or _codes_by_other_names().get(folded)


def _folded(name: str) -> str:
    """A name without differences of case and without accents, which people leave out."""
    letters = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _advice(tag: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 - the same

    # as in the LANG of a shell: de_DE.UTF-8, de_DE@euro
    if canonical(hyphenated := re.split("[.@]", tag.strip(), maxsplit=1)[0].replace("_", "-")):
        return f"write {quote(hyphenated)}"
    if (code := _code_of(tag)) and canonical(code):
        return f"write {quote(code)}"
    usual = get_global("likely_subtags").get(f"und_{tag.upper()}", "") if len(tag) == 2 else ""
    if usual and (code := canonical(usual.partition("_")[0])):
        return did_you_mean(code)
    if (code := canonical(language(tag))) and "-" in tag:
        return did_you_mean(code)
    return "use a BCP 47 code such as 'en', 'es-MX' or 'zh-Hant'"


def parse_locale(value: Any) -> str:
    """The locale code in its usual spelling; raises PydanticCustomError if it is unknown."""
    if not isinstance(value, str):
        hint = 'put it in quotes: "no"' if value is False else None  # YAML reads a bare `no` as false
        raise mistake("type", f"takes a locale code such as 'en', found {found(value)}", hint)
    if len(value) > LONGEST_CODE:
        raise mistake("too-long", f"takes a locale code such as 'en', found {quote(value)}", "shorten it")
    if (code := canonical(str(value))) is None:
        raise mistake("unknown-locale", f"takes a locale code, found {quote(value)}", _advice(value))
    return code


def distinct_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The locale codes without repetitions: `zh-HK` and `zh-Hant-HK` have the same usual spelling."""
    return tuple(dict.fromkeys(codes))


LocaleCode = Annotated[
    str,
    PlainValidator(parse_locale),
    WithJsonSchema({"type": "string", "pattern": LOCALE_PATTERN, "examples": ["en", "es-MX"]}),
]
