"""The drawn cycle."""

import math
import re
from typing import Any

import pytest

from jupyterhub_valueprop.page.cycle_drawing import draw_cycle

POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")


def test_four_steps_go_clockwise_from_the_upper_right() -> None:
    corners = [(node.x > 200, node.y > 200) for node in draw_cycle(4).nodes]

    assert corners == [(True, False), (True, True), (False, True), (False, False)]


def test_where_one_reads_from_the_right_they_go_the_other_way_from_the_upper_left() -> None:
    drawing = draw_cycle(4, mirrored=True)

    assert [(node.x < 200, node.y > 200) for node in drawing.nodes] == [
        (True, False),
        (True, True),
        (False, True),
        (False, False),
    ]
    assert re.findall(r"A150 150 0 0 (\d)", drawing.arcs) == ["0"] * 4


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("steps", range(2, 9))
def test_every_step_has_a_number_and_an_arrow_that_points_at_the_next(steps: int, mirrored: bool) -> None:
    drawing = draw_cycle(steps, mirrored=mirrored)
    arrows = [[(float(x), float(y)) for x, y in POINT.findall(head)] for head in drawing.heads.split("Z") if head]
    targets = [*drawing.nodes[1:], drawing.nodes[0]]

    assert [node.number for node in drawing.nodes] == list(range(1, steps + 1))
    assert (drawing.arcs.count("A"), len(arrows)) == (steps, steps)
    for (one, tip, other), node in zip(arrows, targets, strict=True):
        to_node = [math.dist(point, (node.x, node.y)) for point in (one, tip, other)]
        assert 34 < to_node[1] == min(to_node) < 50


@pytest.mark.parametrize("steps", range(2, 9))
def test_nodes_lie_inside_the_drawing_and_apart(steps: Any) -> None:
    nodes = draw_cycle(steps).nodes

    assert all(34 <= coordinate <= 366 for node in nodes for coordinate in (node.x, node.y))
    assert all(
        math.dist((one.x, one.y), (other.x, other.y)) > 2 * 34 for one in nodes for other in nodes if one is not other
    )


def test_a_single_step_is_a_node_without_an_arrow() -> None:
    drawing = draw_cycle(1)

    assert (len(drawing.nodes), drawing.arcs, drawing.heads) == (1, "", "")
