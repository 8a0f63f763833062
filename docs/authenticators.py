"""Makes reference/authenticators.md from the reports of `make authenticators`: the program takes their paths."""

from __future__ import annotations

import runpy
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import fill
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "authenticators.md"

INTRODUCTION = """\
# Authenticators

The authenticators from PyPI with which this package was tested, in real hubs on each JupyterHub.
`make authenticators` makes this page from the results of the tests; the newest are of {date}.

- *Signed in*: a visitor signed in on this package's page or by its button, after the hub refused a
  wrong password where there is one. The providers were servers of the test, which answer as the
  authenticator's own provider would.
- *Page compared*: the page can send the same data as JupyterHub's page, and its buttons lead to the
  same places.
- PAM: the account that ran the tests signed in, with secrets of the test. The system's libpam asked
  for them, and for the one-time password in a second question; only its folder of services was one
  of the test, in place of `/etc/pam.d`.
- *Refused by the system's PAM*: with the machine's own services, PAM refused somebody without an
  account there.
- *Value proposition on logout, on 401, on 403*: these hubs have no login page, or let nobody in.
- LTI begins at the course: people sign in by a launch that a course of the test signed.
- *Signing in fails in the authenticator itself*: it also fails without this package.
  NativeAuthenticator 1.3 uses something that JupyterHub 6 no longer has.

"""

OTHERS = """
## Others from PyPI

Each was tested alone, in the version that the table names: the newest for Python 3.11. Many of
these projects have had no release for years, so look at their pages before you choose one.

- If a row says only *page compared*, signing in needs a service that the tests don't have.
- Kerberos: a person with a ticket of MIT's key distribution center signed in; the tests start one.
- CAS: a server of the test gave the ticket, and answers as protocol 3.0 has it.
- *JupyterHub refuses the provider's answer*: since JupyterHub 4.1, a form that comes from another
  site needs a token, of which the authenticator doesn't know. It also fails without this package.
- *Fails in the authenticator itself*: its page answers 500, also without this package.

"""

NOT_TRIED = """
## Not tested

| package | why not |
|---|---|
"""

COPIES = "These packages describe themselves in the words of one above and were not tested:"

Results = dict[tuple[str, str], list[str]]


@dataclass
class Reports:
    """What the reports say: what the tests have shown, of which package, and the day of the newest report."""

    shown: Results = field(default_factory=lambda: defaultdict(list))
    packages: dict[str, str] = field(default_factory=dict)
    date: str = ""


def read(paths: Iterable[Path]) -> Reports:
    """What the tests have shown, by authenticator and JupyterHub, best first."""
    found = Reports()
    for path in paths:
        for suite in ElementTree.parse(path).iter("testsuite"):  # noqa: S314 - of our own tests
            found.date = max(found.date, suite.get("timestamp", "")[:10])
            for case in suite.iter("testcase"):
                _add(found, case)
    for shown in found.shown.values():
        shown.sort(key=_rank)
    return found


def _add(found: Reports, case: ElementTree.Element) -> None:
    said = {each.get("name", ""): each.get("value", "") for each in case.iter("property")}
    if "authenticator" in said:
        failed = case.find("failure") is not None or case.find("error") is not None
        shown = found.shown[said["authenticator"], said["hub"]]
        outcome = "fails" if failed else said["shown"]
        if outcome not in shown:
            shown.append(outcome)
        found.packages[said["authenticator"]] = said["package"]


def _rank(shown: str) -> tuple[bool, bool]:
    return not shown.startswith("signed in"), not shown.startswith("page compared")


def page(found: Reports, before: str) -> str:
    """The page: a table of what is tested with the newest releases, one of what is tested alone, one of what is not.

    What no report speaks of stays as it was in the page `before`, so that somebody can run some of the tests alone.
    """
    sys.path[0] = str(ROOT / "tests")  # the catalogs import from there; this program's folder hides their package
    titles = runpy.run_path(str(ROOT / "tests" / "authenticators" / "catalogue.py"))["TITLES"]
    others = runpy.run_path(str(ROOT / "tests" / "authenticators" / "packages.py"))
    hubs = runpy.run_path(str(ROOT / "tests" / "versions.py"))["HUBS"]
    alone = {each.name: each.title for each in others["PACKAGES"]}
    first, second = (_table(found, names, hubs, _rows(before)) for names in (titles, alone))
    reasons = "".join(f"| {package} | {reason} |\n" for package, reason in others["NOT_TRIED"].items())
    copies = fill(f"{COPIES} {', '.join(others['COPIES'])}.", 100, break_on_hyphens=False)
    return f"{INTRODUCTION.format(date=found.date)}{first}{OTHERS}{second}{NOT_TRIED}{reasons}\n{copies}\n"


def _rows(text: str) -> dict[str, list[str]]:
    """The rows of a page's tables, without the first cell, by what is in it."""
    cells = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {first: rest for first, *rest in cells}


def _table(found: Reports, titles: Mapping[str, str], hubs: Sequence[str], before: Mapping[str, Sequence[str]]) -> str:
    """One row for each authenticator and one column for each JupyterHub."""
    columns = ["authenticator", "package", *(f"JupyterHub {hub}" for hub in hubs)]
    rows = []
    for name, title in titles.items():
        package, *shown = before.get(title, ["–", *("not tested" for _ in hubs)])
        package = found.packages.get(name, package)
        cells = ["; ".join(found.shown.get((name, hub), [cell])) for hub, cell in zip(hubs, shown, strict=True)]
        rows.append([title, package, *cells])
    head = f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"
    return head + "".join(f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    before = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page(read(map(Path, sys.argv[1:])), before), encoding="utf-8")
