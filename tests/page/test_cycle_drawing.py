"""The drawn cycle."""

import math
from typing import Any

import pytest

from jupyterhub_valueprop.page.cycle_drawing import draw_cycle


def test_four_steps_go_clockwise_from_the_upper_right() -> None:
    corners = [(node.x > 200, node.y > 200) for node in draw_cycle(4).nodes]

    assert corners == [(True, False), (True, True), (False, True), (False, False)]


@pytest.mark.parametrize("steps", range(2, 9))
def test_every_step_has_a_number_and_an_arrow_to_the_next(steps: Any) -> None:
    drawing = draw_cycle(steps)

    assert [node.number for node in drawing.nodes] == list(range(1, steps + 1))
    assert len(drawing.arrows) == steps


@pytest.mark.parametrize("steps", range(2, 9))
def test_nodes_lie_inside_the_drawing_and_apart(steps: Any) -> None:
    nodes = draw_cycle(steps).nodes

    assert all(34 <= coordinate <= 366 for node in nodes for coordinate in (node.x, node.y))
    assert all(
        math.dist((one.x, one.y), (other.x, other.y)) > 2 * 34 for one in nodes for other in nodes if one is not other
    )


def test_a_single_step_is_a_node_without_an_arrow() -> None:
    drawing = draw_cycle(1)

    assert (len(drawing.nodes), drawing.arrows) == (1, ())
