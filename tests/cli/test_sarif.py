"""Problems as SARIF 2.1.0: the shape that its schema asks for, and a rule with an explanation for each code."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from jsonschema import validate

from jupyterhub_valueprop.cli import main
from jupyterhub_valueprop.cli.sarif import as_sarif
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.codes import CODES, entry_of

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
POSITIVE = {"type": "integer", "minimum": 1}
#: What the OASIS schema of SARIF 2.1.0 asks of the parts that are used here; it allows no other keys either.
SHAPE = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["tool"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "additionalProperties": False,
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "additionalProperties": False,
                                            "required": ["id"],
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": TEXT,
                                                "help": TEXT,
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["message"],
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": TEXT,
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "additionalProperties": False,
                                        "properties": {
                                            "logicalLocations": {"type": "array"},
                                            "physicalLocation": {
                                                "type": "object",
                                                "additionalProperties": False,
                                                "properties": {
                                                    "artifactLocation": {
                                                        "type": "object",
                                                        "additionalProperties": False,
                                                        "properties": {"uri": {"type": "string"}},
                                                    },
                                                    "region": {
                                                        "type": "object",
                                                        "additionalProperties": False,
                                                        "properties": {
                                                            "startLine": POSITIVE,
                                                            "startColumn": POSITIVE,
                                                        },
                                                    },
                                                },
                                            },
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def test_every_problem_is_a_result_of_the_rule_with_its_code() -> None:
    problems = [
        Problem(Place("a b.yaml", 2, 3), "error", "unknown-key", "no such key", "write 'name'"),
        Problem(Place("/srv/words.md", 4), "warning", "raw-html", "html"),
        Problem(Place(key="ValueProp.branding.layout"), "error", "unknown-key", "no such key"),
    ]
    data = json.loads(as_sarif(problems))
    validate(data, SHAPE)
    (run,) = data["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["raw-html", "unknown-key"]
    assert entry_of("raw-html") in rules[0]["help"]["markdown"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [each.code for each in problems]
    assert [each["locations"][0] for each in run["results"]] == [
        {"physicalLocation": {"artifactLocation": {"uri": "a%20b.yaml"}, "region": {"startLine": 2, "startColumn": 3}}},
        {"physicalLocation": {"artifactLocation": {"uri": "file:///srv/words.md"}, "region": {"startLine": 4}}},
        {"logicalLocations": [{"fullyQualifiedName": "ValueProp.branding.layout", "kind": "member"}]},
    ]
    assert run["results"][0]["message"]["text"] == "no such key; write 'name'"


def test_check_prints_it(tmp_path: Path) -> None:
    file = tmp_path / "branding.yaml"
    file.write_text("layout: ful\n")
    for text, status in (("layout: ful\n", 1), ("layout: full\n", 0)):
        file.write_text(text)
        result = CliRunner().invoke(main, ["check", "--format", "sarif", str(file)])
        validate(json.loads(result.stdout), SHAPE)
        assert (result.exit_code, result.stderr) == (status, "")


def test_every_code_has_an_entry_that_can_be_linked_to() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/problems.md").read_text(encoding="utf-8")
    assert [code for code in CODES if f'<a id="{entry_of(code).partition("#")[2]}"></a>' not in page] == []
