"""The JSON Schema of the branding file, generated from the models: editors check and complete a file with it."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from jupyterhub_valueprop.branding.fields.named_files import path_pattern
from jupyterhub_valueprop.branding.models.branding import Branding
from jupyterhub_valueprop.branding.sources.text_files import BRANDING_ENDINGS

SCHEMA_FILE = Path(__file__).with_name("branding.schema.json")
SCHEMA_ID = "urn:jupyterhub-valueprop:branding"
_PATH = {"type": "string", "pattern": f"^{path_pattern(BRANDING_ENDINGS)}$"}
_LAYER = {
    "anyOf": [
        _PATH,
        {
            "type": "object",
            "properties": {"file": _PATH, "optional": {"type": "boolean"}},
            "required": ["file", "optional"],
            "additionalProperties": False,
        },
    ]
}
_EXTENDS = {
    "description": "Branding files that this one builds on; this one wins, and a later one wins over an earlier one.",
    "anyOf": [*_LAYER["anyOf"], {"type": "array", "items": _LAYER, "maxItems": 50}],
    "examples": ["network.yaml"],
}


def branding_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a branding file.

    It can't check whether a file exists, CSS has a color's name, or an announcement ends after it starts.
    """
    schema = Branding.model_json_schema(mode="validation")
    schema["properties"] = {"extends": deepcopy(_EXTENDS), **schema["properties"]}
    for part in (schema, *schema["$defs"].values()):
        _describe(part, schema["$defs"])
        _allow_nothing(part)
    head = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": SCHEMA_ID,
        "title": "Branding of a community's JupyterHub",
    }
    return {**head, **{key: value for key, value in schema.items() if key not in head}}


def schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(branding_schema(), indent=2, ensure_ascii=False) + "\n"


def _describe(part: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Add to each reference the description of its model, which pydantic leaves out where the key has the same one."""
    for schema in part.get("properties", {}).values():
        if len(schema.get("allOf", ())) == 1:  # how pydantic before 2.9 writes a reference with a description
            schema.update(schema.pop("allOf")[0])
        if "$ref" in schema:
            schema.setdefault("description", definitions[schema["$ref"].rpartition("/")[2]]["description"])


def _allow_nothing(part: dict[str, Any]) -> None:
    """Let every optional key be null (which removes an inherited value) or an empty text (which says nothing)."""
    required = part.get("required", [])
    for name, schema in part.get("properties", {}).items():
        schema.pop("title", None)
        if name in required:
            _refuse_empty(schema)
            continue
        if schema.get("default", ...) is None:
            schema.pop("default")
        about = {key: schema.pop(key) for key in ("description", "examples", "default") if key in schema}
        choices = [choice for choice in schema.pop("anyOf", [dict(schema)]) if choice != {"type": "null"}]
        part["properties"][name] = {**about, "anyOf": [*choices, {"enum": [None, ""]}]}


def _refuse_empty(schema: dict[str, Any]) -> None:
    for choice in schema.get("anyOf", [schema]):
        if choice.get("type") == "string":
            choice.setdefault("minLength", 1)
