"""Colors as CSS writes them, kept as they were written. `theme` decides how they are used."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from jupyterhub_valueprop.problems.phrases import did_you_mean, found, nearest, quote

from .errors import mistake
from .texts import clean

COLOR_PATTERN = r"^(#([0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})|[A-Za-z]+|[A-Za-z-]+\(.+\))$"
LONGEST_COLOR = 200
_EXAMPLES = "use a CSS color such as '#1D4EF5', 'teal' or 'oklch(55% 0.2 264)'"
_DIGITS = r"(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})"
_HEX = re.compile("#" + _DIGITS)
_HEX_WITHOUT_SIGN = re.compile(_DIGITS)


def _advice(text: str) -> str:
    if _HEX_WITHOUT_SIGN.fullmatch(text):
        return f"write {quote('#' + text)}"
    from coloraide.css.color_names import name2val_map  # noqa: PLC0415 - see `_is_color`

    if text.isalpha() and (near := nearest(text, name2val_map)):
        return did_you_mean(near)
    return _EXAMPLES


def _is_color(text: str) -> bool:
    if _HEX.fullmatch(text):
        return True
    from coloraide import Color  # noqa: PLC0415 - importing it takes 0.1 s, and most brands don't need it

    return Color.match(text, fullmatch=True) is not None


def parse_color(value: Any) -> str:
    """The color as written, if CSS has such a color; raises PydanticCustomError otherwise."""
    if not isinstance(value, str):
        is_hex = isinstance(value, int) and 0 < value < 10**6  # YAML reads an unquoted 112233 as a number
        hint = f'put it in quotes, with its #: "#{value:06d}"' if is_hex else _EXAMPLES
        raise mistake("type", f"takes a CSS color, found {found(value)}", hint)
    text = clean(value, LONGEST_COLOR).strip()
    if not _is_color(text):
        raise mistake("color", f"takes a CSS color, found {quote(text)}", _advice(text))
    return text


CssColor = Annotated[
    str,
    PlainValidator(parse_color),
    WithJsonSchema({"type": "string", "pattern": COLOR_PATTERN, "examples": ["#1D4EF5", "teal"]}),
]
