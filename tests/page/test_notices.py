"""Announcements on the page: the worst first and the others folded, each long one cut to its first lines."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

import pytest
from markupsafe import Markup

from jupyterhub_valueprop.branding import Branding
from jupyterhub_valueprop.page import build_site
from jupyterhub_valueprop.page.dates import written_span
from jupyterhub_valueprop.page.translations import find_locale
from jupyterhub_valueprop.page.wording import Wording

NOW = datetime(2026, 11, 26, tzinfo=timezone.utc)


def notices(*announcements: dict[str, Any], locale: str = "en") -> str:
    site = build_site({"announcements": announcements, "locales": [locale]}, static_url_prefix="/")
    return site.landings[locale].notices("login")


def test_the_worst_comes_first_and_the_others_are_folded_in_order() -> None:
    levels = ("success", "info", "danger", "warning", "danger", "info")
    html = notices(*({"text": f"Text {number}", "level": level} for number, level in enumerate(levels)))
    shown, fold = html.split('<details class="vp-more"')

    assert re.findall(r"Text \d", shown) == ["Text 2"]
    assert re.findall(r"Text \d", fold) == ["Text 4", "Text 3", "Text 1", "Text 5", "Text 0"]
    assert "<summary>5 more announcements</summary>" in fold


@pytest.mark.parametrize(
    ("locale", "count", "summary"),
    [
        ("en", 2, "1 more announcement"),
        ("en", 3, "2 more announcements"),
        ("es", 3, "2 avisos más"),
        ("de", 2, "1 weitere Mitteilung"),
    ],
)
def test_the_fold_says_how_many_it_has(locale: str, count: int, summary: str) -> None:
    assert f"<summary>{summary}</summary>" in notices(*[{"text": "Text"}] * count, locale=locale)


def test_the_fold_has_its_words_for_fewer_too() -> None:
    html = notices(*[{"text": "Text"}] * 4)

    assert 'data-vp-more="1 more announcement|2 more announcements|3 more announcements"' in html


@pytest.mark.parametrize(
    ("locale", "when"),
    [
        ("en", "From Tuesday, 1 December, 08:00 UTC until Friday, 4 December, 09:00 UTC"),
        ("en-US", "From Tuesday, December 1, 08:00 UTC until Friday, December 4, 09:00 UTC"),
        ("de", "Von Dienstag, 1. Dezember, 08:00 UTC bis Freitag, 4. Dezember, 09:00 UTC"),
        ("es", "Desde el martes 1 de diciembre, 08:00 UTC hasta el viernes 4 de diciembre, 09:00 UTC"),
        ("es-MX", "Desde el martes 1 de diciembre, 08:00 UTC hasta el viernes 4 de diciembre, 09:00 UTC"),
        ("pt-BR", "De terça-feira, 1º de dezembro, 08:00 UTC até sexta-feira, 4 de dezembro, 09:00 UTC"),
        ("fr", "Du mardi 1er décembre, 08:00 UTC au vendredi 4 décembre, 09:00 UTC"),
        ("ar", "من الثلاثاء، 1 ديسمبر، 08:00 UTC إلى الجمعة، 4 ديسمبر، 09:00 UTC"),
        ("ja", "12月1日火曜日 08:00 UTCから12月4日金曜日 09:00 UTCまで"),
        ("zh-Hans", "12月1日星期二 08:00 UTC至12月4日星期五 09:00 UTC"),
    ],
)
def test_when_an_announcement_is_shown_is_said_in_the_language_of_the_page(locale: str, when: str) -> None:
    span = {"starts": "2026-12-01T08:00Z", "ends": "2026-12-04T10:00+01:00"}
    assert re.sub("<[^>]*>", "", str(written(span, locale))) == when


@pytest.mark.parametrize(
    ("locale", "day"),
    [("pt-BR", "sexta-feira, 4 de dezembro"), ("fr", "vendredi 4 décembre"), ("ar", "الجمعة، 4 ديسمبر"),
     ("ja", "12月4日金曜日"), ("zh-Hans", "12月4日星期五"), ("he", "יום שישי, 4 בדצמבר"), ("fa", "جمعه 4 دسامبر"),
     ("ur", "جمعہ، 4 دسمبر")],
)  # fmt: skip
def test_a_day_has_no_year_and_a_time_is_read_from_left_to_right(locale: str, day: str) -> None:
    html = written({"ends": "2026-12-04T09:00Z"}, locale)

    assert html.startswith('<time datetime="2026-12-04T09:00Z">' + day) or day in html
    assert '<bdi dir="ltr">09:00 UTC</bdi></time>' in html


@pytest.mark.parametrize("locale", ["hu", "fi", "ko", "th", "sr-Latn", "mn-Mong", "yo", "zh-Hant-TW"])
def test_other_languages_can_say_when_too(locale: str) -> None:
    assert "09:00 UTC" in written({"ends": "2026-12-04T09:00Z"}, locale)


def written(span: dict[str, str], locale: str) -> str:
    moments = {key: datetime.fromisoformat(value.replace("Z", "+00:00")) for key, value in span.items()}
    known = find_locale.__wrapped__(locale)
    wording = Wording(Branding(), known if known.texts else replace(known, texts={"Yes": "Yes"}))
    return str(written_span(moments.get("starts"), moments.get("ends"), wording, NOW))


def test_in_a_language_without_interface_texts_the_whole_line_is_english() -> None:
    wording = Wording(Branding(), find_locale.__wrapped__("eo"))
    line = written_span(None, datetime(2026, 12, 4, 9, tzinfo=timezone.utc), wording, NOW)

    assert line.startswith('<span lang="en" dir="ltr">Until <time')
    assert line.striptags() == "Until Friday, 4 December, 09:00 UTC"


def test_an_announcement_without_dates_says_no_time() -> None:
    assert "<time" not in notices({"text": "Text"})
    assert "vp-when" in notices({"text": "Text", "ends": "2099-12-04"})


def test_one_announcement_is_not_folded_nor_are_those_counted_that_are_not_shown() -> None:
    ended = {"text": "Old", "ends": datetime(2026, 1, 1, tzinfo=timezone.utc)}

    assert "vp-more" not in notices({"text": "Text"}, ended, {"text": "Home", "pages": ["home"]})
    assert "1 more announcement<" in notices({"text": "Text"}, ended, {"text": "Text"})
    assert notices(ended) == ""


@pytest.mark.parametrize(("characters", "css_class"), [(80, None), (81, "vp-long-notice"), (401, "vp-longer-notice")])
def test_a_long_text_is_whole_and_can_be_unfolded(characters: int, css_class: str | None) -> None:
    text = ("words " * 100)[:characters].replace(" ", "_")
    html = notices({"text": f"[{text}](https://example.org)"})

    assert text in html
    assert re.findall(r"vp-long\w*-notice", html) == ([css_class] if css_class else [])
    assert ('<details class="vp-whole">' in html) == bool(css_class)


def test_after_a_wide_colon_there_is_no_space() -> None:
    assert "<p><strong>ご案内：</strong>停止</p>" in notices({"text": "停止"}, locale="ja")
    assert "<p><strong>提示：</strong>停机</p>" in notices({"text": "停机"}, locale="zh-Hans")
    assert "<strong>Remarque\u00a0:</strong> Arrêt" in notices({"text": "Arrêt"}, locale="fr")


@pytest.mark.parametrize(
    ("ends", "line"),
    [
        ("2026-12-31T23:59Z", "Until Thursday, 31 December, 23:59 UTC"),
        ("2026-12-31T23:59-01:00", "Until Friday, 1 January 2027, 00:59 UTC"),
        ("2027-03-01T09:00Z", "Until Monday, 1 March 2027, 09:00 UTC"),
    ],
)
def test_the_end_has_its_year_where_that_is_another_one(ends: str, line: str) -> None:
    assert Markup(written({"ends": ends}, "en")).striptags() == line


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("en", "Since Tuesday, 1 December 2026, 08:00 UTC"),
        ("es", "Desde el martes 1 de diciembre de 2026, 08:00 UTC"),
        ("pt-BR", "Desde terça-feira, 1º de dezembro de 2026, 08:00 UTC"),
        ("fr", "Depuis le mardi 1er décembre 2026, 08:00 UTC"),
        ("de", "Seit Dienstag, 1. Dezember 2026, 08:00 UTC"),
        ("ar", "منذ الثلاثاء، 1 ديسمبر 2026، 08:00 UTC"),
        ("ja", "2026年12月1日火曜日 08:00 UTCから"),
        ("zh-Hans", "自2026年12月1日星期二 08:00 UTC起"),
    ],
)
def test_what_has_no_end_may_be_read_in_another_year_and_says_its_own(locale: str, line: str) -> None:
    assert Markup(written({"starts": "2026-12-01T08:00Z"}, locale)).striptags() == line


def test_a_span_over_two_years_says_both() -> None:
    span = written({"starts": "2026-12-01T08:00Z", "ends": "2027-01-02T08:00Z"}, "de")

    says_both = "Von Dienstag, 1. Dezember 2026, 08:00 UTC bis Samstag, 2. Januar 2027, 08:00 UTC"
    assert Markup(span).striptags() == says_both


def test_after_an_english_word_an_english_text_reads_on_also_in_a_page_from_right_to_left() -> None:
    both = {"text": {"en": "Down", "he": "השבתה"}}
    page = {"announcements": [{"text": {"en": "Down"}}, both], "locales": ["he", "en"]}
    html = build_site(page, static_url_prefix="/").landings["he"].notices("login")

    assert '<p lang="en" dir="ltr"><strong><span lang="en" dir="ltr">Note:</span></strong> ' in html
    assert '<p><strong><span lang="en" dir="ltr">Note:</span></strong> השבתה' in html
