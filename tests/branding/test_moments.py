"""Moments: ISO 8601 in all the ways that people write it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from pydantic import TypeAdapter, ValidationError

from jupyterhub_valueprop.branding.fields.moments import Moment

MOMENT = TypeAdapter(Moment)
EIGHT = datetime(2026, 12, 1, 8, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-01T08:00Z",
        "2026-12-01 08:00",
        "2026-12-01t08:00:00z",
        "2026-12-01T08:00:00.123456789Z",
        "2026-12-01T08:00:00.5",
        "2026-12-01T09:00+01:00",
        "2026-12-01T09:00+0100",
        "2026-12-01T09:00+01",
        "2026-12-01 03:00 -05:00",
        datetime(2026, 12, 1, 8),
        datetime(2026, 12, 1, 9, tzinfo=timezone(timedelta(hours=1))),
    ],
)
def test_a_moment_has_a_zone_and_is_utc_without_one(written: object) -> None:
    moment = MOMENT.validate_python(written)
    assert moment == EIGHT
    assert moment.utcoffset() is not None


@pytest.mark.parametrize("written", ["2026-12-01", date(2026, 12, 1)])
def test_a_date_is_the_start_of_its_day(written: object) -> None:
    assert MOMENT.validate_python(written) == datetime(2026, 12, 1, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "2026-02-30",
        "2026-12-01T25:00",
        "01.12.2026",
        "2026-12-01T08:00+99:99",
        20261201,
        None,
        True,
        ["2026-12-01"],
    ],
)
def test_everything_else_is_a_mistake(written: object) -> None:
    with pytest.raises(ValidationError):
        MOMENT.validate_python(written)
