"""Texts that a visitor reads, in one or several languages. Markdown stays as it was written; `page` renders it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from jupyterhub_valueprop.branding.sources.source_text import LONGEST_TEXT
from jupyterhub_valueprop.language_tags import script_of, shortened
from jupyterhub_valueprop.problems.phrases import found

from .errors import check_length, mistake
from .locale_codes import LOCALE_PATTERN, parse_locale

NO_LOCALE = ""
MOST_TRANSLATIONS = 32
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def clean(value: Any, longest: int) -> str:
    """The text as a plain `str`; raises if it is longer than `longest` characters or has one that can't be shown.

    Control characters and lone surrogates (YAML can write them as escapes) can't be encoded into a page at all.
    """
    text = str(value)
    if len(text) > longest:
        raise mistake("too-long", f"takes at most {longest} characters", "shorten it")
    if match := _UNSHOWN.search(text):
        code = f"U+{ord(match[0]):04X}"
        raise mistake("bad-character", f"has the character {code}, which can't be shown", "remove it")
    return text


def parse_word(value: Any) -> str:
    """The plain text; raises for a number or a boolean, which is what YAML reads some unquoted words as."""
    if isinstance(value, str):
        return clean(value, LONGEST_TEXT)
    is_short = isinstance(value, (bool, float)) or (isinstance(value, int) and abs(value) < 10**20)
    hint = f'put it in quotes: "{str(value).lower()}"' if is_short else None
    raise mistake("type", f"takes a text, found {found(value)}", hint)


def _parse_translation(value: Any) -> str:
    return "" if value is None else parse_word(value)


Word = Annotated[
    str, PlainValidator(parse_word), WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT})
]


@dataclass(frozen=True)
class LocalizedText:
    """A text in one or several languages: pairs of locale code and text. The locale code of a plain string is ''."""

    texts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, text: str) -> LocalizedText:
        """The same text for every language."""
        return cls(((NO_LOCALE, text),))

    @property
    def locales(self) -> tuple[str, ...]:
        """The locale codes that were given, in order; empty for a plain string."""
        return tuple(locale for locale, _ in self.texts if locale != NO_LOCALE)

    def get(self, locale: str, default_locale: str = "en") -> str:
        """The text for a visitor: es-MX, else es, else another es-… of the same script, else that of the default."""
        return self.choose(locale, default_locale)[1]

    def choose(self, locale: str, default_locale: str = "en") -> tuple[str, str]:
        """The locale code that the text was given for, and the text; for a plain string, `default_locale`."""
        by_locale = {key.casefold(): text for key, text in self.texts}
        for asked in (locale, default_locale):
            script, tags = script_of(asked), shortened(asked.casefold())
            found = next((tag for tag in tags if tag in by_locale), None)
            # where the plain language is missing, any region of it is better than another language
            nearby = (key for key in by_locale if key.startswith(f"{tags[-1]}-"))
            found = found or next((key for key in nearby if not script or script_of(key) in ("", script)), None)
            if found is not None:
                return next(key for key, _ in self.texts if key.casefold() == found), by_locale[found]
        return next(((key or default_locale, text) for key, text in self.texts), (default_locale, ""))

    def __str__(self) -> str:
        return self.texts[0][1] if self.texts else ""

    def __bool__(self) -> bool:
        return any(text for _, text in self.texts)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        by_locale = core_schema.dict_schema(
            keys_schema=core_schema.no_info_plain_validator_function(parse_locale),
            values_schema=core_schema.no_info_plain_validator_function(_parse_translation),
        )
        return core_schema.no_info_wrap_validator_function(
            cls._validate, by_locale, serialization=core_schema.plain_serializer_function_ser_schema(cls._plain)
        )

    @classmethod
    def _validate(cls, value: Any, handler: core_schema.ValidatorFunctionWrapHandler) -> LocalizedText:
        if isinstance(value, LocalizedText):
            return value
        if isinstance(value, Mapping) and value:
            check_length(value, MOST_TRANSLATIONS)
            return cls(tuple((locale, text) for locale, text in handler(dict(value)).items() if text))
        if isinstance(value, (Mapping, list, tuple)):
            hint = "write one text; if it has brackets, put it in quotes" if not isinstance(value, Mapping) else None
            raise mistake("type", f"takes a text, or a text for each locale code, found {found(value)}", hint)
        return cls.of(parse_word(value))

    def _plain(self) -> str | dict[str, str]:
        return dict(self.texts) if self.locales else str(self)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        translations = {
            "type": "object",
            "minProperties": 1,
            "maxProperties": MOST_TRANSLATIONS,
            "propertyNames": {"pattern": LOCALE_PATTERN},
            "additionalProperties": {"type": ["string", "null"], "maxLength": LONGEST_TEXT},
        }
        return {"anyOf": [{"type": "string", "maxLength": LONGEST_TEXT}, translations]}
