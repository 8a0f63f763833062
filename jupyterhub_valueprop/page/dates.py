"""Write days and moments in a language, with Babel's data, which takes longer to load than the rest of a page."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone

from markupsafe import Markup

from jupyterhub_valueprop.language_tags import language

from .wording import Wording

#: The year in the patterns of whole dates (CLDR), with what joins it to the day and the month.
_YEAR = re.compile(r"^y年|(?: 'de'|[,،])? y$")
#: Patterns for days that differ from CLDR's: plain English is not that of a country, so its day comes before
#: its month; Spanish has no comma after an article ("hasta el viernes 4 de diciembre").
_PATTERNS = {"en": "EEEE, d MMMM y", "es": "EEEE d 'de' MMMM 'de' y"}
#: What joins a day to its time if CLDR has a space, which would connect the month with the hour.
_JOINED = {"pt": "{day}, {time}"}
#: The first of a month is an ordinal number: "1er décembre".
_FIRST = {"fr": "d'er'", "pt": "d'º'"}


def written_date(day: date | None, wording: Wording) -> str:
    """A day in the language of the interface texts, such as "March 12, 2026"; empty for None."""
    if day is None:
        return ""
    from babel import Locale  # noqa: PLC0415 - loads the data of a language

    tag = _tag(wording)
    return _written(day, str(Locale.parse(tag, sep="-").date_formats["long"].pattern), tag)


def written_moment(moment: datetime, wording: Wording, *, with_year: bool = False) -> Markup:
    """A moment, such as "Friday, 4 December, 09:00 UTC", in the language of the interface texts.

    In right-to-left text, only the time runs from left to right.
    """
    from babel import Locale  # noqa: PLC0415 - the same

    moment = moment.astimezone(timezone.utc)
    tag = _tag(wording)
    locale = Locale.parse(tag, sep="-")
    # English dates differ between countries, Spanish ones don't
    pattern = _PATTERNS.get(tag if language(tag) == "en" else language(tag)) or str(locale.date_formats["full"].pattern)
    both = str(locale.datetime_formats["medium"]).replace("{1}", "{day}").replace("{0}", "{time}")
    html = Markup('<time datetime="{moment}">{words}</time>')
    time = Markup('<bdi dir="ltr">{:%H:%M} UTC</bdi>').format(moment)
    words = Markup(_JOINED.get(language(tag), both)).format(  # noqa: S704 - CLDR's
        day=_written(moment, pattern if with_year else _YEAR.sub("", pattern), tag), time=time
    )
    return html.format(moment=f"{moment:%Y-%m-%dT%H:%MZ}", words=words)


def written_span(starts: datetime | None, ends: datetime | None, wording: Wording, now: datetime) -> Markup:
    """The time during which an announcement is shown; empty if it has no start and no end.

    The year is left out if the announcement can only be seen in the year of `now`: it may be read long
    after the page was made.
    """
    _phtml = wording.locale.pgettext_html
    years = {each.astimezone(timezone.utc).year for each in (now, starts or now, ends) if each}
    with_year = ends is None or len(years) > 1
    start, end = (written_moment(each, wording, with_year=with_year) if each else Markup() for each in (starts, ends))
    if start and end:
        # translators: a line below an announcement: when it began to be shown, and when it will vanish
        return _phtml("announcement", "From %(start)s until %(end)s", start=start, end=end)
    if end:
        # translators: a line below an announcement: when it will vanish
        return _phtml("announcement", "Until %(end)s", end=end)
    # translators: a line below an announcement: when it began to be shown
    return _phtml("announcement", "Since %(start)s", start=start) if start else start


def _tag(wording: Wording) -> str:
    """The language of the interface texts: English if the page's language has none."""
    return "en" if wording.locale.fallback_attributes else wording.locale.tag


def _written(day: date, pattern: str, tag: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - the same

    first = _FIRST.get(language(tag))
    if first and day.day == 1:
        pattern = re.sub(r"\bd\b", first, pattern)
    return format_date(day, pattern, locale=tag.replace("-", "_"))
