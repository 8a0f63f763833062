"""Problems and places: the vocabulary in which every room reports."""

from __future__ import annotations

import pytest

from jupyterhub_valueprop.problems import Place, Problem, ValuePropError


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("branding.yaml", 14, 5), "branding.yaml:14:5"),
        (Place("branding.yaml", 14), "branding.yaml:14"),
        (Place("branding.yaml"), "branding.yaml"),
        (Place(key="ValueProp.branding.community.name"), "ValueProp.branding.community.name"),
        (Place(), "configuration"),
    ],
)
def test_a_place_is_said_as_precisely_as_it_is_known(place: Place, text: str) -> None:
    assert str(place) == text


def test_a_problem_is_one_line_with_its_way_out_and_its_code() -> None:
    place = Place("branding.yaml", 14, 5)
    problem = Problem(
        place, "error", "unknown-key", "unknown key 'promisses' under 'proposition'", "did you mean 'promises'?"
    )
    assert str(problem) == (
        "branding.yaml:14:5: error: unknown key 'promisses' under 'proposition'; did you mean 'promises'? [unknown-key]"
    )
    assert str(Problem(Place("a.yaml"), "warning", "code", "message")) == "a.yaml: warning: message [code]"


def test_the_error_has_every_problem() -> None:
    first, second = (Problem(Place("a.yaml", line, 1), "error", "type", "message") for line in (1, 2))
    error = ValuePropError(iter([first, second]))
    assert error.problems == (first, second)
    assert str(error) == f"{first}\n{second}"
