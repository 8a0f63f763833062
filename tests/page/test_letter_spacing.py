"""Headings are set tight in scripts whose letters stand apart, and in no other."""

import pytest

from jupyterhub_valueprop.page.letter_spacing import letter_spacing_css


@pytest.mark.parametrize("tag", ["en", "es-MX", "ru", "el", "sr-Latn", "pt-BR", "vi", "eo"])
def test_latin_greek_and_cyrillic_are_set_tight(tag: str) -> None:
    assert letter_spacing_css([tag]) == ""


@pytest.mark.parametrize("tag", ["ar", "he", "hi", "ja", "zh-Hant", "zh-TW", "ko", "th", "pa-PK", "hy", "ka"])
def test_other_scripts_are_not(tag: str) -> None:
    assert letter_spacing_css(["en", tag]) == f".vp:lang({tag}){{--vp-tight:normal}}"
