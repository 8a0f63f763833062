"""What contributors are told and given: it names what there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "jupyterhub_valueprop"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def hooks() -> list[dict[str, Any]]:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    return [hook for repository in config["repos"] for hook in repository["hooks"]]


def test_the_hooks_have_the_tools_of_make_lint() -> None:
    noxfile = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    needed = {tool for hook in hooks() for tool in hook.get("additional_dependencies", ())}

    assert [tool for tool in needed if f'"{tool}"' not in noxfile] == []


def test_every_release_says_what_was_added_changed_and_fixed() -> None:
    _, *releases = re.split(r"^## ", CHANGELOG, flags=re.M)
    kinds = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
    headings = [re.findall(r"^### (.+)$", release, re.M) for release in releases]

    assert releases[0].startswith("Unreleased\n")
    assert headings == [sorted(each, key=kinds.index) for each in headings]
    assert all(headings)


def test_the_first_change_can_still_be_made() -> None:
    """The lines that it replaces are in the file that it names."""
    walk = section("Your first change")
    path = re.search(r"\]\((jupyterhub_valueprop/\S+\.py)\)", walk)
    replaced = re.findall(r"^ *-( .*)$", "".join(re.findall(r"```diff\n(.*?)```", walk, re.S)), re.M)

    assert path
    assert replaced
    source = (ROOT / path[1]).read_text(encoding="utf-8").splitlines()
    assert [line for line in replaced if line not in source] == []


def section(heading: str) -> str:
    """The text under a heading of CONTRIBUTING.md."""
    return re.split(rf"^## {heading}\n", CONTRIBUTING, flags=re.M)[1].split("\n## ")[0]


ANSWERS = re.findall(r"^\| [^|]+\? \| .*?`([\w/]+\.py)`.*?, `(\w+)`", CONTRIBUTING, re.M)


def test_six_questions_are_answered() -> None:
    assert len(ANSWERS) == 6


@pytest.mark.parametrize(("path", "name"), ANSWERS)
def test_an_answer_to_newcomers_is_where_it_says(path: str, name: str) -> None:
    assert name in defined_in(PACKAGE / path)


def defined_in(module: Path) -> set[str]:
    """The classes, functions and names that a module has at its top."""
    names: set[str] = set()
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names
