"""Run axe-core and the checks on every state of a page, and collect their results for each WCAG criterion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jupyterhub_valueprop.site import Site

from .checks import AFTER_AN_ERROR, CHECKS, FIRST_STATE, Check
from .visits import Visit, shown, visits_to

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
#: Runs axe on a page; returns each rule's outcome, criteria (as tags) and elements.
_RUN_AXE = """async tags => {
    const found = await axe.run({runOnly: {type: 'tag', values: tags}})
    const rules = ['violations', 'incomplete', 'passes'].flatMap(outcome => found[outcome].map(rule => ({
        outcome, id: rule.id, tags: rule.tags, help: rule.help,
        elements: rule.nodes.slice(0, 3).map(node => node.target.join(' ')), count: rule.nodes.length,
    })))
    return {version: found.testEngine.version, rules}
}"""
_CRITERION = re.compile(r"wcag(\d)(\d)(\d{1,2})")


@dataclass
class Results:
    """The results by criterion: the names of passed checks, and sentences about failures and what needs a person."""

    passed: dict[str, set[str]] = field(default_factory=dict)
    failed: dict[str, list[str]] = field(default_factory=dict)
    unsure: dict[str, list[str]] = field(default_factory=dict)
    states: list[str] = field(default_factory=list)
    axe: str = ""
    browser: str = ""

    @property
    def failures(self) -> list[str]:
        """Every failure once, in the order found."""
        return list(dict.fromkeys(each for found in self.failed.values() for each in found))


def evaluate(browser: Browser, site: Site, tell: Callable[[str], None]) -> Results:
    """Test every state of the site's login page; `tell` is called with each before it is opened."""
    results = Results(browser=f"Chromium {browser.version}")
    for number, visit in enumerate(visits_to(site)):
        tell(str(visit))
        results.states.append(str(visit))
        with shown(browser, site, visit) as page:
            # a failed form's announcement and focus can only be seen right after loading, before any key is pressed
            for check in sorted(_checks(visit, number), key=lambda check: check.states != AFTER_AN_ERROR):
                _note(results, check, visit, check.run(page))
            run_axe(results, page, visit)
    return results


def _checks(visit: Visit, number: int) -> Iterator[Check]:
    for check in CHECKS:
        if check.states == AFTER_AN_ERROR and not visit.has_failed:
            continue
        if check.states == FIRST_STATE and number:
            continue
        yield check


def _note(results: Results, check: Check, visit: Visit, wrong: list[str]) -> None:
    for criterion in check.criteria:
        if wrong:
            results.failed.setdefault(criterion, []).extend(f"{sentence}, in {visit}" for sentence in wrong)
        else:
            results.passed.setdefault(criterion, set()).add(check.about)


def run_axe(results: Results, page: Page, visit: Visit) -> None:
    """Run axe-core on an open page, and add its results."""
    from axe_playwright_python.base import AXE_SCRIPT  # noqa: PLC0415 - an optional extra

    page.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate(_RUN_AXE, AXE_TAGS)
    results.axe = found["version"]
    for rule in found["rules"]:
        sentence = f"{rule['help']} ({rule['id']}): {rule['count']} × {', '.join(rule['elements'])}, in {visit}"
        for criterion in _criteria(rule["tags"]):
            if rule["outcome"] == "violations":
                results.failed.setdefault(criterion, []).append(sentence)
            elif rule["outcome"] == "incomplete":
                results.unsure.setdefault(criterion, []).append(sentence)
            else:
                results.passed.setdefault(criterion, set()).add(f"axe's rule {rule['id']}")


def _criteria(tags: list[str]) -> Iterator[str]:
    """The criteria that a rule's tags name: `wcag1410` is 1.4.10."""
    for tag in tags:
        if match := _CRITERION.fullmatch(tag):
            yield ".".join(match.groups())
