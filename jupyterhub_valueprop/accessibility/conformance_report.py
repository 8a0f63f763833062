"""Write an accessibility conformance report in GSA's OpenACR format, from test results and people's judgments.

Tests fill in the remarks, but never a level of conformance: every criterion is `not-evaluated` until a person has
written another level. A later run keeps that level, and all text above the tests' remarks.
Format: https://github.com/GSA/openacr, schema 0.1.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from .criteria import CATALOG, CRITERIA, NOT_TESTED
from .evaluation import Results

NOT_EVALUATED = "not-evaluated"
#: The first line of the tests' remarks. A person wrote the text above it.
BY_TESTS = "Automated tests:"
#: How many failures of one criterion are named.
MOST_NAMED = 10
#: The most bytes of an existing report.
LARGEST_REPORT = 1_000_000

METHODS = """\
Automated tests of the login page, in {browser}, with axe-core {axe} and with the checks of jupyterhub-valueprop
(keyboard, focus, reflow at 320 CSS pixels, text spacing, text at 200 %, forced colors, outlines, error messages,
accessibility tree). The page was looked at in {count} states: {states}.
Tests find some failures. They can't show conformance. No assistive technology was used, and no person with a
disability took part. Not tested: the hub's other pages, the identity provider, other browsers."""
NOTES = """\
This is a draft until a person has evaluated every criterion: replace each level "not-evaluated" by "supports",
"partially-supports", "does-not-support" or "not-applicable", and write your reasons above the line "{mark}".
Running the tests again keeps both."""


@dataclass(frozen=True)
class Subject:
    """The subject of a report, and its contact."""

    product: str
    version: str
    email: str
    website: str | None = None


def make_report(subject: Subject, results: Results, before: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The report as data. `before` is the last report, whose judgments are kept."""
    judged = _judgments(before)
    contact = {"email": subject.email, **({"website": subject.website} if subject.website else {})}
    chapters: dict[str, Any] = {
        chapter: {"criteria": [_criterion(number, results, judged.get(number)) for number in criteria]}
        for chapter, criteria in CRITERIA.items()
    }
    chapters[NOT_TESTED] = {"disabled": True, "notes": "Level AAA was not evaluated."}
    methods = METHODS.format(
        browser=results.browser, axe=results.axe, count=len(results.states), states="; ".join(results.states)
    )
    return {
        "title": f"{subject.product} Accessibility Conformance Report",
        "product": {
            "name": f"{subject.product}: login page",
            "version": f"jupyterhub-valueprop {subject.version}",
            "description": "The page on which people sign in to a JupyterHub, and read what it offers.",
        },
        "author": contact,
        "vendor": {**contact},
        "report_date": today.isoformat(),
        "last_modified_date": today.isoformat(),
        "version": before["version"] + 1 if isinstance(before.get("version"), int) else 1,
        "notes": NOTES.format(mark=BY_TESTS),
        "evaluation_methods_used": methods,
        "catalog": CATALOG,
        "chapters": chapters,
    }


def write_report(report: Mapping[str, Any]) -> str:
    """The report as YAML."""
    return yaml.safe_dump(dict(report), sort_keys=False, allow_unicode=True, width=100)


def read_report(text: str) -> Mapping[str, Any]:
    """The report in a text; empty for an empty text. Raises ValueError for anything that is not a report."""
    if len(text) > LARGEST_REPORT:
        raise ValueError("is larger than a report can be")
    try:
        data = yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader without aliases
    except (yaml.YAMLError, RecursionError, ValueError):
        raise ValueError("is not YAML") from None
    if data is None:
        return {}
    if not isinstance(data, dict) or not isinstance(data.get("chapters"), dict):
        raise ValueError("is not an OpenACR report")
    return data


class _PlainLoader(yaml.SafeLoader):
    """Reads YAML without aliases, because they could make a short text very long."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """The next node; refuses an alias."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def _judgments(before: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """For each criterion, the level and the reasons that a person wrote; unreadable parts are skipped."""
    judged = {}
    for chapter in (before.get("chapters") or {}).values():
        criteria = chapter.get("criteria") if isinstance(chapter, dict) else None
        for criterion in criteria if isinstance(criteria, list) else ():
            try:
                adherence = criterion["components"][0]["adherence"]
                level, notes = str(adherence["level"]), str(adherence.get("notes") or "")
                judged[str(criterion["num"])] = level, notes.partition(BY_TESTS)[0].strip()
            except (KeyError, IndexError, TypeError, AttributeError):
                continue
    return judged


def _criterion(number: str, results: Results, judged: tuple[str, str] | None) -> dict[str, Any]:
    level, words = judged or (NOT_EVALUATED, "")
    notes = "\n\n".join(filter(None, (words, _remarks(number, results))))
    return {"num": number, "components": [{"name": "web", "adherence": {"level": level, "notes": notes}}]}


def _remarks(number: str, results: Results) -> str:
    failed = list(dict.fromkeys(results.failed.get(number, ())))
    unsure = list(dict.fromkeys(results.unsure.get(number, ())))
    passed = sorted(results.passed.get(number, ()))
    lines = [f"Failed: {each}." for each in failed[:MOST_NAMED]]
    if len(failed) > MOST_NAMED:
        lines.append(f"And {len(failed) - MOST_NAMED} more failures.")
    lines += [f"Needs a person: {each}." for each in unsure[:MOST_NAMED]]
    if passed:
        lines.append(f"Found nothing: {'; '.join(passed)}.")
    return "\n".join([BY_TESTS, *(lines or ["none. A person has to evaluate this."])])
