"""Logos of one weight: the same area whatever the aspect ratio, within bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyterhub_valueprop.pictures import optical_size

sides = st.floats(0.1, 10_000)


@pytest.mark.parametrize(
    ("logo", "drawn"),
    [
        ((100, 100), (60, 60)),
        ((1000, 1000), (60, 60)),
        ((400, 100), (120, 30)),
        ((100, 200), (36, 72)),
        ((1000, 50), (200, 10)),
        ((1.5, 1), (73, 49)),
        ((10_000, 1), (200, 1)),
    ],
)
def test_logos_get_the_same_area_within_the_bounds(logo: tuple[float, float], drawn: tuple[int, int]) -> None:
    assert optical_size(*logo, area=3600, max_height=72, max_width=200) == drawn


@given(sides, sides)
def test_no_logo_exceeds_the_bounds_or_has_no_size(width: float, height: float) -> None:
    drawn_width, drawn_height = optical_size(width, height, area=3600, max_height=72, max_width=200)
    assert 1 <= drawn_width <= 200
    assert 1 <= drawn_height <= 72


def test_sizes_have_to_be_positive() -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        optical_size(0, 10, area=3600, max_height=72, max_width=200)
