"""The documents that the readings are tested with."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def real_document(shared: Path) -> str:
    """The published document of a real network; it lies beside the repository only where the project is developed."""
    return (shared / "inputs" / "value-proposition.md").read_text(encoding="utf-8")
