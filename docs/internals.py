"""Makes explanation/jupyterhub-internals.md from hub/internals.py: `python docs/internals.py`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULE = ROOT / "jupyterhub_valueprop" / "hub" / "internals.py"
PAGE = ROOT / "docs" / "explanation" / "jupyterhub-internals.md"

INTRODUCTION = """\
# What this package uses of JupyterHub's internals

JupyterHub has no plugin interface for its pages, so this package uses some parts of JupyterHub that
are not documented and may change. Each has one name in `jupyterhub_valueprop/hub/internals.py`. If
a part is missing, the page shows less, and people still sign in. `python docs/internals.py` makes
the table from that module.

| name | what it is for | needs | without it |
|---|---|---|---|
"""

CLOSING = """
`tests/hub/test_internals.py` tries each one on every supported JupyterHub. If one no longer works,
a test fails with a sentence such as:

> {broken}

The same test breaks each one on purpose. It looks for that sentence, for the effect in the last
column, and that people sign in. Another test reads the code and makes sure that no other module
uses JupyterHub's internals.
"""


@dataclass(frozen=True)
class Reach:
    """One name of the module, and what its text says."""

    name: str
    purpose: str
    needs: str
    versions: str
    without: str

    @property
    def broken(self) -> str:
        """What to say when it no longer holds."""
        return f"JupyterHub no longer has {self.needs}: hub/internals.py:{self.name} needs it. Without: {self.without}."


_TEXT = re.compile(r"(.+?)\.\s+Needs: (.+) \((JupyterHub[^()]+|NativeAuthenticator[^()]+)\)\. Without: (.+)\.$")


def reaches() -> list[Reach]:
    """Every public name of the module, in its order; fails for one whose text lacks a part."""
    return [_reach(name, text) for name, text in _texts(MODULE.read_text(encoding="utf-8"))]


def _reach(name: str, text: str) -> Reach:
    parts = _TEXT.match(" ".join(text.split()))
    if parts is None:
        raise ValueError(f"hub/internals.py:{name} does not say what it needs, for which versions, and what is without")
    purpose, needs, versions, without = parts.groups()
    return Reach(name, purpose, needs, versions, without)


def _texts(source: str) -> Iterator[tuple[str, str]]:
    """The public names with their docstrings; a constant has `#:` lines above it."""
    lines = source.splitlines()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node.name, ast.get_docstring(node) or ""
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            above = []
            for line in reversed(lines[: node.lineno - 1]):
                if not line.startswith("#:"):
                    break
                above.append(line.removeprefix("#:"))
            yield node.targets[0].id, "\n".join(reversed(above))


def page() -> str:
    """The page as it should be."""
    known = reaches()
    rows = (f"| `{each.name}` | {each.purpose} | {each.needs} ({each.versions}) | {each.without} |\n" for each in known)
    return INTRODUCTION + "".join(rows) + CLOSING.format(broken=known[0].broken)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
