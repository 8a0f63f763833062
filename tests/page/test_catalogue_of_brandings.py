"""The brandings of the contact sheet: there is nothing wrong with any."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyterhub_valueprop.page import build_site

FOLDER = Path(__file__).parents[1] / "browser" / "brandings"
FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_branding_has_no_problem(file: Path) -> None:
    assert build_site(str(file), static_url_prefix="/hub/static/").problems == ()


def test_every_image_is_of_a_branding() -> None:
    written = "".join(file.read_text(encoding="utf-8") for file in FILES)
    assert [file.name for file in FOLDER.glob("*.[sw]*") if file.name not in written] == []
