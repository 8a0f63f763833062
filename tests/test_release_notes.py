"""The notes of a release are its part of the changelog, with whole links and without broken lines."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
release_notes: Callable[[str, str], str] = runpy.run_path(str(ROOT / "docs" / "release_notes.py"))["release_notes"]

CHANGELOG = """\
# Changes

## Unreleased

## 0.2.0 - 2027-01-31

Read
this.

### Added

- One [link](docs/index.md#a) over
  two lines, with [another](https://example.org).
- Two.

## 0.1.0 - 2026-12-01

First.
"""


def test_notes_have_whole_links_and_a_line_for_each_item() -> None:
    tag = "https://github.com/jupyterhub-valueprop/jupyterhub-valueprop/blob/v0.2.0"
    assert release_notes(CHANGELOG, "0.2.0") == (
        "Read this.\n\n### Added\n\n"
        f"- One [link]({tag}/docs/index.md#a) over two lines, with [another](https://example.org).\n- Two.\n"
    )
    assert release_notes(CHANGELOG, "0.1.0") == "First.\n"


@pytest.mark.parametrize("version", ["0.3.0", "0.1", "Unreleased", ".*"])
def test_a_version_without_a_day_has_no_notes(version: str) -> None:
    with pytest.raises(ValueError, match="has no '## "):
        release_notes(CHANGELOG, version)


def test_the_notes_of_this_changelog_keep_every_item_on_a_line() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    section = next(part for part in changelog.split("\n## ")[1:] if "\n- " in part)
    heading, _, items = section.partition("\n")
    notes = release_notes(f"## 9.9.9 - 2026-12-31\n{items}", "9.9.9")
    assert heading
    assert len(re.findall(r"^- ", notes, re.M)) == len(re.findall(r"^- ", items, re.M)) > 0
    assert re.search(r"\n[^\n#-]", notes.split("### ", 1)[1]) is None
