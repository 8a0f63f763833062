"""Every example file, valid or not: its exact problems, and what the JSON Schema says about it.

A new case is a new file in `examples/`; `VALUEPROP_UPDATE_EXAMPLES=1 pytest tests/branding/test_examples.py` writes the
`.txt` beside it, to be read before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from jupyterhub_valueprop.branding import Branding, branding_schema, read_branding
from jupyterhub_valueprop.branding.sources.tree import plain_value
from jupyterhub_valueprop.branding.sources.yaml_reader import parse_yaml
from jupyterhub_valueprop.cli.report import as_text

EXAMPLES = Path(__file__).parent / "examples"
VALID = sorted((EXAMPLES / "valid").glob("*.yaml"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.yaml"))
SCHEMA = jsonschema.Draft202012Validator(branding_schema())

BEYOND_A_SCHEMA = {
    # the text is no YAML, or says more than its values: an editor's YAML reader reports these
    "alias-bomb", "alias-of-itself", "alias-of-nothing", "anchor-twice", "at-sign-at-the-start", "bold-at-the-start",
    "colon-in-a-text", "duplicate-key", "duplicate-key-at-the-top", "emphasis-at-the-start", "indented-too-far",
    "indented-too-little", "key-is-a-list", "key-is-nothing", "key-without-a-colon", "list-indented-too-little",
    "list-never-closed", "mapping-never-closed", "merge-key-of-a-text", "nested-too-deep", "percent-at-the-start",
    "quote-never-closed",
    "tab-for-indentation", "tag-of-binary", "tag-of-python", "text-after-a-quote", "two-documents", "unknown-escape",
    # files: whether they exist, where they lie, and what stands in those that are extended
    "document-missing", "document-missing-in-another-folder", "extends-in-a-circle",
    "extends-itself", "extends-nothing-there", "extends-something-broken", "logo-is-a-folder", "logo-missing",
    "logo-outside-the-folder", "logo-with-an-absolute-path", "wrong-value-below-a-right-one",
    "citation-missing", "citation-that-is-no-yaml", "citation-with-mistakes",
    # names that only a table knows, and rules about two values
    "citation-twice", "color-misspelt", "date-that-never-was", "dates-at-the-same-moment", "dates-in-the-wrong-order",
    "document-twice", "locale-of-an-unknown-region", "logo-without-a-picture", "text-with-a-control-character",
    "text-with-half-a-surrogate", "url-with-a-wrong-host", "url-with-a-wrong-port",
    # a warning, not an error
    "logo-on-another-host",
}  # fmt: skip


def data_of(path: Path) -> Any:
    tree, _ = parse_yaml(path.read_text(encoding="utf-8-sig"), path.name, path.parent)
    return plain_value(tree)


def named(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", INVALID, ids=named)
def test_an_invalid_file_gets_exactly_its_problems_and_still_makes_a_branding(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)

    reading = read_branding(path.name)

    text = as_text(reading.problems).replace(str(path.parent), "…") + "\n"
    expected = path.with_suffix(".txt")
    if "VALUEPROP_UPDATE_EXAMPLES" in os.environ:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
    assert isinstance(reading.branding, Branding)


@pytest.mark.parametrize("path", VALID, ids=named)
def test_a_valid_file_has_no_problem(path: Path) -> None:
    assert read_branding(path).problems == ()


@pytest.mark.parametrize("path", VALID, ids=named)
def test_the_schema_accepts_every_valid_file(path: Path) -> None:
    SCHEMA.validate(data_of(path))


@pytest.mark.parametrize("path", [path for path in INVALID if path.stem not in BEYOND_A_SCHEMA], ids=named)
def test_the_schema_refuses_every_invalid_file_that_it_can_know_about(path: Path) -> None:
    assert not SCHEMA.is_valid(data_of(path))


@pytest.mark.parametrize("name", sorted(BEYOND_A_SCHEMA))
def test_the_list_of_what_no_schema_can_know_is_not_too_long(name: str) -> None:
    path = EXAMPLES / "invalid" / f"{name}.yaml"
    assert SCHEMA.is_valid(data_of(path))


def test_there_are_enough_examples() -> None:
    assert len(INVALID) >= 60
    assert {path.stem for path in (EXAMPLES / "invalid").glob("*.txt")} == {path.stem for path in INVALID}
