"""What a brand's colors become: exact where they pass, the nearest lightness where not, and a adjustment for each."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jupyterhub_valueprop.theme import Adjustment, ColorError, make_theme, read_color
from jupyterhub_valueprop.theme.color import contrast
from jupyterhub_valueprop.theme.oklch import to_hex, to_oklch
from jupyterhub_valueprop.theme.roles import grounds_of


def test_a_color_that_passes_everywhere_is_used_exactly_and_has_no_adjustment() -> None:
    theme = make_theme(primary="#0B6BCB", color_scheme="light")
    assert (theme.light["primary"], theme.light["link"], theme.light["accent"]) == ("#0b6bcb",) * 3
    assert theme.adjustments == ()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 0xFFFFFF).map("#{:06x}".format))
def test_the_exact_color_is_used_wherever_it_passes_and_an_adjustment_tells_wherever_not(brand: str) -> None:
    theme = make_theme(primary=brand)
    adjusted = {(adjustment.scheme, adjustment.role) for adjustment in theme.adjustments}
    for scheme, palette in (("light", theme.light), ("dark", theme.dark)):
        for role, judged_as in (("primary", "primary-edge"), ("link", "link"), ("accent", "accent")):
            fits = all(contrast(brand, palette[ground]) >= bound for ground, bound in grounds_of(judged_as))
            fits = fits or (scheme, role) == ("light", "primary")
            assert (palette[role] == brand) == fits
            assert ((scheme, role) in adjusted) != fits


@pytest.mark.parametrize(
    "brand", ["#ffde17", "#39ff14", "#00ffff", "#ffc8dd", "#bde0fe", "#ffffff", "#cccccc", "#ff9f1c"]
)
def test_a_light_brand_fills_its_button_as_it_is_with_dark_text_and_a_dark_edge(brand: str) -> None:
    theme = make_theme(primary=brand, color_scheme="light")
    palette = theme.light
    assert (palette["primary"], palette["on-primary"]) == (brand, palette["text"])
    assert contrast(palette["primary"], palette["surface-raised"]) < 3 <= contrast(palette["primary-edge"], "#ffffff")
    assert "primary" not in {adjustment.role for adjustment in theme.adjustments}


def test_the_edge_of_a_fill_that_is_seen_is_the_fill() -> None:
    for palette in (make_theme(primary="#0B6BCB").light, make_theme(primary="yellow").dark):
        assert palette["primary-edge"] == palette["primary"]


def test_an_adjusted_color_moves_no_further_than_needed() -> None:
    palette = make_theme(primary="#FFDE17").light
    for role in ("primary-edge", "link", "accent"):
        oklch = to_oklch(palette[role])
        lighter = to_hex(oklch._replace(lightness=oklch.lightness + 0.01))
        assert any(contrast(lighter, palette[ground]) < bound for ground, bound in grounds_of(role))


def test_an_adjustment_says_what_was_written_what_is_used_and_both_ratios() -> None:
    adjustment = make_theme(primary="#000080", color_scheme="dark").adjustments[0]
    assert adjustment == Adjustment(
        key="primary",
        role="primary",
        scheme="dark",
        ground="surface-raised",
        written="#000080",
        used="#3061d6",
        ratio_written=pytest.approx(1.043, abs=0.001),  # type: ignore[arg-type]
        ratio_used=pytest.approx(3.027, abs=0.001),  # type: ignore[arg-type]
        bound=3.0,
    )
    assert str(adjustment) == (
        "primary #000080 is too faint for buttons on the sign-in card in the dark scheme (1.04:1, needs 3:1); "
        "#3061d6 (3.02:1) is used there instead"
    )


def test_adjustments_name_the_key_that_was_written() -> None:
    assert {adjustment.key for adjustment in make_theme(accent="white").adjustments} == {"accent"}
    assert {adjustment.key for adjustment in make_theme(primary="white").adjustments} == {"primary"}
    assert {adjustment.key for adjustment in make_theme(primary="white", accent="black").adjustments} == {
        "primary",
        "accent",
    }


def test_our_own_default_colors_have_no_adjustments() -> None:
    assert make_theme().adjustments == ()


def test_adjustments_speak_only_of_the_scheme_that_is_forced() -> None:
    assert {adjustment.scheme for adjustment in make_theme(primary="yellow", color_scheme="dark").adjustments} == set()
    assert {adjustment.scheme for adjustment in make_theme(primary="navy", color_scheme="dark").adjustments} == {"dark"}


def test_black_and_white_brands_become_ink_where_they_cannot_be_seen() -> None:
    black, white = make_theme(primary="black"), make_theme(primary="white")
    assert black.light["primary"] == "#000000"
    assert black.dark["primary"] == black.dark["text"]
    assert white.dark["primary"] == "#ffffff"
    assert white.light["primary-edge"] == white.light["link"] == white.light["text"]


def test_the_band_is_the_brand_itself_by_day_and_a_deep_shade_of_it_by_night() -> None:
    for brand in ("#0b5f73", "#ffde17", "#f6d5e5", "#000000"):
        assert make_theme(primary=brand).light["band"] == brand
    assert all(to_oklch(make_theme(primary=brand).dark["band"]).lightness < 0.33 for brand in ("white", "#ffde17"))


def test_a_neon_band_keeps_its_hue_and_lightness_but_glares_less() -> None:
    band, neon = (to_oklch(color) for color in (make_theme(primary="#39ff14").light["band"], "#39ff14"))
    assert abs(band.hue - neon.hue) < 2
    assert abs(band.lightness - neon.lightness) < 0.01
    assert 0.19 < band.chroma < 0.21 < neon.chroma


def test_a_brand_too_pale_to_be_seen_leaves_the_band_to_ink() -> None:
    for brand in ("white", "#fefefe", "papayawhip"):
        light = make_theme(primary=brand).light
        assert (light["band"], light["on-band"]) == (light["text"], light["surface"])


def test_buttons_and_links_change_visibly_under_the_pointer() -> None:
    for brand in (None, "black", "white", "#777", "#1D4EF5", "#39ff14", "yellow", "navy", "#767676"):
        theme = make_theme(primary=brand)
        for palette in (theme.light, theme.dark):
            assert contrast(palette["primary"], palette["primary-hover"]) > 1.05
            assert contrast(palette["link"], palette["link-hover"]) > 1.05


def test_alpha_is_blended_with_the_card() -> None:
    assert make_theme(primary="rgb(0 0 0 / 75%)").light["primary"] == "#404040"


def test_colors_outside_srgb_are_brought_in() -> None:
    assert read_color("color(display-p3 0 1 0)").hex == "#00f74f"
    assert read_color("oklch(0.7 0.4 140)").hex == to_hex(to_oklch(read_color("oklch(0.7 0.4 140)").hex))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "  ",
        "blu",
        "#12",
        "currentcolor",
        "var(--x)",
        "#fff;}body{display:none",
        "color(srgb 1e300 0 0)",
        "lch(50% 1e308 30)",
        "oklch(1e308 1e308 1e308)",
        "#" * 10000,
        "rgb(calc(infinity) 0 0)",
    ],
)
def test_what_is_no_color_is_refused(written: str) -> None:
    with pytest.raises(ColorError, match="is not a CSS color"):
        read_color(written)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_color_or_refused(written: str) -> None:
    try:
        paint = read_color(written)
    except ColorError:
        return
    assert len(paint.hex) == 7
    assert 0 <= paint.alpha <= 1


def test_equal_brands_give_equal_themes() -> None:
    assert make_theme(primary="crimson") == make_theme(primary="crimson")


def test_palettes_cannot_be_changed() -> None:
    palette = make_theme().light
    with pytest.raises(TypeError):
        palette.colors["text"] = "#ffffff"  # type: ignore[index]
    with pytest.raises(AttributeError):
        palette.colors = {}  # type: ignore[misc]


def test_importing_the_theme_does_not_import_pillow() -> None:
    program = "import sys, jupyterhub_valueprop.theme; sys.exit('PIL' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", program], check=False, env={"PYTHONPATH": ":".join(sys.path)}).returncode
        == 0
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 0xFFFFFF).map("#{:06x}".format))
@example("#ff4e4f")
@example("crimson")
@example("#ff7700")
def test_the_focus_ring_never_looks_like_danger(brand: str) -> None:
    theme = make_theme(primary=brand)
    for palette in (theme.light, theme.dark):
        ring, danger = to_oklch(palette["focus"]), to_oklch(palette["danger-border"])
        turned = abs(ring.hue - danger.hue)
        assert ring.chroma < 0.09 or min(turned, 360 - turned) > 30, palette["focus"]
