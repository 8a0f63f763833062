"""What a brand's colours become: exact where they pass, the nearest lightness where not, and a finding for each."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyterhub_valueprop.theme import ColourError, Finding, make_theme, read_colour
from jupyterhub_valueprop.theme.colour import contrast, to_hex, to_tone
from jupyterhub_valueprop.theme.roles import grounds_of


def test_a_colour_that_passes_everywhere_is_used_exactly_and_has_no_finding() -> None:
    theme = make_theme(primary="#0B6BCB", color_scheme="light")
    assert (theme.light["primary"], theme.light["link"], theme.light["accent"]) == ("#0b6bcb",) * 3
    assert theme.findings == ()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 0xFFFFFF).map("#{:06x}".format))
def test_the_exact_colour_is_used_wherever_it_passes_and_a_finding_tells_wherever_not(brand: str) -> None:
    theme = make_theme(primary=brand)
    adjusted = {(finding.scheme, finding.role) for finding in theme.findings}
    for scheme, palette in (("light", theme.light), ("dark", theme.dark)):
        for role in ("primary", "link", "accent"):
            fits = all(contrast(brand, palette[ground]) >= bound for ground, bound in grounds_of(role))
            assert (palette[role] == brand) == fits
            assert ((scheme, role) in adjusted) != fits


def test_an_adjusted_colour_moves_no_further_than_needed() -> None:
    palette = make_theme(primary="#FFDE17").light
    for role in ("primary", "link", "accent"):
        tone = to_tone(palette[role])
        lighter = to_hex(tone._replace(lightness=tone.lightness + 0.01))
        assert any(contrast(lighter, palette[ground]) < bound for ground, bound in grounds_of(role))


def test_a_finding_says_what_was_written_what_is_used_and_both_ratios() -> None:
    finding = make_theme(accent="#FF4E4F", primary="#FFDE17", color_scheme="light").findings[0]
    assert finding == Finding(
        key="primary",
        role="primary",
        scheme="light",
        ground="surface-raised",
        written="#FFDE17",
        used="#ac9400",
        ratio_written=pytest.approx(1.336, abs=0.001),
        ratio_used=pytest.approx(3.004, abs=0.001),
        bound=3.0,
    )
    assert str(finding) == (
        "primary #FFDE17 has a contrast of 1.33:1 as primary on surface-raised in the light scheme, which needs 3:1; "
        "#ac9400 (3.00:1) is used there instead"
    )


def test_findings_name_the_key_that_was_written() -> None:
    assert {finding.key for finding in make_theme(accent="white").findings} == {"accent"}
    assert {finding.key for finding in make_theme(primary="white").findings} == {"primary"}
    assert {finding.key for finding in make_theme(primary="white", accent="black").findings} == {"primary", "accent"}


def test_our_own_default_colours_have_no_findings() -> None:
    assert make_theme().findings == ()


def test_findings_speak_only_of_the_scheme_that_is_forced() -> None:
    assert {finding.scheme for finding in make_theme(primary="yellow", color_scheme="dark").findings} == set()
    assert {finding.scheme for finding in make_theme(primary="navy", color_scheme="dark").findings} == {"dark"}


def test_black_and_white_brands_become_ink_where_they_cannot_be_seen() -> None:
    black, white = make_theme(primary="black"), make_theme(primary="white")
    assert black.light["primary"] == "#000000"
    assert black.dark["primary"] == black.dark["text"]
    assert white.dark["primary"] == "#ffffff"
    assert white.light["primary"] == white.light["text"]


def test_buttons_and_links_change_visibly_under_the_pointer() -> None:
    for brand in (None, "black", "white", "#777", "#1D4EF5", "#39ff14", "yellow", "navy", "#767676"):
        theme = make_theme(primary=brand)
        for palette in (theme.light, theme.dark):
            assert contrast(palette["primary"], palette["primary-hover"]) > 1.05
            assert contrast(palette["link"], palette["link-hover"]) > 1.05


def test_alpha_is_blended_with_the_card() -> None:
    assert make_theme(primary="rgb(0 0 0 / 75%)").light["primary"] == "#404040"


def test_colours_outside_srgb_are_brought_in() -> None:
    assert read_colour("color(display-p3 0 1 0)").hex == "#00f74f"
    assert read_colour("oklch(0.7 0.4 140)").hex == to_hex(to_tone(read_colour("oklch(0.7 0.4 140)").hex))


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
def test_what_is_no_colour_is_refused(written: str) -> None:
    with pytest.raises(ColourError, match="is not a CSS colour"):
        read_colour(written)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_colour_or_refused(written: str) -> None:
    try:
        paint = read_colour(written)
    except ColourError:
        return
    assert len(paint.hex) == 7
    assert 0 <= paint.alpha <= 1


def test_equal_brands_give_equal_themes() -> None:
    assert make_theme(primary="crimson") == make_theme(primary="crimson")


def test_palettes_cannot_be_changed() -> None:
    palette = make_theme().light
    with pytest.raises(TypeError):
        palette.colours["text"] = "#ffffff"  # type: ignore[index]
    with pytest.raises(AttributeError):
        palette.colours = {}  # type: ignore[misc]


@pytest.mark.slow
def test_a_theme_takes_less_than_twenty_milliseconds() -> None:
    def duration() -> float:
        start = time.process_time()
        make_theme(primary="#1D4EF5", accent="#FFDE17")
        return time.process_time() - start

    assert min(duration() for _ in range(5)) < 0.02


def test_importing_the_theme_does_not_import_pillow() -> None:
    program = "import sys, jupyterhub_valueprop.theme; sys.exit('PIL' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", program], check=False, env={"PYTHONPATH": ":".join(sys.path)}).returncode
        == 0
    )
