"""The page's own files: one stylesheet, with the theme's colors first, and the scripts. Comments stay at home."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jupyterhub_valueprop.site import Asset

STATIC = Path(__file__).parent.parent / "static"

# the cascade is this order
PARTS = ("base.css", "door.css", "story.css", "credits.css", "print.css")


def stylesheet(theme_css: str) -> Asset:
    """The whole stylesheet: the rules that differ by branding, then the package's."""
    return Asset.of("page.css", "text/css; charset=utf-8", (theme_css + "".join(map(_rules, PARTS))).encode())


def wrapped_stylesheet(theme_css: str) -> Asset:
    """What the hub's own pages need beside it: `theme_css` has both color schemes where the stylesheet has one."""
    return Asset.of("wrapped.css", "text/css; charset=utf-8", (theme_css + _rules("wrapped.css")).encode())


def script(name: str) -> Asset:
    """One script of the package."""
    return Asset.of(name, "text/javascript; charset=utf-8", _statements(name).encode())


@cache
def _rules(name: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", (STATIC / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(": ", ":").replace(";}", "}").strip()


@cache
def _statements(name: str) -> str:
    """A script without its indentation and the comments that have lines of their own."""
    source = re.sub(r"^/\*.*?\*/\n", "", (STATIC / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
