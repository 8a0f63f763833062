"""What every part of a branding has in common: it is frozen, and it knows its keys and no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from jupyterhub_valueprop.branding.fields.errors import check_length


class Model(BaseModel):
    """A frozen mapping of known keys; a key with nothing (null or an empty text) counts as not given."""

    # built once, for the whole branding; hence the defaults of its parts come from `model_construct`, which needs
    # no validator: a call of each part would build one of its own, and the hub's start would wait for it
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    shorthand: ClassVar[str | None] = None
    """The key that a bare text stands for, where `logo: logo.svg` may be written for `logo: {light: logo.svg}`."""

    rivals: ClassVar[frozenset[str]] = frozenset()
    """Keys of which only one can be used; in layers, the upper one's replaces the other."""

    followers: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Keys that follow from another where they are not given; a layer that gives only the other one drops them."""

    meaningful_when_empty: ClassVar[frozenset[str]] = frozenset()
    """Keys for which an empty text says something: `alt: ""` means that a picture is decoration."""

    @model_validator(mode="before")
    @classmethod
    def _forget_what_is_empty(cls, data: Any) -> Any:
        if cls.shorthand and isinstance(data, str) and data:
            return {cls.shorthand: data}
        if not isinstance(data, Mapping):
            return data
        return {key: value for key, value in data.items() if not cls._is_empty(key, value)}

    @classmethod
    def _is_empty(cls, key: object, value: object) -> bool:
        if key not in cls.model_fields:  # unknown keys stay, to be reported
            return False
        return value is None or (isinstance(value, str) and not value and key not in cls.meaningful_when_empty)


@dataclass(frozen=True)
class Shorthand:
    """Annotation of a model with a `shorthand`: tells the JSON Schema that a bare text will do."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        mapping = handler(schema)
        properties = handler.resolve_ref_schema(mapping)["properties"]
        short = next(iter(properties.values()))  # a shorthand is its model's first key
        text = next((choice for choice in short.get("anyOf", ()) if choice.get("type") == "string"), short)
        return {"anyOf": [{key: text[key] for key in ("type", "pattern") if key in text}, mapping]}


@dataclass(frozen=True)
class AtMost:
    """Annotation of a list: how many entries it may have. Longer ones are not looked at, entry by entry, in vain."""

    entries: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._check, handler(source))

    def _check(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            check_length(value, self.entries)
        return value

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "maxItems": self.entries}


@dataclass(frozen=True)
class OneOrMany:
    """Annotation of a list of models, where a single mapping counts as a list of one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._as_list, handler(source))

    @staticmethod
    def _as_list(value: Any) -> Any:
        return [value] if isinstance(value, Mapping) else value

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}
