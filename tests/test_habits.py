"""What contributors are told and given: it names what there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from jupyterhub_valueprop import __version__

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
    assert all(headings[1:])  # right after a release, nothing is unreleased
    assert all(re.match(r"\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d\n", release) for release in releases[1:])


def test_the_citation_has_the_day_of_the_newest_release() -> None:
    """And none before the first one: nothing was published."""
    days = re.findall(r"^## [\d.]+ - (\S+)$", CHANGELOG, re.M)
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))

    assert str(citation.get("date-released")) == (days or ["None"])[0]


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


def test_the_recipe_for_conda_requires_what_the_package_does() -> None:
    recipe = (ROOT / "conda" / "recipe.yaml").read_text(encoding="utf-8")
    requirements = yaml.safe_load(recipe)["requirements"]
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    for kind, key in {"host": "requires", "run": "dependencies"}.items():
        listed = re.search(rf"^{key} = (\[.*?^\])", project, re.M | re.S)
        assert listed
        required = ast.literal_eval(listed[1])  # a list of texts is written alike in TOML and in Python
        written = [each.replace(" ", "", 1) for each in requirements[kind] if each.split()[0] not in {"python", "pip"}]
        assert written == required


def test_the_release_check_installs_what_builds_the_package() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^requires = (\[.*?^\])", project, re.M | re.S)
    installed = (ROOT / "tests" / "release" / "requirements.txt").read_text(encoding="utf-8").splitlines()

    assert listed
    required = ast.literal_eval(listed[1])
    assert installed[1 : len(required) + 1] == required


def test_every_place_names_the_same_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    recipe = yaml.safe_load((ROOT / "conda" / "recipe.yaml").read_text(encoding="utf-8"))

    assert {str(citation["version"]), recipe["context"]["version"]} == {__version__}


def test_actions_are_pinned_and_workflows_begin_without_permissions() -> None:
    workflows = {path.name: path.read_text(encoding="utf-8") for path in ROOT.glob(".github/workflows/*.yml")}
    used = [(name, use) for name, text in workflows.items() for use in re.findall(r"uses: (.*)", text)]

    assert len(used) > 8
    assert [each for each in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}  # v[\d.]+", each[1])] == []
    assert [name for name, text in workflows.items() if "\npermissions: {}\n" not in text] == []
