"""Points in an image, written as CSS positions: percentages from the left and from the top."""

from __future__ import annotations

import re
from typing import Annotated, Any, NamedTuple

from pydantic import PlainValidator, WithJsonSchema

from jupyterhub_valueprop.problems.phrases import found

from .errors import mistake

FOCUS_PATTERN = r"^(100|[0-9]{1,2})% +(100|[0-9]{1,2})%$"
LONGEST_FOCUS = 20
_FOCUS = re.compile(FOCUS_PATTERN)


class FocusPoint(NamedTuple):
    """Percentages of an image's width from the left, and of its height from the top."""

    x: int
    y: int

    def __str__(self) -> str:
        return f"{self.x}% {self.y}%"


def parse_focus(value: Any) -> FocusPoint:
    """The point of a text such as `50% 30%`; raises PydanticCustomError for anything else."""
    if isinstance(value, FocusPoint):
        return value
    text = str(value).strip() if isinstance(value, str) and len(value) <= LONGEST_FOCUS else ""
    match = _FOCUS.match(text)
    if match is None:
        hint = "write it as 50% 30%"
        raise mistake("type", f"takes two percentages, from the left and from the top, found {found(value)}", hint)
    return FocusPoint(int(match[1]), int(match[2]))


Focus = Annotated[
    FocusPoint,
    PlainValidator(parse_focus),
    WithJsonSchema({"type": "string", "pattern": FOCUS_PATTERN, "examples": ["50% 30%"]}),
]
