"""Colours of CSS and locales of BCP 47, kept or put into their usual spelling."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from jupyterhub_valueprop.branding.colours import Colour
from jupyterhub_valueprop.branding.locales import LocaleCode

COLOUR = TypeAdapter(Colour)
LOCALE = TypeAdapter(LocaleCode)


@pytest.mark.parametrize(
    "text",
    [
        "#1D4EF5",
        "#abc",
        "teal",
        "RebeccaPurple",
        "rgb(1 2 3 / 50%)",
        "hsl(120deg 50% 50%)",
        "oklch(55% 0.2 264)",
        "color(display-p3 1 0 0)",
    ],
)
def test_a_colour_of_css_is_kept_as_written(text: str) -> None:
    assert COLOUR.validate_python(text) == text


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("bleu", "did you mean 'blue'?"),
        ("DarkOrang", "did you mean 'darkorange'?"),
        ("1D4EF5", "write '#1D4EF5'"),
        (112233, 'put it in quotes, with its #: "#112233"'),
        ("#12345", "use a CSS colour such as '#1D4EF5', 'teal' or 'oklch(55% 0.2 264)'"),
        ("red;}body{", "use a CSS colour such as '#1D4EF5', 'teal' or 'oklch(55% 0.2 264)'"),
        ("var(--x)", "use a CSS colour such as '#1D4EF5', 'teal' or 'oklch(55% 0.2 264)'"),
    ],
)
def test_another_colour_is_a_mistake_with_a_way_out(value: object, hint: str) -> None:
    with pytest.raises(ValidationError) as caught:
        COLOUR.validate_python(value)
    assert caught.value.errors()[0]["ctx"]["hint"] == hint


@pytest.mark.parametrize(
    ("text", "code"),
    [("en", "en"), ("es-mx", "es-MX"), ("zh-hant", "zh-Hant"), ("ZH-Hant-tw", "zh-Hant-TW"), ("no", "no")],
)
def test_a_locale_gets_its_usual_spelling(text: str, code: str) -> None:
    assert LOCALE.validate_python(text) == code


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("Spanish", "write 'es'"),
        ("pt_BR", "write 'pt-BR'"),
        ("es-XQ", "did you mean 'es'?"),
        (False, 'put it in quotes: "no"'),
    ],
)
def test_another_locale_is_a_mistake_with_a_way_out(value: object, hint: str) -> None:
    with pytest.raises(ValidationError) as caught:
        LOCALE.validate_python(value)
    assert caught.value.errors()[0]["ctx"]["hint"] == hint
