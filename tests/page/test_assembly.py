"""From a branding to the pages of a hub."""

import re
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from PIL import Image

from jupyterhub_valueprop.page import build_site
from jupyterhub_valueprop.site import Landing

PREFIX = "/hub/static/"


def landing(branding: object, tag: str = "en") -> Landing:
    return build_site(branding, static_url_prefix=PREFIX).landings[tag]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", Markup(html).striptags()).strip()


def test_without_any_branding_the_page_is_whole() -> None:
    site = build_site(None, static_url_prefix=PREFIX)
    page = site.landings["en"]

    assert site.problems == ()
    assert (page.name, page.locale.tag, page.color_scheme) == ("Community hub", "en", "auto")
    assert page.story.count("<h2") >= 5
    assert "{{" not in page.story


def test_the_community_speaks_first() -> None:
    page = landing(
        {
            "community": {"name": "Ocean <Data>", "tagline": "For *everyone* at sea"},
            "network": {"name": "Tidewater", "url": "https://tidewater.example.org"},
        }
    )

    assert page.name == page.title == "Ocean <Data>"
    assert "For <em>everyone</em> at sea" in page.introduction
    assert 'Part of the <a href="https://tidewater.example.org">Tidewater</a> network' in page.introduction


def test_a_network_that_is_the_community_is_not_said_twice() -> None:
    branding = {"community": {"name": "Tidewater"}, "network": {"name": "Tidewater", "message": "off"}}
    assert landing(branding).introduction == ""


DOCUMENT = {
    "statement": "Science belongs to everyone. So do its tools.",
    "sections": [
        {"id": "why", "title": "Why"},
        {"id": "hub", "title": "Hub", "promises": [{"promise": f"For users, promise {n}."} for n in range(1, 5)]},
    ],
}
TICKS = ["promise 1", "promise 2", "promise 3"]


@pytest.mark.parametrize(
    ("more", "tagline", "ticks"),
    [
        ({}, "Science belongs to everyone.", TICKS),
        ({"community": {"tagline": "For *all*"}}, "For <em>all</em>", TICKS),
        ({"layout": "compact"}, "Science belongs to everyone.", TICKS),
        ({"proposition": {"document": DOCUMENT, "sections": ["why"]}}, "Science belongs to everyone.", []),
        ({"layout": "minimal"}, None, []),
        ({"network": {"message": "off"}}, None, []),
    ],
)
def test_what_the_hub_is_for_is_said_on_the_first_screen(more: Any, tagline: str | None, ticks: list[str]) -> None:
    introduction = landing({"proposition": {"document": DOCUMENT}} | more).introduction

    assert re.findall(r'<p class="vp-tagline">(.*?)</p>', introduction) == ([tagline] if tagline else [])
    assert re.findall(r'<li><a href="#hub">(.*?)</a></li>', introduction) == ticks


@pytest.mark.parametrize(
    ("branding", "promises", "opens"),
    [
        ({}, 12, True),
        ({"network": {"message": "compact"}}, 3, False),
        ({"layout": "compact"}, 3, False),
        ({"layout": "compact", "network": {"message": "off"}}, 0, False),
        ({"layout": "minimal"}, 0, False),
        ({"network": {"message": "off"}}, 0, False),
    ],
)
def test_a_community_can_shorten_the_networks_words(branding: Any, promises: Any, opens: Any) -> None:
    story = landing({**branding, "credits": {"funded_by": [{"name": "NSF"}]}}).story

    assert story.count('class="vp-promise"') == promises
    assert ("vp-opening" in story) is opens
    assert "NSF" in story


def test_sections_are_chosen_and_ordered_by_the_branding() -> None:
    site = build_site({"proposition": {"sections": ["funders", "hub", "promisses"]}}, static_url_prefix=PREFIX)

    assert re.findall(r'<section class="vp-section vp-\w+" id="(\w+)"', site.landings["en"].story) == ["funders", "hub"]
    assert [problem.code for problem in site.problems] == ["unknown-section"]


def test_the_steps_of_the_cycle_are_the_brandings_else_the_documents() -> None:
    own = landing({"proposition": {"cycle": ["Sow", "Reap **more**"]}}).story

    assert re.findall(r"<li><span>(.*?)</span></li>", own) == ["Sow", "Reap <strong>more</strong>"]
    assert len(re.findall(r"<li><span>(.*?)</span></li>", landing(None).story)) == 4


