"""The page's own files."""

import re
from pathlib import Path
from typing import Any

from jupyterhub_valueprop.page import build_site
from jupyterhub_valueprop.page.stylesheets import PARTS, WRAPPED_PARTS, script, stylesheet
from jupyterhub_valueprop.theme import ROLES, make_theme

STATIC = Path(__file__).parents[2] / "jupyterhub_valueprop" / "static"


def test_it_holds_the_colors_first_and_then_every_part() -> None:
    css = stylesheet(make_theme().css, PARTS).data.decode()

    assert css.startswith(make_theme().css)
    assert {path.name for path in STATIC.glob("*.css")} == {*PARTS, *WRAPPED_PARTS}
    assert css.count("{") == css.count("}")


def test_a_part_is_there_where_the_page_has_what_it_is_for(tmp_path: Path) -> None:
    def css(branding: Any) -> str:
        site = build_site(branding, static_url_prefix="/")
        return "".join(asset.data.decode() for asset in site.assets.values() if asset.name.startswith("page"))

    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path fill="#000" d="M0 0h9v9H0z"/></svg>'
    (tmp_path / "logo.svg").write_text(svg, encoding="utf-8")
    logo = str(tmp_path / "logo.svg")
    table = {"proposition": {"source": str(tmp_path / "words.md")}}
    (tmp_path / "words.md").write_text("# Words\n\n## Hub\n\n- a\n\n  > said\n", encoding="utf-8")
    has = {
        ".vp-quotable": {"credits": {"acknowledgement": "This work used this hub."}},
        ".vp-photo img": {"community": {"image": "https://example.org/reef.webp"}},
        ".vp-plate-dark": {"community": {"logo": logo}},
        ".vp-on-dark": {"community": {"logo": {"light": logo, "dark": logo}}},
        ".vp-ribbon": {"environment": {"kind": "staging"}},
        ".vp-dismiss{grid": {"announcements": [{"text": "Down on Friday"}]},
        ".vp-languages ul": {"locales": ["en", "es"]},
        "{word-break:auto-phrase}": {"locales": ["ja"]},
        " blockquote{": table,
    }
    plain = css({})
    assert [rule for rule in has if rule in plain] == []
    assert [rule for rule, branding in has.items() if rule not in css(branding)] == []


def test_every_part_is_there_where_an_admin_has_templates_of_their_own(tmp_path: Path) -> None:
    site = build_site({}, static_url_prefix="/", template_folders=(tmp_path,))
    css = "".join(asset.data.decode() for asset in site.assets.values() if asset.name == "page.css")
    assert css.endswith(stylesheet("", PARTS).data.decode())


def test_comments_and_line_breaks_are_left_out() -> None:
    css = stylesheet("", PARTS).data.decode()

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
