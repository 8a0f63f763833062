"""Yes or no: a YAML truth value, never a text or a number that looks like one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from jupyterhub_valueprop.branding.sources.typing_slips import between_curly_quotes
from jupyterhub_valueprop.problems.phrases import found

from .errors import mistake


def parse_switch(value: Any) -> bool:
    """True or False; raises PydanticCustomError for anything else."""
    if isinstance(value, bool):
        return value
    is_bit = isinstance(value, int) and value in (0, 1)
    written = value if isinstance(value, str) else str(value) if is_bit else ""
    text = str(between_curly_quotes(written) or written).strip().casefold()
    text = {"1": "true", "0": "false"}.get(text, text)
    meant = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}.get(text)
    hint = f"write {meant}, without quotes" if meant else None
    raise mistake("type", f"takes true or false, found {found(value)}", hint)


Switch = Annotated[bool, PlainValidator(parse_switch), WithJsonSchema({"type": "boolean"})]


Choice = BeforeValidator(lambda value: str(value) if isinstance(value, str) else value)
"""Annotation of a Literal: before 2.9, pydantic doesn't find a `SourceText` (a subclass of `str`) among its values."""


_WORDS = {True: {"on", "true", "yes"}, False: {"off", "false", "no"}}


@dataclass(frozen=True)
class Unquoted:
    """Annotation of a choice with the `word` `off`, `no`, `on` or `yes`: the boolean `value` means that word.

    Helm and other readers of YAML 1.1 turn an unquoted `off`, `Off` or `no` into false before this package sees it.
    In quotes, these words mean the same.
    """

    word: str
    value: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._word_of, handler(source))

    def _word_of(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.word if value.strip().casefold() in _WORDS[self.value] else value
        return self.word if value is self.value else value

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        choice = dict(handler(schema))
        return {**choice, "type": ["string", "boolean"], "enum": [*choice["enum"], self.value]}
