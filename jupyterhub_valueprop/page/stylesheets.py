"""The page's own files: one stylesheet, with the theme's colors first, and the scripts, all compiled."""

from __future__ import annotations

from collections.abc import Collection

from jupyterhub_valueprop.site import Asset

from .compiled_files import compiled_text

#: Of `static/`; the cascade is this order.
PARTS = (
    "base.css",
    "notices.css",
    "announcements.css",
    "field.css",
    "photo.css",
    "door.css",
    "languages.css",
    "story.css",
    "credits.css",
    "citation.css",
    "print.css",
)

#: The same for the hub's other pages, and for an authenticator's HTML.
WRAPPED_PARTS = ("wrapped.css", "custom.css")


def stylesheet(theme_css: str, *, without: Collection[str] = ()) -> Asset:
    """The whole stylesheet: the rules that differ by branding, then the package's, `without` parts of no use here."""
    css = theme_css + "".join(compiled_text(name) for name in PARTS if name not in without)
    return Asset.of("page.css", "text/css; charset=utf-8", css.encode())


def wrapped_stylesheet(theme_css: str) -> Asset:
    """What the hub's own pages, and an authenticator's HTML, need beside it.

    `theme_css` has both color schemes where the stylesheet has one.
    """
    css = theme_css + "".join(map(compiled_text, WRAPPED_PARTS))
    return Asset.of("wrapped.css", "text/css; charset=utf-8", css.encode())


def script(name: str) -> Asset:
    """One script of the package."""
    return Asset.of(name, "text/javascript; charset=utf-8", compiled_text(name).encode())
