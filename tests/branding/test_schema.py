"""The published JSON Schema: fresh, well-formed, and telling about every key."""

from __future__ import annotations

import json

import jsonschema
import pytest

from jupyterhub_valueprop.branding import Branding, branding_schema
from jupyterhub_valueprop.branding.json_schema import SCHEMA_FILE, schema_text

SCHEMA = branding_schema()
PROPERTIES = [
    (name, key, schema)
    for name, part in {"Branding": SCHEMA, **SCHEMA["$defs"]}.items()
    for key, schema in part["properties"].items()
]


def test_the_shipped_schema_is_fresh() -> None:
    """Write it anew with `jupyterhub-valueprop schema > jupyterhub_valueprop/branding/branding.schema.json`."""
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_schema_of_draft_2020_12() -> None:
    schema = json.loads(schema_text())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_schema_is_the_same_each_time() -> None:
    assert branding_schema() == SCHEMA


def test_the_schema_has_every_key_and_extends() -> None:
    assert list(SCHEMA["properties"]) == ["extends", *Branding.model_fields]


@pytest.mark.parametrize(("name", "key", "schema"), PROPERTIES, ids=[f"{name}.{key}" for name, key, _ in PROPERTIES])
def test_an_editor_can_explain_every_key(name: str, key: str, schema: dict[str, object]) -> None:
    assert str(schema["description"]).strip().endswith((".", ")"))
    leads_on = "$ref" in json.dumps(schema)
    assert leads_on or schema["examples"]


@pytest.mark.parametrize(("name", "key", "schema"), PROPERTIES, ids=[f"{name}.{key}" for name, key, _ in PROPERTIES])
def test_every_example_in_the_schema_is_valid(name: str, key: str, schema: dict[str, object]) -> None:
    validator = jsonschema.Draft202012Validator({**schema, "$defs": SCHEMA["$defs"]})
    for example in schema.get("examples", []):  # type: ignore[attr-defined]
        validator.validate(example)
