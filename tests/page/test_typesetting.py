"""Headings are set tight in scripts whose letters stand apart; lines of ideographs end where readers expect it."""

import pytest

from jupyterhub_valueprop.page.typesetting import typesetting_css

ROOM = "--vp-tight:normal;--vp-leading:1.3"


@pytest.mark.parametrize("tag", ["en", "es-MX", "ru", "el", "sr-Latn", "pt-BR", "vi", "eo"])
def test_latin_greek_and_cyrillic_are_set_as_the_style_sheet_says(tag: str) -> None:
    assert typesetting_css([tag]) == ""


@pytest.mark.parametrize("tag", ["ar", "he", "hi", "ko", "th", "pa-PK", "hy", "ka"])
def test_other_scripts_are_not_set_tight(tag: str) -> None:
    assert typesetting_css(["en", tag]) == f":is(.vp:lang({tag})){{{ROOM}}}"


def test_ideographs_stand_off_from_latin_letters_and_short_lines_of_japanese_end_between_phrases() -> None:
    every = f":is(.vp:lang(zh-Hans),.vp:lang(ja),.vp:lang(zh-TW)){{{ROOM};text-autospace:normal;line-break:strict}}"
    short = ":is(h2,h3,#vp-happened,.vp-tagline,.vp-statement,.vp-button,li:not(.vp-prose))"
    japanese = f":is(.vp:lang(ja)) {short}{{word-break:auto-phrase}}"

    assert typesetting_css(["zh-Hans", "en", "ja", "zh-TW"]) == every + japanese
