"""What a page has for paper: where the hub is, the age of its words, and each address once."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from jupyterhub_valueprop.content import read_proposition
from jupyterhub_valueprop.page import build_site
from jupyterhub_valueprop.page.printed_addresses import PrintedAddresses
from jupyterhub_valueprop.site import Landing

URL = "https://hub.example.org/some/base/"


def landing(branding: Any, public_url: str = "", tag: str = "en") -> Landing:
    return build_site(branding, static_url_prefix="/hub/static/", public_url=public_url).landings[tag]


def test_a_hub_that_knows_its_address_prints_it_with_a_code_to_scan() -> None:
    handout = landing(None, URL).handout

    assert handout.count("<svg") == 1
    assert '<p class="vp-handout-address" dir="ltr">hub.example.org/some/base</p>' in handout


def test_a_hub_that_does_not_know_its_address_prints_none() -> None:
    assert landing(None).handout == ""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("date: 2026-03-12", date(2026, 3, 12)),
        ("date: '2026-03-12T08:00'", date(2026, 3, 12)),
        ("date: 12 March", None),
        ("date: 2026-02-31", None),
        ("date: [2026-03-12]", None),
        ("date:", None),
        ("title: 2026-03-12", None),
        ("date: {a: " * 300, None),
    ],
)
def test_the_date_of_a_document_is_that_of_its_front_matter(written: str, read: date | None) -> None:
    assert read_proposition(f"---\n{written}\n---\n\n# Words\n").proposition.dated == read


def test_the_date_is_printed_in_the_language_of_the_page_with_the_words_it_is_of(tmp_path: Path) -> None:
    document = tmp_path / "words.md"
    document.write_text("---\ndate: 2026-03-12\n---\n\n# Words\n\n## Part\n", encoding="utf-8")
    words = {"proposition": {"source": str(document)}, "locales": ["en", "de"]}

    assert "As of March 12, 2026" in landing(words).handout
    assert "Stand: 12. März 2026" in landing(words, tag="de").handout
    assert landing(words | {"network": {"message": "off"}}).handout == ""


@pytest.mark.parametrize(
    ("front_matter", "copied", "printed"),
    [
        ("", "2026-03-14", "As of March 14, 2026"),
        ("---\ndate: 2026-03-12\n---\n\n", "2026-03-14", "As of March 12, 2026"),
        ("", "2026-03", None),
    ],
)
def test_a_copy_without_a_date_prints_the_day_of_the_copy(
    front_matter: str, copied: str, printed: str | None, tmp_path: Path
) -> None:
    document = tmp_path / "words.md"
    document.write_text(f"{front_matter}# Words\n\n## Part\n", encoding="utf-8")

    handout = landing({"proposition": {"source": str(document), "upstream": {"date": copied}}}).handout

    assert ("As of" in handout) == bool(printed)
    assert (printed or "") in handout


def test_each_address_is_noted_once_and_short() -> None:
    printed = PrintedAddresses()
    host, query = "a" * 90, "b" * 90
    parts = [
        '<a href="https://a.example/">One</a> <a class="x" href="https://a.example">Again</a>',
        '<a href="http://b.example/?c=1&amp;d=2">Two</a> <a href="mailto:hub@c.example">Three</a>',
        '<a href="https://d.example/">d.example</a> <a href="/here">Here</a> <a href="#part">Part</a>',
        f'<a href="https://{host}/{query}">Long</a>',
        '<a title="&lt;" href="https://a.example/">Once more</a>',
    ]
    noted = [re.findall(r'<a data-vp-url="([^"]*)" ', printed.note(Markup(part))) for part in parts]

    assert noted == [["a.example"], ["b.example/?c=1&amp;d=2", "hub@c.example"], [], [f"{host}/…"], []]


def test_an_address_is_noted_where_the_page_lists_it_not_in_the_midst_of_a_sentence() -> None:
    page = landing(
        {
            "community": {"name": "Reef"},
            "network": {"name": "Tidewater", "url": "https://tidewater.example.org"},
            "links": [{"label": "Tidewater", "url": "https://tidewater.example.org"}],
        }
    )

    assert 'data-vp-url="tidewater.example.org"' in page.footer
    assert "data-vp-url" not in page.introduction
