"""The worst texts for a color that we can think of: reading them takes no longer than they are long."""

from __future__ import annotations

import pytest
from growth import assert_linear

from jupyterhub_valueprop.theme import ColorError, read_color


@pytest.mark.parametrize("text", ["rgb(", "color(", " ", "1", "a ", "/", "(", "calc(", ",", "%", "-", "."])
def test_a_color_is_read_in_one_go(text: str) -> None:
    def look_up(written: str) -> None:
        with pytest.raises(ColorError):
            read_color(written)

    assert_linear(look_up, lambda size: "rgb(" + text * (size // len(text)) + "!", 50_000, most=0.1)


def test_a_color_with_much_around_it_is_not_kept() -> None:
    with pytest.raises(ColorError):
        read_color(" " * 1000 + "#fff")
