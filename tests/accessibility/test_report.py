"""The OpenACR report: valid by GSA's schema and catalog, levels for people only, judgments that stay."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from jupyterhub_valueprop.accessibility import CHECKS, Results, Subject, make_report, read_report, write_report
from jupyterhub_valueprop.accessibility.criteria import CATALOG, CRITERIA, NOT_TESTED

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "openacr-0.1.0.json").read_text(encoding="utf-8"))
CATALOG_OF_GSA = yaml.safe_load((HERE / f"{CATALOG}.yaml").read_text(encoding="utf-8"))
SUBJECT = Subject("Ocean Data Commons", "0.1.0", "hub@ocean.example.org", "https://ocean.example.org")
DAY = date(2026, 11, 26)


def results() -> Results:
    return Results(
        passed={"1.4.3": {"axe's rule color-contrast"}, "2.1.1": {"Tab reaches every control"}},
        failed={"1.1.1": [f"image {number} has no words, in a form" for number in range(12)]},
        unsure={"1.4.3": ["contrast over an image (color-contrast): 1 × h1, in a form"]},
        states=["a form (en, light)"],
        axe="4.10",
        browser="Chromium 156",
    )


def report(before: dict[str, Any] | None = None, found: Results | None = None) -> dict[str, Any]:
    return make_report(SUBJECT, found or results(), before or {}, DAY)


def adherence(made: Any, number: str) -> dict[str, str]:
    criteria = [each for chapter in made["chapters"].values() for each in chapter.get("criteria", ())]
    found: dict[str, str] = next(each for each in criteria if each["num"] == number)["components"][0]["adherence"]
    return found


def test_the_criteria_are_those_of_the_catalog() -> None:
    chapters = {chapter["id"]: chapter["criteria"] for chapter in CATALOG_OF_GSA["chapters"]}

    assert {name: dict(criteria) for name, criteria in CRITERIA.items()} == {
        name: {each["id"]: each["handle"] for each in chapters[name]} for name in chapters if name != NOT_TESTED
    }
    assert {criterion for check in CHECKS for criterion in check.criteria} <= {
        number for criteria in CRITERIA.values() for number in criteria
    }


@pytest.mark.parametrize("found", [results(), Results()], ids=["found", "nothing found"])
def test_a_report_is_valid_by_schema_and_catalog(found: Results) -> None:
    made = yaml.safe_load(write_report(report(found=found)))

    assert list(Draft7Validator(SCHEMA).iter_errors(made)) == []
    components = {each["id"] for each in CATALOG_OF_GSA["components"]}
    terms = {each["id"] for each in CATALOG_OF_GSA["terms"]}
    for chapter in CATALOG_OF_GSA["chapters"]:
        allowed = {each["id"]: set(each["components"]) for each in chapter["criteria"]}
        for criterion in made["chapters"][chapter["id"]].get("criteria", ()):
            for component in criterion["components"]:
                assert component["name"] in components & allowed[criterion["num"]]
                assert component["adherence"]["level"] in terms


def test_tests_give_no_level_and_say_what_they_found() -> None:
    made = report()
    levels = {
        each["components"][0]["adherence"]["level"]
        for chapter in CRITERIA
        for each in made["chapters"][chapter]["criteria"]
    }

    assert levels == {"not-evaluated"}
    assert adherence(made, "1.4.3")["notes"] == (
        "Automated tests:\nNeeds a person: contrast over an image (color-contrast): 1 × h1, in a form.\n"
        "Found nothing: axe's rule color-contrast."
    )
    assert adherence(made, "3.3.4")["notes"] == "Automated tests:\nnone. A person has to evaluate this."
    assert adherence(made, "1.1.1")["notes"].endswith("Failed: image 9 has no words, in a form.\nAnd 2 more failures.")


def test_what_a_person_wrote_stays_and_the_remarks_of_tests_are_new() -> None:
    made = report()
    adherence(made, "2.1.1").update(level="supports", notes="Tried with NVDA.\n\nAutomated tests:\nold")
    again = report(dict(read_report(write_report(made))), Results(passed={"2.1.1": {"Tab works"}}))

    assert adherence(again, "2.1.1") == {
        "level": "supports",
        "notes": "Tried with NVDA.\n\nAutomated tests:\nFound nothing: Tab works.",
    }
    assert adherence(again, "1.4.3")["level"] == "not-evaluated"
    assert (made["version"], again["version"]) == (1, 2)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title: [", "is not YAML"),
        ("a: &a [x]\nchapters: {b: *a}", "is not YAML"),
        ("[" * 5_000, "is not YAML"),
        ("- one", "is not an OpenACR report"),
        ("chapters: 3", "is not an OpenACR report"),
        ("x" * 1_000_001, "is larger than a report can be"),
    ],
    ids=lambda text: text[:12],
)
def test_what_is_no_report_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_report(text)


def test_a_strange_report_keeps_what_can_be_read() -> None:
    strange = {"chapters": {"a": None, "b": {"criteria": [3, {"num": "2.1.1"}, {"num": "1.4.3", "components": [
        {"name": "web", "adherence": {"level": "supports", "notes": None}}]}]}}, "version": "x"}  # fmt: skip

    assert adherence(report(strange), "1.4.3")["level"] == "supports"
    assert adherence(report(strange), "2.1.1")["level"] == "not-evaluated"
    assert read_report("") == {}
