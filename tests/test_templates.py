"""How templates, style sheets and scripts are written: short lines, one element on each."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "jupyterhub_valueprop"
TEMPLATES = sorted((PACKAGE / "templates").rglob("*.html"))
FILES = [*TEMPLATES, *sorted((PACKAGE / "templates").rglob("*.yaml")), *sorted((PACKAGE / "static").iterdir())]
LONGEST_LINE = 120

#: Elements that stand within a line of text.
INLINE = {"a", "bdi", "em", "span", "strong"}


def named(files: list[Path]) -> list[object]:
    return [pytest.param(file, id=str(file.relative_to(PACKAGE))) for file in files]


@pytest.mark.parametrize("file", named(FILES))
def test_no_line_is_too_long(file: Path) -> None:
    lines = enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    assert [number for number, line in lines if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("file", named(TEMPLATES))
def test_a_line_begins_one_element(file: Path) -> None:
    source = re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.S)
    begun = {line: re.findall(r"<([a-z]+)\b", line) for line in source.splitlines()}
    assert [line for line, names in begun.items() if len([name for name in names if name not in INLINE]) > 1] == []


def test_no_sentence_stands_twice_in_a_template() -> None:
    for file in TEMPLATES:
        sentences = Counter(re.findall(r'_\("([^"]{20,})', file.read_text(encoding="utf-8")))
        assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_no_template_writes_the_attributes_of_a_language_itself() -> None:
    assert [file.name for file in TEMPLATES if "direction" in file.read_text(encoding="utf-8")] == []
