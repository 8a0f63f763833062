"""Makes reference/versions.md from the reports of `make matrix`: the program takes their paths."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "versions.md"
VERSIONS = runpy.run_path(str(ROOT / "tests" / "versions.py"))
HUBS: tuple[str, ...] = VERSIONS["HUBS"]
DEPENDENCIES = ("newest", "oldest")

INTRODUCTION = """\
# Versions

What this package was tested with. `make matrix` makes this page from the results of the tests. In
every combination, real hubs show this package's page next to JupyterHub's page and sign people in:
with each way to sign in, behind a path, with a domain for each user, with TLS inside, and with one
hub that takes over from another. On JupyterHub 6.1, the tests of documents, branding files, colors,
pages and the command line run, too, and those of TLJH and Zero to JupyterHub. `make test` runs all
tests with real hubs, and signing in with a real browser, on JupyterHub 5.2, 5.5 and 6.1.

*Newest* means the versions that pip installs today. *Oldest* means exactly the lower bounds in
`pyproject.toml`, with the first release of that JupyterHub. *Not on the machine*: no machine that
ran the tests has this Python. *Not run*: the dependencies could not be installed, or the last run
did not reach this combination. –: not tested, by design. If a testing machine lacks a Python, the
row of that Python keeps what an earlier run has shown.

"""

DIFFERENCES = """
## What differs between them

The package never asks which version of JupyterHub or Python it runs on (`tests/test_structure.py`
makes sure of that). It makes the page from what the hub gives it. If a newer JupyterHub adds
something to its own login page, a test fails (`tests/hub/test_contract.py`). One file,
`tests/versions.py`, says what differs for the tests:

- JupyterHub's own shared password came with 5.3.
- NativeAuthenticator 1.3 can't sign anybody in on JupyterHub 6, with or without this package.

Warnings are errors in the tests: this package uses nothing that Python 3.14 deprecates for removal
in 3.15 or later.

The row of Python 3.14 is of 3.14.10, as Debian sid has it, on 2026-11-26. It counts more tests than
the other rows, because it was run later. The wheel and the sdist install there and make a page
without a warning. The browser tests have not run on 3.14.
"""


@dataclass
class Report:
    """One report: how many tests passed and failed in it, and with which versions."""

    counts: dict[str, int]
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The counts that are not zero; passed always."""
        return ", ".join(f"{count} {name}" for name, count in self.counts.items() if count or name == "passed")


Key = tuple[str, str, str]


def reports(paths: Iterable[Path]) -> dict[Key, Report]:
    """The reports by Python, JupyterHub and dependencies, as their names say: matrix-3.10-5.2-oldest.xml."""
    found = {}
    for path in paths:
        _, python, hub, dependencies = path.stem.split("-")
        found[python, hub, dependencies] = report(ElementTree.parse(path).getroot())  # noqa: S314 - of our own tests
    return found


def report(root: ElementTree.Element) -> Report:
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for suite in root.iter("testsuite"):
        for name in counts:
            counts[name] += int(suite.get(name, 0))
    failed = counts["failures"] + counts["errors"]
    said = {each.get("name", ""): each.get("value", "") for each in root.findall(".//testsuite/properties/property")}
    versions = {name: value for name, value in said.items() if not name.startswith("hypothesis")}  # its statistics
    passed = counts["tests"] - failed - counts["skipped"]
    return Report({"passed": passed, "failed": failed, "skipped": counts["skipped"]}, versions)


def page(found: dict[Key, Report], before: str = "") -> str:
    """The page with one row for each Python with each kind of dependencies, and what those were.

    The rows of Pythons without a report stay as they were in the page `before`.
    """
    return INTRODUCTION + results(found, cells(before)) + dependencies(found) + DIFFERENCES


def cells(text: str) -> dict[Key, str]:
    """What a page has in its table of results, by Python, JupyterHub and dependencies."""
    rows = (line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| 3."))
    return {(python, hub, kind): cell for python, kind, *row in rows for hub, cell in zip(HUBS, row, strict=True)}


def results(found: dict[Key, Report], before: dict[Key, str]) -> str:
    planned = set(VERSIONS["combinations"]())
    present = {python for python, _, _ in found}
    rows = [
        (python, kind, *(_cell(found, (python, hub, kind), planned, present, before) for hub in HUBS))
        for python in VERSIONS["PYTHONS"]
        for kind in DEPENDENCIES
    ]
    return _table(("Python", "dependencies", *(f"JupyterHub {hub}" for hub in HUBS)), rows)


def _cell(found: dict[Key, Report], key: Key, planned: set[Key], present: set[str], before: dict[Key, str]) -> str:
    if key in found:
        return found[key].words
    if key not in planned:
        return "–"
    return "not run" if key[0] in present else before.get(key, "not on the machine")


def dependencies(found: dict[Key, Report]) -> str:
    """What was installed as oldest and as newest, from lowest to highest where Pythons or JupyterHubs differ."""
    names = [name for one in found.values() for name in one.versions if name not in ("Python", "jupyterhub")]
    rows = [
        (name, *(_installed(found, name, kind) for kind in reversed(DEPENDENCIES))) for name in dict.fromkeys(names)
    ]
    return "\n## The dependencies\n\n" + _table(("", "oldest", "newest"), rows)


def _installed(found: dict[Key, Report], name: str, kind: str) -> str:
    versions = {one.versions[name] for (_, _, each), one in found.items() if each == kind and name in one.versions}
    return ", ".join(sorted(versions, key=lambda version: [int(part) for part in version.split(".")]))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (f"| {' | '.join(row)} |\n" for row in rows)
    return f"| {' | '.join(head)} |\n|{'---|' * len(head)}\n" + "".join(lines)


if __name__ == "__main__":
    before = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page(reports(map(Path, sys.argv[1:])), before), encoding="utf-8")
