"""Locale codes: BCP 47 tags (`en`, `es-MX`, `zh-Hant`) that Babel has data for."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Annotated, Any

from babel import Locale, UnknownLocaleError
from pydantic import PlainValidator, WithJsonSchema

from jupyterhub_valueprop.language_tags import language
from jupyterhub_valueprop.problems.phrases import did_you_mean, found, quote

from .errors import mistake

LONGEST_CODE = 35  # RFC 5646, 4.4.1
LOCALE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"


@lru_cache(maxsize=256)
def canonical(tag: str) -> str | None:
    """The tag in its usual spelling (`es-mx` → `es-MX`), or None if there is no such language.

    Babel accepts anything after `@` and drops what follows a dot, but a tag is written into headers and style sheets.
    """
    if not re.fullmatch(LOCALE_PATTERN, tag):
        return None
    try:
        return str(Locale.parse(tag, sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError, TypeError):
        return None


@cache
def _codes_by_name() -> dict[str, str]:
    return {name.casefold(): code for code, name in Locale("en").languages.items()}


def _advice(tag: str) -> str:
    if canonical(hyphenated := tag.replace("_", "-")):
        return f"write {quote(hyphenated)}"
    if (code := _codes_by_name().get(tag.strip().casefold())) and canonical(code):
        return f"write {quote(code)}"
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
