"""The lines behind the first screen: one for each name, always the same, and nothing that could harm a style sheet."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyterhub_valueprop.branding.models.appearance import Theme
from jupyterhub_valueprop.theme import FAMILIES, field_pattern

KINDS = ("Ocean", "Reef", "Ice Core", "Genome", "Catchment", "Night Sky", "Coastal", "Soil", "Cloud", "Herbarium")
PLACES = ("Commons", "Hub", "Lab", "Atlas", "Network", "Observatory", "of the North", "of Chile", "Data Cube", "School")
NAMES = [f"{kind} {place}{more}" for kind in KINDS for place in PLACES for more in ("", " 2", " Collaborative")]


def drawing(pattern: str) -> str:
    found = re.fullmatch(r':root\{--vp-pattern:url\("data:image/svg\+xml,([^"<>#\\\n]+)"\)\}', pattern)
    assert found
    return unquote(found[1])


def family(name: str) -> str:
    """The family that the name chose: drawn by that family, its pattern is the same."""
    (chosen,) = (each for each in FAMILIES if field_pattern(name, each) == field_pattern(name))
    return chosen


def test_hundreds_of_names_have_different_patterns_of_every_family() -> None:
    families = Counter(map(family, NAMES))

    assert len({field_pattern(name) for name in NAMES}) == len(NAMES) == 300
    assert families.keys() == FAMILIES.keys()
    assert min(families.values()) > 30


def test_a_name_has_the_same_pattern_always_and_however_it_is_written() -> None:
    assert field_pattern("Café  Data\tHub") == field_pattern(" cafe\u0301 DATA hub ")
    assert drawing(field_pattern("Ocean Data Commons", "grid")) == (
        "<svg xmlns='http://www.w3.org/2000/svg'>"
        "<pattern id='a' patternUnits='userSpaceOnUse' x='22' y='10' width='60' height='60' "
        "patternTransform='rotate(27)'>"
        "<path fill='none' stroke='#000' d='M0 30h60M30 0v60M27 27h6v6h-6z'/></pattern>"
        "<rect width='100%' height='100%' fill='url(#a)'/></svg>"
    )


def test_a_name_has_a_pattern_of_its_own_in_the_family_that_a_community_chooses() -> None:
    assert len({field_pattern(name, "waves") for name in NAMES}) == len(NAMES)


def test_no_pattern_is_a_choice() -> None:
    assert field_pattern("Ocean Data Commons", "none") == ""


def test_the_families_are_those_that_a_branding_can_name() -> None:
    assert get_args(Theme.model_fields["pattern"].annotation) == ("auto", "none", *FAMILIES)


@settings(deadline=None)
@given(name=st.text(max_size=200), chosen=st.sampled_from(["auto", *FAMILIES]))
def test_any_name_gives_a_small_drawing_that_is_safe_in_a_style_sheet(name: str, chosen: str) -> None:
    pattern = field_pattern(name, chosen)

    assert len(pattern) < 1_800
    assert ET.fromstring(drawing(pattern)).tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("chosen", FAMILIES)
def test_a_drawing_holds_lines_only(chosen: str) -> None:
    elements = {
        element.tag.rpartition("}")[2] for element in ET.fromstring(drawing(field_pattern("Reef", chosen))).iter()
    }

    assert elements <= {"svg", "pattern", "rect", "path", "circle", "use"}
