"""Colors nobody can get wrong: every pair that `CONTRAST_PAIRS` documents, for any color, in both schemes."""

from __future__ import annotations

import colorsys
import random

import pytest
from coloraide import Color
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyterhub_valueprop.theme import CONTRAST_PAIRS, ROLES, ColorTheme, Palette, make_theme
from jupyterhub_valueprop.theme.color import contrast
from jupyterhub_valueprop.theme.oklch import to_oklch

HARD = ["yellow", "#FFDE17", "white", "black", "#39FF14", "#777", "#808080", "#767676", "#0000ff", "#959595", "#fefefe"]
NAMED = ["rebeccapurple", "papayawhip", "crimson", "forestgreen", "navy", "gold", "teal", "hotpink", "silver"]

unit = st.floats(0, 1)
hexes = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
hexes_with_alpha = st.integers(0, 0xFFFFFFFF).map("#{:08x}".format)
oklch = st.builds("oklch({:.4f} {:.4f} {:.2f})".format, unit, st.floats(0, 0.5), st.floats(0, 360))
display_p3 = st.builds("color(display-p3 {:.4f} {:.4f} {:.4f} / {:.3f})".format, unit, unit, unit, unit)
hsl = st.builds("hsl({:.1f} {:.1f}% {:.1f}%)".format, st.floats(-720, 720), st.floats(0, 100), st.floats(0, 100))
colors = st.one_of(hexes, hexes_with_alpha, oklch, display_p3, hsl, st.sampled_from(HARD + NAMED))


def too_low(palette: Palette) -> list[str]:
    return [
        f"{pair.role} on {pair.ground}: {ratio:.2f} < {pair.bound}"
        for pair in CONTRAST_PAIRS
        if (ratio := contrast(palette[pair.role], palette[pair.ground])) < pair.bound
    ]


def assert_readable(theme: ColorTheme) -> None:
    assert too_low(theme.light) == []
    assert too_low(theme.dark) == []


@pytest.mark.slow
@settings(max_examples=250, deadline=None)
@given(primary=st.none() | colors, accent=st.none() | colors)
def test_any_two_colors_give_readable_pairs_in_both_schemes(primary: str | None, accent: str | None) -> None:
    assert_readable(make_theme(primary=primary, accent=accent))


@pytest.mark.slow
def test_five_hundred_random_brands_have_no_pair_below_its_bound() -> None:
    dice = random.Random(20261123)
    for _ in range(500):
        primary, accent = (f"#{dice.randrange(0x1000000):06x}" for _ in range(2))
        assert_readable(make_theme(primary=primary, accent=accent))


@pytest.mark.parametrize("color", HARD + NAMED)
def test_hard_colors_are_readable(color: str) -> None:
    assert_readable(make_theme(primary=color))


def test_the_default_theme_is_readable() -> None:
    assert_readable(make_theme())


def test_pairs_speak_of_roles_that_exist_and_all_text_roles_have_one() -> None:
    assert {name for pair in CONTRAST_PAIRS for name in pair[:2]} == set(ROLES) - {"rule"}


def test_bounds_are_those_of_their_wcag_clause() -> None:
    needed = {"1.4.3": 4.5, "1.4.6": 7.0, "1.4.11": 3.0}
    assert [pair for pair in CONTRAST_PAIRS if pair.bound != needed[pair.clause]] == []


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#1d4ef5", "#ffffff") == pytest.approx(Color("#1d4ef5").contrast("white"), abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_hue_of_the_brand_is_kept_wherever_it_was_adjusted(scheme: str) -> None:
    for degrees in range(0, 360, 15):
        red, green, blue = colorsys.hls_to_rgb(degrees / 360, 0.5, 0.9)
        brand = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
        palette: Palette = getattr(make_theme(primary=brand), scheme)
        for role in ("primary", "link", "accent", "primary-hover", "link-hover"):
            turned = abs(to_oklch(palette[role]).hue - to_oklch(brand).hue) % 360
            assert min(turned, 360 - turned) < 4, (brand, role, palette[role])


def test_the_surfaces_of_gray_brands_are_neutral_and_those_of_others_a_little_tinted() -> None:
    assert all(to_oklch(make_theme(primary="#777").dark[role]).chroma == 0 for role in ("surface", "text", "border"))
    tinted = Color(make_theme(primary="crimson").light["surface-tint"]).convert("oklch")
    assert 0.005 < tinted["chroma"] < 0.02


def test_the_card_of_the_dark_scheme_is_lighter_than_the_page() -> None:
    dark = make_theme(primary="#1D4EF5").dark
    assert 0.17 < Color(dark["surface"]).convert("oklch")["lightness"] < 0.21
    assert contrast(dark["surface-raised"], "#000000") > contrast(dark["surface"], "#000000")