def test_words_of_the_sign_in_card_are_the_brandings() -> None:
    sign_in = landing(
        {
            "sign_in": {
                "heading": "Come *in*",
                "help": "Use your [account](https://id.example.org).",
                "button": "Log in with your CWL",
                "request_access": {"label": "Ask for an account", "url": "mailto:hub@example.org"},
            }
        }
    ).sign_in

    assert sign_in.heading == "Come <em>in</em>"
    assert 'href="https://id.example.org"' in sign_in.help
    assert sign_in.button == "Log in with your CWL"
    assert 'href="mailto:hub@example.org"' in sign_in.links


def test_links_and_legal_pages_stand_in_the_footer() -> None:
    footer = landing(
        {
            "links": [{"label": "Documentation", "url": "/docs"}],
            "legal": {"privacy": "https://example.org/privacy"},
            "network": {"links": {"right_to_replicate": "https://example.org/leave"}},
        }
    ).footer

    assert re.findall(r'<a [^>]*href="(.*?)">(.*?)</a>', footer) == [
        ("/docs", "Documentation"),
        ("https://example.org/leave", "Right to replicate"),
        ("https://example.org/privacy", "Privacy"),
    ]


def test_each_locale_has_its_own_page() -> None:
    site = build_site(
        {"locales": ["en", "es", "ar"], "community": {"name": {"en": "Sea", "es": "Mar"}}}, static_url_prefix=PREFIX
    )

    assert [(tag, page.name, page.locale.direction) for tag, page in site.landings.items()] == [
        ("en", "Sea", "ltr"),
        ("es", "Mar", "ltr"),
        ("ar", "Sea", "rtl"),
    ]
    assert [language.name for language in site.landings["en"].languages] == ["English", "español", "العربية"]


def test_of_a_language_without_interface_texts_only_what_is_translated_is_in_it() -> None:
    site = build_site(
        {"locales": ["en", "he"], "community": {"tagline": {"en": "Sea", "he": "ים"}}, "sign_in": {"help": "Ask."}},
        static_url_prefix=PREFIX,
    )
    (problem,) = site.problems
    page = site.landings["he"]

    assert (problem.code, problem.severity, problem.place.key) == (
        "untranslated-interface",
        "warning",
        "ValueProp.branding.locales[1]",
    )
    assert page.locale.attributes == 'lang="he" dir="rtl"'
    assert '<p class="vp-tagline">ים</p>' in page.introduction
    assert page.sign_in.heading == '<span lang="en" dir="ltr">Sign in</span>'
    assert page.sign_in.help == '<span lang="en" dir="ltr">Ask.</span>'
    assert re.findall("<section([^>]*)>", page.story)[0].endswith(' lang="en" dir="ltr"')


def test_every_section_of_a_document_in_another_language_says_so_and_the_invitation_in_it_is_of_the_page() -> None:
    branding = {
        "locales": ["es", "en"],
        "network": {"name": "Tidewater", "links": {"membership": "https://a.example"}},
        "proposition": {"document": {"sections": [{"id": "membership", "title": "Socios", "lead": "Para todos."}]}},
    }
    story = build_site(branding, static_url_prefix=PREFIX).landings["en"].story

    assert re.search(r'<section class="vp-section[^>]* id="membership"[^>]* lang="es" dir="ltr">', story)
    assert '<div class="vp-invitation" lang="en" dir="ltr">' in story


def test_an_english_document_on_a_page_in_chinese_keeps_its_audiences_and_outcomes(tmp_path: Path) -> None:
    (tmp_path / "words.md").write_text("# A\n\n## B\n\n**For users, open it.** So that it works.", encoding="utf-8")
    branding = {"locales": ["en", "zh-Hans"], "proposition": {"source": str(tmp_path / "words.md")}}
    site = build_site(branding, static_url_prefix=PREFIX)

    for page in site.landings.values():
        assert '<span class="vp-audience">For users</span>' in page.story
        assert '<p class="vp-outcome">' in page.story
    assert 'lang="en"' not in site.landings["en"].story


