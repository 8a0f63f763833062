"""Texts in one or several locales."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from jupyterhub_valueprop.branding import LocalizedText

TEXT = TypeAdapter(LocalizedText)


def test_a_plain_text_serves_every_locale() -> None:
    text = TEXT.validate_python("Hello")
    assert (text.get("es"), text.get("en-GB", "fr"), str(text), text.locales) == ("Hello", "Hello", "Hello", ())


@pytest.mark.parametrize(
    ("locale", "default", "expected"),
    [
        ("es-MX", "en", "Hola, México"),
        ("es_mx", "en", "Hola, México"),
        ("es-AR", "en", "Hola"),
        ("es", "en", "Hola"),
        ("pt", "en", "Olá, Brasil"),
        ("pt-PT", "en", "Olá, Brasil"),
        ("fr", "en", "Hello"),
        ("fr", "en-GB", "Hello"),
        ("fr", "de", "Hola"),
    ],
)
def test_a_visitor_gets_the_nearest_locale_then_the_default_then_the_first(
    locale: str, default: str, expected: str
) -> None:
    text = TEXT.validate_python({"es": "Hola", "es-mx": "Hola, México", "pt-BR": "Olá, Brasil", "en": "Hello"})
    assert text.get(locale, default) == expected


def test_a_reader_of_one_script_is_not_given_another() -> None:
    text = TEXT.validate_python({"zh-Hans": "你好", "en": "Hello", "sr-Latn": "Zdravo"})
    asked = ("zh-Hans-CN", "zh", "zh-Hant", "sr-Latn-RS", "sr-Cyrl", "sr")

    assert [text.get(locale, "en") for locale in asked] == ["你好", "你好", "Hello", "Zdravo", "Hello", "Zdravo"]
    assert text.choose("zh-Hant", "sr-Latn") == ("sr-Latn", "Zdravo")
    assert text.choose("zh-CN") == ("zh-Hans", "你好")


def test_translations_without_a_text_count_as_not_given() -> None:
    text = TEXT.validate_python({"en": "Hello", "es": "", "fr": None})
    assert text == LocalizedText((("en", "Hello"),))


def test_a_text_is_false_when_there_is_nothing_to_read() -> None:
    assert not LocalizedText.of("")
    assert not LocalizedText(())
    assert LocalizedText(()).get("en") == ""
    assert TEXT.validate_python({"en": "a"})


def test_texts_are_hashable_and_survive_a_dump() -> None:
    text = TEXT.validate_python({"en": "a", "de": "b"})
    assert {text: 1}[TEXT.validate_python(TEXT.dump_python(text))] == 1
    assert TEXT.dump_python(LocalizedText.of("a")) == "a"


def test_every_mistake_in_a_mapping_is_reported() -> None:
    with pytest.raises(ValidationError) as caught:
        TEXT.validate_python({"klingon": "a", "en": 3, "es_MX": "c"})
    assert [error["loc"] for error in caught.value.errors()] == [("klingon", "[key]"), ("en",), ("es_MX", "[key]")]
