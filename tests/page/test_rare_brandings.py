"""Brandings that few write: fonts on another host, and a short page of a document without promises."""

from __future__ import annotations

from pathlib import Path

from jupyterhub_valueprop.page import build_site
from jupyterhub_valueprop.site import Site


def site(branding: object) -> Site:
    return build_site(branding, static_url_prefix="/hub/static/")


def css(branding: object) -> str:
    return site(branding).assets["page.css"].data.decode()


def test_a_font_on_another_host_is_named_in_the_style_sheet() -> None:
    branding = {"theme": {"font": {"heading": "https://fonts.example.org/head.woff2?v=1"}}}

    assert (
        '@font-face{font-family:"vp-heading";src:url("https://fonts.example.org/head.woff2?v=1");font-display:swap}'
        in css(branding)
    )
    assert [problem.code for problem in site(branding).problems] == ["remote-file"]


def test_the_address_of_a_font_cannot_leave_its_quotes() -> None:
    branding = {"theme": {"font": {"body": 'https://fonts.example.org/a");}body{display:none}<é>.woff2'}}}

    assert r'src:url("https://fonts.example.org/a\22 );\7d body\7b display:none\7d \3c é\3e .woff2")' in css(branding)


def test_a_short_page_of_a_document_without_promises_has_its_first_section(tmp_path: Path) -> None:
    document = tmp_path / "words.md"
    document.write_text("# Title\n\n## First\n\nWhy we do it.\n\n## Second\n\nHow we do it.\n", encoding="utf-8")
    landing = site({"layout": "compact", "proposition": {"source": str(document)}}).landings["en"]

    assert "Why we do it." in landing.story
    assert "How we do it." not in landing.story


def test_a_document_that_is_not_utf8_leaves_the_default_document(tmp_path: Path) -> None:
    document = tmp_path / "words.md"
    document.write_bytes("# Für alle".encode("latin-1"))
    network = {"network": {"name": "Tidewater"}}
    built = site({**network, "proposition": {"source": str(document)}})

    assert [problem.code for problem in built.problems] == ["unreadable-document"]
    assert built.landings["en"].story == site(network).landings["en"].story


def test_where_a_document_cannot_be_read_the_default_one_is_shown_as_if_none_were_named(tmp_path: Path) -> None:
    document = tmp_path / "words.md"
    document.write_bytes(b"# Title\xff")
    told, untold = site({"locales": ["es"], "proposition": {"source": str(document)}}), site({"locales": ["es"]})

    assert [problem.code for problem in told.problems] == ["unreadable-document"]
    assert told.landings["es"].story == untold.landings["es"].story
