"""Moments in time (ISO 8601), always with a zone: UTC where none is given. A bare date is the start of its day."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timezone
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from jupyterhub_valueprop.problems.phrases import found, quote

from .errors import mistake

MOMENT_PATTERN = r"^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*([Zz]|[+-]\d{2}(:?\d{2})?)?)?$"
_SHORT_ZONE = re.compile(r"([+-]\d{2})(\d{2})?$")
_MOMENT = re.compile(MOMENT_PATTERN)
_FRACTION = re.compile(r"\.\d+")
LONGEST_MOMENT = 50
_ADVICE = "write it as 2026-12-01, 2026-12-01T08:00Z or 2026-12-01T08:00+02:00"


def _iso(text: str) -> datetime:
    if len(text) > LONGEST_MOMENT or _MOMENT.match(text) is None:
        raise ValueError(text)
    if len(text) == len("2026-12-01"):
        return datetime.fromisoformat(text)
    text = (text[:-1].rstrip() + "+00:00" if text[-1] in "Zz" else text).replace(" +", "+").replace(" -", "-")
    text = text[:16] + _SHORT_ZONE.sub(lambda zone: f"{zone[1]}:{zone[2] or '00'}", text[16:])
    text = _FRACTION.sub("", text)  # Python 3.10 reads fractions of 3 or 6 digits only
    return datetime.fromisoformat(text)


def parse_moment(value: Any) -> datetime:
    """An aware moment from an ISO text, a `datetime` or a `date`; raises PydanticCustomError otherwise."""
    if isinstance(value, str):
        try:
            moment = _iso(str(value).strip())
        except ValueError:
            raise mistake("date", f"takes a date or a time, found {quote(value)}", _ADVICE) from None
    elif isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime.combine(value, time())
    else:
        raise mistake("type", f"takes a date or a time, found {found(value)}", _ADVICE)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=timezone.utc)


Moment = Annotated[
    datetime,
    PlainValidator(parse_moment),
    WithJsonSchema({"type": "string", "pattern": MOMENT_PATTERN, "examples": ["2026-12-01T08:00Z", "2026-12-01"]}),
]
