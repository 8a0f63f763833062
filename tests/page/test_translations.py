"""Which language a visitor gets, and the catalogues."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers
from babel.messages import Message
from babel.messages.pofile import read_po

from jupyterhub_valueprop.hub.languages import accepted
from jupyterhub_valueprop.page import translations
from jupyterhub_valueprop.page.translations import (
    RIGHT_TO_LEFT_LANGUAGES,
    RIGHT_TO_LEFT_SCRIPTS,
    find_locale,
    find_plurals,
)

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "jupyterhub_valueprop" / "locale"
PYBABEL = Path(sys.executable).with_name("pybabel")


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("", []),
        ("es", ["es"]),
        ("en;q=0.5, es-MX, fr;q=0.8", ["es-MX", "fr", "en"]),
        ("*", []),
        ("de;q=0, en", ["en"]),
        ("de;q=x, en;q=", ["en"]),
        (";;;,,,", []),
    ],
)
def test_languages_come_in_the_order_of_their_weight(header: Any, tags: Any) -> None:
    assert accepted(header) == tags


def test_direction_follows_the_language() -> None:
    assert [find_locale(tag).direction for tag in ("en", "ar", "he", "pt-BR")] == ["ltr", "rtl", "rtl", "ltr"]


@pytest.mark.slow
def test_the_direction_of_every_language_and_script_is_the_one_that_babel_says() -> None:
    # a region changes no direction
    tags = sorted({"-".join(re.findall(r"^[a-z]+|[A-Z][a-z]{3}", name)) for name in locale_identifiers()})
    directions = {tag: Locale.parse(tag, sep="-").text_direction for tag in tags}

    # Mongolian in its own script runs from top to bottom, which HTML's `dir` does not know
    assert {tag: find_locale.__wrapped__(tag).direction for tag in tags if not tag.startswith("mn-Mong")} == {
        tag: direction for tag, direction in directions.items() if not tag.startswith("mn-Mong")
    }


@pytest.mark.slow
def test_languages_that_babel_has_no_data_for_have_their_direction() -> None:
    """`arz` is Egyptian Arabic, `azb` South Azerbaijani, `pbt` Southern Pashto; a script in the tag counts more."""
    tags = ("arz", "ary-MA", "azb", "pbt", "uzs", "smp", "arz-Latn", "wo-Gara", "ku-Yezi")
    assert "".join(find_locale(tag).direction[0] for tag in tags) == "rrrrrrlrr"
    likely = {tag: each.split("_")[1] for tag, each in get_global("likely_subtags").items() if len(tag) in {2, 3}}
    written = {tag for tag, script in likely.items() if script in RIGHT_TO_LEFT_SCRIPTS}
    # a newer CLDR may know some more
    assert len(written ^ RIGHT_TO_LEFT_LANGUAGES) < 12


def test_interface_texts_come_from_the_nearest_language_that_has_some(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"zh_Hant.mo": b"in zh-Hant", "zh.mo": b"in zh"}
    monkeypatch.setattr(translations, "compiled", texts.get)
    monkeypatch.setattr(translations, "read_catalogue", lambda text: {"Sign in": text.decode()})

    found = {tag: find_locale.__wrapped__(tag).gettext("Sign in") for tag in ("zh-Hant-TW", "zh-TW", "en-GB")}
    assert found == {"zh-Hant-TW": "in zh-Hant", "zh-TW": "in zh", "en-GB": "Sign in"}


def test_a_text_with_a_context_is_another_text() -> None:
    locale = find_locale("de")

    assert locale.pgettext("announcement", "Note:") == "Hinweis:"
    assert locale.gettext("Note:") == "Note:"
    assert locale.pgettext_html("announcement", "Until %(end)s", end="<b>") == "Bis &lt;b&gt;"


def test_what_jupyterhub_says_is_translated_and_nothing_else_that_it_hands_over() -> None:
    known = find_locale("de").known

    assert known("Invalid username or password") == "Benutzername oder Passwort ist falsch"
    assert [known(each) for each in ("Links", "Ask your institute", None, 7)] == [
        "Links",
        "Ask your institute",
        None,
        7,
    ]


def test_values_in_texts_with_markup_are_escaped() -> None:
    html = find_locale("en").gettext_html('<a href="%(url)s">%(name)s</a>', url='"><script>', name="<b>")

    assert html == '<a href="&#34;&gt;&lt;script&gt;">&lt;b&gt;</a>'


def test_the_catalogue_template_has_every_text_of_the_interface(tmp_path: Path) -> None:
    extracted = tmp_path / "fresh.pot"
    keywords = re.findall(r"^KEYWORDS = (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)[0].split()
    options = ["-F", "babel.cfg", *keywords, "--no-location", "-o", str(extracted)]
    subprocess.run([PYBABEL, "-q", "extract", *options, "jupyterhub_valueprop"], cwd=ROOT, check=True)

    assert _messages(CATALOGUES / "jupyterhub_valueprop.pot") == _messages(extracted), "run `make messages`"


@pytest.mark.parametrize("path", sorted(CATALOGUES.glob("*/LC_MESSAGES/*.po")), ids=lambda path: path.parts[-3])
def test_every_catalogue_is_complete_and_keeps_the_placeholders(path: Any) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3])

    assert _messages(path) == _messages(CATALOGUES / "jupyterhub_valueprop.pot")
    assert [each.id for each in catalogue if each.id and (each.fuzzy or not all(forms(each)))] == []
    assert [error for message in catalogue if message.id for error in message.check(catalogue)] == []


def forms(message: Message) -> tuple[Any, ...]:
    """What a message is in a language: one text, or one for each of the language's numbers."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_what_depends_on_a_number_has_the_forms_of_the_language() -> None:
    counted = {
        tag: [find_plurals(tag)("%(count)s more announcement", "%(count)s more announcements", n) for n in (1, 2)]
        for tag in ("en", "es", "de-AT", "fr", "it")
    }

    assert counted == {
        "en": ["%(count)s more announcement", "%(count)s more announcements"],
        "es": ["%(count)s aviso más", "%(count)s avisos más"],
        "de-AT": ["%(count)s weitere Mitteilung", "%(count)s weitere Mitteilungen"],
        "fr": ["%(count)s autre annonce", "%(count)s autres annonces"],
        "it": ["%(count)s more announcement", "%(count)s more announcements"],
    }


def test_arabic_has_six_forms() -> None:
    more = find_plurals("ar")
    counted = [more("%(count)s more announcement", "%(count)s more announcements", n) for n in (1, 2, 3, 110, 11, 199)]

    assert counted == [
        "إعلان آخر واحد",
        "إعلانان آخران",
        *["%(count)s إعلانات أخرى"] * 2,
        *["%(count)s إعلانًا آخر"] * 2,
    ]
    assert more("%(count)s more announcement", "%(count)s more announcements", 102) == "%(count)s إعلان آخر"


def _messages(path: Path) -> set[Any]:
    with path.open("rb") as file:
        return {(message.context, message.id) for message in read_po(file) if message.id}
