"""Days and moments as a language writes them, with Babel's data, which takes longer to load than all else of a page."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone

from markupsafe import Markup

from .wording import Wording

#: Where the year stands in the patterns of whole dates (CLDR), with what joins it to the day and the month.
_YEAR = re.compile(r"^y年|(?: 'de'|[,،])? y$")
#: Plain English is that of no country: its day comes before its month.
_PATTERNS = {"en": "EEEE, d MMMM"}


def written_date(day: date | None, wording: Wording) -> str:
    """A day as the language of the page writes it, such as "March 12, 2026"; empty for none."""
    if day is None:
        return ""
    from babel.dates import format_date  # noqa: PLC0415 - loads the data of a language

    return format_date(day, "long", locale=wording.locale.tag.replace("-", "_"))


def written_moment(moment: datetime, wording: Wording) -> Markup:
    """A moment, such as "Friday, 4 December, 09:00 UTC", in the language of the interface texts around it.

    In right-to-left text, the time alone runs the other way.
    """
    from babel import Locale  # noqa: PLC0415 - the same
    from babel.dates import format_date  # noqa: PLC0415

    moment = moment.astimezone(timezone.utc)
    tag = "en" if wording.locale.fallback_attributes else wording.locale.tag
    locale = Locale.parse(tag, sep="-")
    pattern = _PATTERNS.get(tag) or _YEAR.sub("", str(locale.date_formats["full"].pattern))
    both = str(locale.datetime_formats["medium"]).replace("{1}", "{day}").replace("{0}", "{time}")
    html = Markup('<time datetime="{moment}">{words}</time>')
    time = Markup('<bdi dir="ltr">{:%H:%M} UTC</bdi>').format(moment)
    words = Markup(both).format(day=format_date(moment, pattern, locale=locale), time=time)  # noqa: S704 - CLDR's
    return html.format(moment=f"{moment:%Y-%m-%dT%H:%MZ}", words=words)


def written_span(starts: datetime | None, ends: datetime | None, wording: Wording) -> Markup:
    """From when until when an announcement is shown; empty where neither is given."""
    _phtml = wording.locale.pgettext_html
    start, end = (written_moment(each, wording) if each else Markup() for each in (starts, ends))
    if start and end:
        # translators: a line below an announcement: when it began to be shown, and when it will vanish
        return _phtml("announcement", "From %(start)s until %(end)s", start=start, end=end)
    if end:
        # translators: a line below an announcement: when it will vanish
        return _phtml("announcement", "Until %(end)s", end=end)
    # translators: a line below an announcement: when it began to be shown
    return _phtml("announcement", "Since %(start)s", start=start) if start else start
