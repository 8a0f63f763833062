"""The page's own files."""

import re
from pathlib import Path
from typing import Any

from jupyterhub_valueprop.page import build_site
from jupyterhub_valueprop.page.stylesheets import PARTS, WRAPPED_PARTS, script, stylesheet
from jupyterhub_valueprop.theme import ROLES, make_theme

STATIC = Path(__file__).parents[2] / "jupyterhub_valueprop" / "static"


def test_it_holds_the_colors_first_and_then_every_part() -> None:
    css = stylesheet(make_theme().css).data.decode()

    assert css.startswith(make_theme().css)
    assert {path.name for path in STATIC.glob("*.css")} == {*PARTS, *WRAPPED_PARTS}
    assert css.count("{") == css.count("}")


def test_a_part_is_there_where_the_branding_has_what_it_is_for() -> None:
    def css(branding: Any) -> str:
        site = build_site(branding, static_url_prefix="/")
        return "".join(asset.data.decode() for asset in site.assets.values() if asset.name.startswith("page"))

    thanks = {"credits": {"acknowledgement": "This work used this hub."}}
    photo = {"community": {"image": "https://example.org/reef.webp"}}
    notice = {"announcements": [{"text": "Down on Friday."}]}
    assert [".vp-whole" in css(given) for given in ({}, notice)] == [False, True]
    assert [(".vp-quotable" in css(given), ".vp-photo img" in css(given)) for given in ({}, thanks, photo)] == [
        (False, False),
        (True, False),
        (False, True),
    ]


def test_comments_and_line_breaks_are_left_out() -> None:
    css = stylesheet("").data.decode()

    assert "/*" not in css
    assert "\n" not in css


def test_every_color_that_is_used_is_one_of_the_theme() -> None:
    source = "".join((STATIC / name).read_text() for name in PARTS)
    defined = {*re.findall(r"(--vp-[a-z-]+):", source), *(f"--vp-{role}" for role in ROLES), "--vp-pattern"}

    assert set(re.findall(r"var\((--vp-[a-z-]+)\)", source)) - defined == set()


def test_directions_are_logical_so_that_right_to_left_pages_mirror() -> None:
    source = "".join((STATIC / name).read_text() for name in (*PARTS, *WRAPPED_PARTS))

    physical = r"(?:margin|padding|border|inset)-(?:left|right)|[^-]\b(?:left|right): |text-align: (?:left|right)"
    assert re.findall(physical, source) == []


# of the hub's own classes we restyle the one that authenticators put on their own buttons; see custom.css for the rest
HUBS_CLASSES = {"btn-jupyter"}


def test_every_class_of_ours_is_named_so() -> None:
    source = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", "".join((STATIC / name).read_text() for name in PARTS), flags=re.S)

    assert {name for name in re.findall(r"\.([a-z][\w-]*)", source) if not name.startswith("vp")} <= HUBS_CLASSES


def test_scripts_come_without_comments_and_stay_small() -> None:
    code = script("page.js").data.decode()

    assert "/*" not in code
    assert "//" not in code
    assert len(code) <= 3_000
