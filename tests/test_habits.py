"""What contributors are told and given: it names what there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
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
