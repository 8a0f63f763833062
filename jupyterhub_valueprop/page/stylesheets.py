"""The page's files: one stylesheet, with the theme's colors first, and the scripts, all compiled."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from markupsafe import Markup

from jupyterhub_valueprop.site import Asset, Landing

from .compiled_files import compiled_text

#: The parts in `static/`, in the order of the cascade.
PARTS = (
    "base.css",
    "documents.css",
    "pictures.css",
    "plates.css",
    "banner.css",
    "notices.css",
    "announcements.css",
    "field.css",
    "photo.css",
    "door.css",
    "languages.css",
    "story.css",
    "credits.css",
    "bare-footer.css",
    "citation.css",
    "print.css",
)

#: The same for the hub's other pages, and for an authenticator's HTML.
WRAPPED_PARTS = ("wrapped.css", "custom.css")


#: The class or element that needs the part; the other parts are in every stylesheet.
_NEEDED_BY: Mapping[str, re.Pattern[str]] = {
    "documents.css": re.compile(r"<(?:t[dh]\b|blockquote>|h4>)"),
    "pictures.css": re.compile(r'class="[^"]*vp-on-(?:light|dark)'),
    "plates.css": re.compile(r'class="[^"]*vp-plate-'),
    "banner.css": re.compile(r'class="[^"]*\bvp-ribbon\b'),
    "announcements.css": re.compile(r'class="[^"]*\bvp-notice\b'),
    "photo.css": re.compile(r'class="[^"]*\bvp-photo\b'),
    "citation.css": re.compile(r'class="[^"]*\bvp-citation\b'),
}


def parts_for(landings: Collection[Landing]) -> set[str]:
    """The parts of the stylesheet that these landings need. Forms and errors, which no landing has, need the rest."""
    html = [text for each in landings for text in _html(each)]
    parts = {name for name in PARTS if (found := _NEEDED_BY.get(name)) is None or any(map(found.search, html))}
    if not any(len(each.languages) > 1 for each in landings):
        parts.remove("languages.css")
    if all(each.footer for each in landings):
        parts.remove("bare-footer.css")
    return parts


def _html(landing: Landing) -> Iterator[Markup]:
    yield from (value for value in vars(landing).values() if isinstance(value, Markup))
    yield from (value for value in vars(landing.sign_in).values() if isinstance(value, Markup))
    yield from (notice.html for notice in landing.announcements)
    if landing.how_to_cite:
        yield landing.how_to_cite.body


def stylesheet(theme_css: str, parts: Collection[str]) -> Asset:
    """The whole stylesheet: the rules that differ by branding, then these parts."""
    css = theme_css + "".join(compiled_text(name) for name in PARTS if name in parts)
    return Asset.of("page.css", "text/css; charset=utf-8", css.encode())


def wrapped_stylesheet(theme_css: str) -> Asset:
    """The stylesheet for JupyterHub's other pages and for an authenticator's HTML.

    `theme_css` always has both color schemes.
    """
    css = theme_css + "".join(map(compiled_text, WRAPPED_PARTS))
    return Asset.of("wrapped.css", "text/css; charset=utf-8", css.encode())


def script(name: str) -> Asset:
    """One script of this package."""
    return Asset.of(name, "text/javascript; charset=utf-8", compiled_text(name).encode())
