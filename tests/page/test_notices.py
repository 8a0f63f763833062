"""Announcements on the page: the worst first and the others folded, each long one cut to its first lines."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Any

import pytest

from jupyterhub_valueprop.page import build_site


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
        ("es", 3, "2 anuncios más"),
        ("de", 2, "1 weitere Ankündigung"),
    ],
)
def test_the_fold_says_how_many_it_has(locale: str, count: int, summary: str) -> None:
    assert f"<summary>{summary}</summary>" in notices(*[{"text": "Text"}] * count, locale=locale)


def test_the_fold_has_its_words_for_fewer_too() -> None:
    html = notices(*[{"text": "Text"}] * 4)

    assert 'data-vp-more="1 more announcement|2 more announcements|3 more announcements"' in html


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
