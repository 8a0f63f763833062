"""The style sheet of a theme: whole, small, and switched by the attribute that JupyterHub itself uses."""

from __future__ import annotations

import re

import pytest

from jupyterhub_valueprop.theme import ROLES, make_theme

BRANDS = [None, "#1D4EF5", "#FFDE17", "black", "white", "#39FF14", "#777", "crimson"]


def blocks(css: str) -> list[tuple[str, dict[str, str]]]:
    found = re.findall(r"([^{}]*)\{([^{}]*)\}", css)
    return [(selector, dict(line.split(":", 1) for line in body.split(";"))) for selector, body in found]


@pytest.mark.parametrize("brand", BRANDS)
def test_the_style_sheet_is_balanced_and_at_most_two_and_three_quarters_kilobytes(brand: str | None) -> None:
    css = make_theme(primary=brand).css
    assert len(css.encode()) <= 2750
    assert css.count("{") == css.count("}")
    assert re.fullmatch(r"(:root\{[^{}]+\})(@media screen[^{}]*\{:root[^{}]+\{[^{}]+\}\}){2}", css)


def test_every_role_is_set_in_every_block_with_the_palette_s_color() -> None:
    theme = make_theme(primary="#1D4EF5", accent="#FF4E4F")
    for (_, declarations), palette in zip(blocks(theme.css), (theme.light, theme.dark, theme.dark), strict=True):
        colors = {name.removeprefix("--vp-"): value for name, value in declarations.items() if name != "color-scheme"}
        assert list(colors) == list(ROLES)
        for role, color in colors.items():
            assert palette[role] in (color, "#" + "".join(digit * 2 for digit in color[1:]))


def test_the_dark_side_follows_the_system_unless_the_switch_says_light() -> None:
    css = make_theme().css
    assert re.sub(r"\{[^{}]*\}", "{}", css) == (
        ":root{}"
        "@media screen and (prefers-color-scheme:dark){:root:not([data-bs-theme=light]){}}"
        "@media screen{:root[data-bs-theme=dark]{}}"
    )
    schemes = [declarations["color-scheme"] for _, declarations in blocks(css)]
    assert schemes == ["light", "dark", "dark"]


@pytest.mark.parametrize("forced", ["light", "dark"])
def test_a_forced_scheme_has_only_its_own_colors(forced: str) -> None:
    theme = make_theme(primary="crimson", color_scheme=forced)  # type: ignore[arg-type]
    ((selector, declarations),) = blocks(theme.css)
    assert (selector, declarations["color-scheme"]) == (":root", forced)
    assert declarations["--vp-text"] == getattr(theme, forced)["text"]


def test_nothing_but_colors_of_the_palette_reaches_the_style_sheet() -> None:
    css = make_theme(primary="rebeccapurple", accent="color(display-p3 1 0 0 / 0.5)").css
    assert "rebecca" not in css
    assert "display" not in css
