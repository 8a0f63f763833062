"""What every part of a branding has in common: it is frozen and accepts only its known keys."""

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
    """A frozen mapping of known keys. A key whose value is null or an empty text counts as not given."""

    # one validator is built, for the whole branding: the defaults of its parts come from `model_construct`, which needs
    # none, because calling each part would build a validator for it and delay the hub's start
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    shorthand: ClassVar[str | None] = None
    """The key that a bare text is for: `logo: logo.svg` means `logo: {light: logo.svg}`."""

    rivals: ClassVar[frozenset[str]] = frozenset()
    """Keys of which only one can be used. A layer's key replaces the other one of the layers below."""

    followers: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Keys whose defaults follow from another key. A layer with only that other key removes them from those below."""

    meaningful_when_empty: ClassVar[frozenset[str]] = frozenset()
    """Keys for which an empty text has a meaning: `alt: ""` marks an image as decoration."""

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
    """Annotation of a model with a `shorthand`: tells the JSON Schema that a bare text is allowed, too."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        mapping = handler(schema)
        properties = handler.resolve_ref_schema(mapping)["properties"]
        short = next(iter(properties.values()))  # a shorthand is its model's first key
        text = next((choice for choice in short.get("anyOf", ()) if choice.get("type") == "string"), short)
        return {"anyOf": [{key: text[key] for key in ("type", "pattern") if key in text}, mapping]}


@dataclass(frozen=True)
class AtMost:
    """Annotation of a list: how many entries it may have. The entries of a longer list are not validated."""

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
