"""Makes reference/authenticators.md from the reports of `make authenticators`: the program takes their paths."""

from __future__ import annotations

import runpy
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "authenticators.md"

INTRODUCTION = """\
# Authenticators

The authenticators from PyPI with which this package was tested, in real hubs on each JupyterHub.
`make authenticators` makes this page from the results of the tests.

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
- *Value proposition on logout, on 403*: these hubs have no login page, or let nobody in.
- LTI begins at the course: people sign in by a launch that a course of the test signed.
- *Signing in fails in the authenticator itself*: it also fails without this package.
  NativeAuthenticator 1.3 uses something that JupyterHub 6 no longer has.

"""

Results = dict[tuple[str, str], list[str]]


def results(reports: Iterable[Path]) -> Results:
    """What the tests have shown, by authenticator and JupyterHub, best first."""
    found: Results = defaultdict(list)
    for report in reports:
        for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 - of our own tests
            for key, shown in _shown(case):
                if shown not in found[key]:
                    found[key].append(shown)
    return {key: sorted(shown, key=_rank) for key, shown in found.items()}


def _shown(case: ElementTree.Element) -> Iterator[tuple[tuple[str, str], str]]:
    said = {each.get("name", ""): each.get("value", "") for each in case.iter("property")}
    if "authenticator" in said:
        failed = case.find("failure") is not None or case.find("error") is not None
        yield (said["authenticator"], said["hub"]), "fails" if failed else said["shown"]


def _rank(shown: str) -> tuple[bool, bool]:
    return not shown.startswith("signed in"), not shown.startswith("page compared")


def page(found: Results) -> str:
    """The page with one row for each authenticator and one column for each JupyterHub."""
    sys.path.append(str(ROOT / "tests"))  # the catalog of authenticators imports from there
    titles = runpy.run_path(str(ROOT / "tests" / "authenticators" / "catalogue.py"))["TITLES"]
    hubs = sorted({hub for _, hub in found})
    head = f"| authenticator | {' | '.join(f'JupyterHub {hub}' for hub in hubs)} |\n|{'---|' * (len(hubs) + 1)}\n"
    rows = (
        f"| {title} | {' | '.join('; '.join(found.get((name, hub), ['not tried'])) for hub in hubs)} |\n"
        for name, title in titles.items()
    )
    return INTRODUCTION + head + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(results(map(Path, sys.argv[1:]))), encoding="utf-8")
