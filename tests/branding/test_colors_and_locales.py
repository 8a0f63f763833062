"""Colors of CSS and locales of BCP 47, kept or put into their usual spelling."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from jupyterhub_valueprop.branding import Branding
from jupyterhub_valueprop.branding.fields.colors import CssColor
from jupyterhub_valueprop.branding.fields.locale_codes import LocaleCode

COLOR = TypeAdapter(CssColor)
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
def test_a_color_of_css_is_kept_as_written(text: str) -> None:
    assert COLOR.validate_python(text) == text


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("bleu", "did you mean 'blue'?"),
        ("DarkOrang", "did you mean 'darkorange'?"),
        ("1D4EF5", "write '#1D4EF5'"),
        (112233, 'put it in quotes, with its #: "#112233"'),
        ("#12345", "use a CSS color such as '#1D4EF5', 'teal' or 'oklch(55% 0.2 264)'"),
        ("red;}body{", "use a CSS color such as '#1D4EF5', 'teal' or 'oklch(55% 0.2 264)'"),
        ("var(--x)", "use a CSS color such as '#1D4EF5', 'teal' or 'oklch(55% 0.2 264)'"),
    ],
)
def test_another_color_is_a_mistake_with_a_way_out(value: object, hint: str) -> None:
    with pytest.raises(ValidationError) as caught:
        COLOR.validate_python(value)
    assert caught.value.errors()[0]["ctx"]["hint"] == hint


@pytest.mark.parametrize(
    ("text", "code"),
    [("en", "en"), ("es-mx", "es-MX"), ("zh-hant", "zh-Hant"), ("ZH-Hant-tw", "zh-Hant-TW"), ("no", "no")],
)
def test_a_locale_gets_its_usual_spelling(text: str, code: str) -> None:
    assert LOCALE.validate_python(text) == code


@pytest.mark.parametrize(
    "value",
    [
        "ja@JP.){}*{display:none}", "ja@Jpan.){}*{cursor:url(//a.b)}", "en@Latn.\nX: y", "en@Latn.\u65e5", "ja@x",
        "ja@.){}", "de@euro", "de.UTF-8", "en\n", "\u0435n", "en-", "-", "",
    ],
)  # fmt: skip
def test_what_would_end_a_header_or_a_rule_of_css_is_no_locale(value: str) -> None:
    with pytest.raises(ValidationError):
        LOCALE.validate_python(value)


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


def test_a_locale_that_is_written_twice_is_one_language_of_the_page() -> None:
    written = ["zh-HK", "en", "zh-Hant-HK", "EN", "de-CH-1901", "de-CH"]

    assert Branding.model_validate({"locales": written}).locales == ("zh-Hant-HK", "en", "de-CH")
