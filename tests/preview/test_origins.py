"""A part of the page leads to the key and the line that it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyterhub_valueprop.branding import BrandingReading, read_branding
from jupyterhub_valueprop.content import default_document
from jupyterhub_valueprop.preview.origins import LONGEST_TEXT, find_origin

BRANDING = """\
community:
  name: Ocean Data Commons
  tagline: "Notebooks for **ocean** science, by {{ network.name }}"
sign_in:
  help: Use your account.
links:
  - {label: Documentation, url: "https://docs.example.org"}
credits:
  funded_by: [{name: NSF, url: "https://nsf.example.org"}]
proposition: {source: words.md}
"""
DOCUMENT = """\
# Why

## Hub

**For users, you can [always](https://example.org) leave.** So that nobody is locked in.

- Your files are yours
"""


@pytest.fixture
def reading(tmp_path: Path) -> BrandingReading:
    (tmp_path / "branding.yaml").write_text(BRANDING)
    (tmp_path / "words.md").write_text(DOCUMENT)
    return read_branding(tmp_path / "branding.yaml")


@pytest.mark.parametrize(
    ("text", "address", "part", "key", "line"),
    [
        ("Ocean Data Commons", "", "", "community.name", 2),
        ("Notebooks for ocean science", "", "", "community.tagline", 3),
        ("Use your account.", "", "vp-help", "sign_in.help", 5),
        ("Documentation", "https://docs.example.org", "", "links[0].label", 7),
        ("", "https://nsf.example.org", "", "credits.funded_by[0].url", 9),
        ("Your files are yours", "", "", "proposition.source", 7),
        ("So that nobody is locked in.", "", "", "proposition.source", 5),
        ("you can always leave.", "", "", "proposition.source", 5),
        ("", "", "vp-logo", "community.logo", None),
        ("", "", "vp-credits", "credits", 9),
    ],
)
def test_a_part_has_its_key_and_line(
    reading: BrandingReading, text: str, address: str, part: str, key: str, line: int | None
) -> None:
    origin = find_origin(reading, "en", [text], [address], [part])
    assert origin
    assert (origin.key, origin.line) == (key, line)


def test_a_text_of_the_interface_has_none(reading: BrandingReading) -> None:
    assert find_origin(reading, "en", ["Password:"], [], ["password_input"]) is None


def test_what_is_around_a_part_tells_where_the_part_itself_does_not(reading: BrandingReading) -> None:
    origin = find_origin(reading, "en", ["", "Your files are yours"], [], ["vp-benefits"])
    assert origin
    assert origin.line == 7


def test_the_packages_default_document_has_lines_too() -> None:
    origin = find_origin(read_branding({}), "en", ["Open a browser and begin."], [], [])
    lines = default_document("en").splitlines()
    assert origin
    assert origin.line
    assert (origin.file, "browser and begin" in lines[origin.line - 1]) == (None, True)


def test_no_text_is_too_long(reading: BrandingReading) -> None:
    assert find_origin(reading, "en", ["word " * 100 * LONGEST_TEXT], ["x" * 100_000], ["y" * 100_000]) is None