def test_a_document_by_script_serves_every_country_that_reads_it(tmp_path: Path) -> None:
    (tmp_path / "words.md").write_text("# Hello", encoding="utf-8")
    (tmp_path / "words.zh-Hans.md").write_text("# 你好", encoding="utf-8")
    (tmp_path / "words.pt-BR.md").write_text("# Oi", encoding="utf-8")
    branding = {"locales": ["en", "zh-CN", "zh-TW", "pt-BR"], "proposition": {"source": str(tmp_path / "words.md")}}
    site = build_site(branding, static_url_prefix=PREFIX)

    assert [words(page.story) for page in site.landings.values()] == ["Hello", "你好", "Hello", "Oi"]


def test_a_translation_of_the_document_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "words.md").write_text("# Hello", encoding="utf-8")
    (tmp_path / "words.es.md").write_text("# Hola", encoding="utf-8")
    site = build_site(
        {"locales": ["en", "es-MX", "fr"], "proposition": {"source": str(tmp_path / "words.md")}},
        static_url_prefix=PREFIX,
    )

    assert [words(page.story) for page in site.landings.values()] == ["Hello", "Hola", "Hello"]
    assert {tmp_path / name for name in ("words.md", "words.es.md", "words.es-MX.md", "words.fr.md")} <= site.files


def test_a_section_cannot_take_an_identifier_of_the_page(tmp_path: Path) -> None:
    document = tmp_path / "words.md"
    document.write_text("(login-main)=\n## One\n\n(vp-main)=\n## Two\n", encoding="utf-8")
    story = landing({"proposition": {"source": str(document)}}).story

    assert "vp-section" in story
    assert re.findall(r'id="([^"]+)"', story) == [
        "section-login-main",
        "section-login-main-title",
        "section-vp-main",
        "section-vp-main-title",
    ]


def test_pictures_are_files_of_the_page_with_a_size(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 64"><rect width="128" height="64" fill="#a33"/></svg>'
    )
    site = build_site(
        {
            "community": {"name": "Sea", "logo": str(tmp_path / "logo.svg"), "favicon": str(tmp_path / "logo.svg")},
            "credits": {"funded_by": [{"name": "NSF", "logo": str(tmp_path / "logo.svg")}]},
        },
        static_url_prefix=PREFIX,
    )
    page = site.landings["en"]
    (picture,) = [name for name in site.assets if name.startswith("picture-")]

    assert f'src="{page.favicon_url}" alt="" width="106" height="53"' in page.logo
    assert page.favicon_url == site.assets[picture].url(PREFIX)
    assert 'alt="" width="' in page.story


WORDMARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50"><path d="M9 9h99v9z" fill="#a33"/></svg>'


def test_a_logo_that_says_the_name_is_larger_and_leaves_the_name_to_those_who_cannot_see_it(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(WORDMARK)
    logo = {"light": str(tmp_path / "logo.svg")}
    beside, instead = (
        landing({"community": {"name": "Sea", "logo": logo | more}}) for more in ({}, {"wordmark": True})
    )

    assert [beside.logo_says_name, instead.logo_says_name] == [False, True]
    assert 'alt="" width="150" height="37"' in beside.logo
    assert 'alt="" width="253" height="63"' in instead.logo


@pytest.mark.parametrize("logo", ["missing.svg", "https://sea.example.org/logo.svg"])
def test_a_logo_that_may_not_be_there_does_not_take_the_place_of_the_name(tmp_path: Path, logo: str) -> None:
    assert not landing({"community": {"name": "Sea", "logo": {"light": logo, "wordmark": True}}}).logo_says_name


def test_a_logo_on_white_stands_on_a_white_plate_in_both_schemes(tmp_path: Path) -> None:
    Image.new("RGB", (90, 60), "white").save(tmp_path / "logo.jpg")

    assert 'class="vp-on-both vp-plate-paper"' in landing({"community": {"logo": str(tmp_path / "logo.jpg")}}).logo


def test_a_picture_that_cannot_be_read_is_a_problem_and_the_page_is_made_without_it(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"not a picture")
    site = build_site({"community": {"logo": str(tmp_path / "logo.png")}}, static_url_prefix=PREFIX)

    assert site.landings["en"].logo == ""
    assert site.has_errors


def test_the_example_of_an_invented_community_has_no_problem() -> None:
    examples = Path(__file__).parents[2] / "examples"
    for branding in ("ocean/branding.yaml", "2i2c/branding.yaml"):
        assert build_site(str(examples / branding), static_url_prefix=PREFIX).problems == ()
