"""The style sheet of a theme: whole, small, and switched by the attribute that JupyterHub itself uses."""

from __future__ import annotations

import re

import pytest

from jupyterhub_valueprop.theme import ROLES, ColorTheme, make_theme

BRANDS = [None, "#1D4EF5", "#FFDE17", "black", "white", "#39FF14", "#777", "crimson"]


def blocks(css: str) -> list[tuple[str, dict[str, str]]]:
    found = re.findall(r"([^{}]*)\{([^{}]*)\}", css)
    return [(selector, dict(line.split(":", 1) for line in body.split(";"))) for selector, body in found]


def colors(theme: ColorTheme) -> dict[str, dict[str, str]]:
    """The color of every role in light and in dark, as a browser reads it from the style sheet."""
    first, *others = (declarations for _, declarations in blocks(theme.css))
    assert others[0] == others[1]
    return {
        scheme: {
            role.removeprefix("--vp-"): long(chosen(value, {**first, **declarations}))
            for role, value in first.items()
            if role not in ("color-scheme", "--vp-l", "--vp-d")
        }
        for scheme, declarations in (("light", {}), ("dark", others[0]))
    }


def chosen(value: str, declarations: dict[str, str]) -> str:
    """What is left of `var(--switch,fallback)`s: nothing of one that is empty, the fallback of one without a value."""
    return re.sub(r"var\((--vp-[ld]),(#\w+)\)", lambda use: use[2] if declarations[use[1]] == "initial" else "", value)


def long(color: str) -> str:
    return color if len(color) == 7 else "#" + "".join(digit * 2 for digit in color[1:])


@pytest.mark.parametrize("brand", BRANDS)
def test_the_style_sheet_is_balanced_and_at_most_two_and_a_quarter_kilobytes(brand: str | None) -> None:
    css = make_theme(primary=brand).css
    assert len(css.encode()) <= 2250
    assert css.count("{") == css.count("}")
    assert re.fullmatch(r"(:root\{[^{}]+\})(@media screen[^{}]*\{:root[^{}]+\{[^{}]+\}\}){2}", css)


def test_every_role_has_the_palette_s_color_in_light_and_in_dark() -> None:
    theme = make_theme(primary="#1D4EF5", accent="#FF4E4F")
    assert colors(theme) == {"light": dict(theme.light), "dark": dict(theme.dark)}
    assert list(theme.light) == list(ROLES)


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
    (_, first), *others = blocks(theme.css)
    last = others[-1][1] if others else first
    assert (last["color-scheme"], chosen("var(--vp-l,#111)var(--vp-d,#222)", last)) == (
        forced,
        {"light": "#111", "dark": "#222"}[forced],
    )
    assert first["--vp-text"] == getattr(theme, forced)["text"]


def test_nothing_but_colors_of_the_palette_reaches_the_style_sheet() -> None:
    css = make_theme(primary="rebeccapurple", accent="color(display-p3 1 0 0 / 0.5)").css
    assert "rebecca" not in css
    assert "display" not in css
