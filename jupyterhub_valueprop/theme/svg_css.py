"""Cleaning of the style within an SVG: whatever could load something is left out."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_URL = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)", re.I | re.S)
_STATEMENT = re.compile(r"@(?:import|charset|namespace)\b[^;{}]*(?:;|\Z)", re.I)
_FONT_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.I)
_KEYFRAMES = re.compile(r"@[-\w]*keyframes\b[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.I)
_FRAGMENT = re.compile(r"#[^\s()'\"]+\Z")
_RASTER = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*\Z", re.I)
#: What remains suspicious after `url()` has been dealt with: escapes can spell any of these, so they count too.
_UNSAFE_CSS = re.compile(
    r"\\|<|@(?!media\b)|(?:image-set|image|src|element|expression|paint)\s*\(|-moz-binding|behavior\s*:|script:", re.I
)


def clean_rules(css: str) -> str:
    """The content of a `<style>`, without imports, fonts and animations; empty where its loads cannot be told."""
    css = _COMMENT.sub("", css)
    for unwanted in (_STATEMENT, _FONT_FACE, _KEYFRAMES):
        css = unwanted.sub("", css)
    return _without_loads(css)


def clean_declarations(css: str) -> str:
    """The content of a `style` attribute, without those declarations that could load something."""
    css = _COMMENT.sub("", css)
    return _without_loads(css) or ";".join(filter(None, map(_without_loads, css.split(";"))))


def clean_value(value: str) -> str:
    """The value of a presentation attribute, or `none` where it could load something."""
    return value if "(" not in value and "\\" not in value else _without_loads(_COMMENT.sub("", value)) or "none"


def is_raster_data(target: str) -> bool:
    """Whether a reference holds an embedded raster picture."""
    return _RASTER.match(target) is not None


def _without_loads(css: str) -> str:
    css = _URL.sub(lambda match: match[0] if _FRAGMENT.match(match[2]) or is_raster_data(match[2]) else "none", css)
    is_open = len(re.findall(r"url\(", css, re.I)) != len(_URL.findall(css))
    return "" if is_open or _UNSAFE_CSS.search(css) else css
