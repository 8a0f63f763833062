"""Documents in different hands and what each of them says: `NAME.md` reads as `NAME.json`, as a whole."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from jupyterhub_valueprop.content import RichText, read_proposition

DOCUMENTS = Path(__file__).parent / "documents"
LOCALES = {"espanol": "es-AR", "rtl": "ar"}
BASE_URLS = {"mixed-house": "https://docs.example.org/about/index.html"}
VALUES = {"network.name": "Slate *Network*", "community.name": "Ocean](x) Data", "network.url": "https://slate.example"}


def as_json(value: Any) -> Any:
    """Dataclasses as mappings without empty fields; a rich text as its HTML."""
    if isinstance(value, RichText):
        return value.html
    if is_dataclass(value):
        pairs = ((field.name, as_json(getattr(value, field.name))) for field in fields(value))
        return {name: found for name, found in pairs if found not in (None, "", [])}
    return [as_json(one) for one in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.md")), ids=lambda path: path.stem)
def test_a_document_reads_as_the_proposition_beside_it(path: Path) -> None:
    reading = read_proposition(
        path.read_text(encoding="utf-8"),
        file=path.name,
        values=VALUES,
        base_url=BASE_URLS.get(path.stem),
        locale=LOCALES.get(path.stem, "en"),
    )
    found = {**as_json(reading.proposition), "problems": [str(problem) for problem in reading.problems]}
    assert found == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
