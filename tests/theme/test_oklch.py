"""Our own conversions give what the color library gives, and need less time to import."""

from __future__ import annotations

import subprocess
import sys

from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st

from jupyterhub_valueprop.theme.oklch import Oklch, to_hex, to_oklch

hexes = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
# below a lightness of 0.15, one step of the eight bits is further than the tolerances here
oklchs = st.builds(Oklch, st.floats(0.15, 1), st.floats(0, 0.4), st.floats(0, 360))


@given(hexes)
def test_the_oklch_of_a_color_is_that_of_the_library(color: str) -> None:
    lightness, chroma, hue = to_oklch(color)
    expected = Color(color).convert("oklch")

    assert abs(lightness - expected["lightness"]) < 1e-5
    assert chroma == 0 or abs(chroma - expected["chroma"]) < 1e-5
    assert chroma == 0 or abs((hue - expected["hue"] + 180) % 360 - 180) < 0.01


@given(hexes)
def test_a_color_that_is_no_gray_comes_back_from_its_oklch(color: str) -> None:
    oklch = to_oklch(color)

    assert to_hex(oklch) == color or oklch.chroma == 0


@given(oklchs)
def test_an_oklch_outside_srgb_gives_up_chroma_and_keeps_lightness_and_hue(oklch: Oklch) -> None:
    painted = to_oklch(to_hex(oklch))
    fitted = Color("oklch", oklch).fit("srgb", method="oklch-chroma", jnd=0)

    assert abs(painted.lightness - oklch.lightness) < 0.01
    assert painted.chroma < oklch.chroma + 0.01
    if painted.chroma > 0.05:
        assert abs((painted.hue - oklch.hue + 180) % 360 - 180) < 5
        assert abs(painted.chroma - fitted["chroma"]) < 0.01


def test_a_brand_in_hex_needs_no_color_library() -> None:
    program = (
        "import sys; from jupyterhub_valueprop.page import build_site;"
        "build_site({'theme': {'primary': '#1D4EF5'}}, static_url_prefix='/'); sys.exit('coloraide' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, env={"PYTHONPATH": ":".join(sys.path)})
    assert done.returncode == 0
