"""The login page in all its languages, and in one that only this test has, as a real Chromium shows it.

The pages are rendered here and served from memory: no hub is needed to look at them.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from browser.test_page import OVERHANG, violations
from browser.test_screenshots import FOLDER
from PIL import Image
from playwright.sync_api import Page, Route

from jupyterhub_valueprop.page import build_site, translations
from jupyterhub_valueprop.page.compiled_files import compiled as compiled_file
from jupyterhub_valueprop.page.examples import REQUEST, STATIC_URL
from jupyterhub_valueprop.page.landings import template_environment
from jupyterhub_valueprop.site import Site

LANGUAGES = ("en", "es", "pt-BR", "fr", "de", "ar", "ja", "zh-Hans")
#: Esperanto, which the package doesn't speak: in the tests each text of the interface is in brackets, and longer.
PSEUDO = "eo"
WIDTHS = (256, 320, 390, 768, 1280)
HOST = "http://127.0.0.1"
NAME, FUNDER = "Tidewater", "Sargasso"
#: Everything that the interface has words for; what a branding says itself is a name.
BRANDING: Mapping[str, Any] = {
    "community": {"name": NAME, "url": "https://a.example", "help": "https://a.example/h"},
    "network": {
        "name": FUNDER,
        "url": "https://b.example",
        "links": dict.fromkeys(("membership", "right_to_replicate", "status", "source", "fund"), "https://b.example/l"),
    },
    "legal": dict.fromkeys(("privacy", "terms", "accessibility", "imprint", "code_of_conduct"), "https://a.example/p"),
    "credits": {
        "operated_by": [{"name": NAME}],
        "funded_by": [{"name": NAME}, {"name": FUNDER}],
        "designed_by": [{"name": "Kelp"}],
        "acknowledgement": NAME,
        "citation": {"work": {"title": NAME, "authors": [{"name": NAME}], "date": "2026"}},
    },
    "environment": {"kind": "staging"},
    "announcements": [
        {"text": NAME, "level": level, "dismissible": True, "ends": "2199-12-04T09:00Z"}
        for level in ("info", "success", "warning", "danger")
    ],
}
ASKED: Mapping[str, Any] = {
    "login_error": "Invalid username or password",
    "authenticator": {"request_otp": True, "otp_prompt": "OTP:"},
    "login_term_url": "https://a.example/t",
    "destination": {"kind": "own server", "name": "", "source": ""},
    "next": "%2Fhub",
}
#: The words that somebody sees or hears; not what is in another language than the page, as the switch is.
WORDS = """() => {
    const own = document.documentElement.lang, spoken = []
    const walk = element => {
        if (element.lang && element.lang !== own) return
        if (element.matches('script, style, [translate=no]')) return
        for (const name of ['aria-label', 'alt', 'placeholder', 'title']) spoken.push(element.getAttribute(name) || '')
        if (element.matches('input[type=submit]')) spoken.push(element.value)
        for (const node of element.childNodes) {
            if (node.nodeType === 3) spoken.push(node.data)
            else if (node.nodeType === 1) walk(node)
        }
    }
    walk(document.body)
    return [document.title, ...spoken].join('\\n')
}"""
#: Words that these languages share with English.
SHARED = {
    tag: frozenset(words.split())
    for tag, words in re.findall(
        r"^(\S+): (.*)$", (Path(__file__).parent / "shared_words.txt").read_text(encoding="utf-8"), re.M
    )
}


def rendered(site: Site, tag: str, request: Mapping[str, Any] = ASKED) -> str:
    """The login page of one language; as it is, for somebody whose password was wrong."""
    landing = site.landings[tag]
    context = {
        **REQUEST,
        **request,
        "landing": landing,
        "notices": landing.notices("login"),
        "static_url": lambda path, **_: f"{STATIC_URL}{path}",
        **landing.locale.functions,
    }
    return template_environment(()).get_template("valueprop/login.html").render(context)


@pytest.fixture(scope="module")
def site() -> Site:
    """The page of `BRANDING` in all languages."""
    return build_site({**BRANDING, "locales": list(LANGUAGES)}, static_url_prefix=STATIC_URL)


@pytest.fixture
def show(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the page of a site in a language."""

    def open_page(shown: Site, tag: str, request: Mapping[str, Any] = ASKED) -> Page:
        files = {f"{HOST}{each.url(STATIC_URL)}": each for each in shown.assets.values()}

        def answer(route: Route) -> None:
            if asset := files.get(route.request.url):
                route.fulfill(content_type=asset.media_type, body=asset.data)
            elif route.request.url == f"{HOST}/":
                route.fulfill(content_type="text/html; charset=utf-8", body=rendered(shown, tag, request))
            else:
                route.fulfill(content_type="image/svg+xml", body="<svg xmlns='http://www.w3.org/2000/svg'/>")

        page = new_page()
        page.route("**/*", answer)
        page.goto(f"{HOST}/", wait_until="load")
        return page

    return open_page


def english_words(text: str) -> set[str]:
    """The words of four letters and more, but for names."""
    names = {NAME.casefold(), FUNDER.casefold(), "kelp", "bibtex", "http", "https"}
    return {word.casefold() for word in re.findall(r"[A-Za-z]{4,}", text)} - names


def overhangs(page: Page) -> dict[int, int]:
    """How far the page scrolls sideways, by the width of the window; only where it does."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        if beyond := page.evaluate(OVERHANG):
            found[width] = beyond
    return found


@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_language_is_whole_accessible_and_fits(site: Site, show: Callable[..., Page], tag: str) -> None:
    page = show(site, tag)
    said = page.evaluate(WORDS)

    if tag != "en":
        english = english_words(rendered_words(site))
        assert sorted(english_words(said) & english - SHARED.get(tag, frozenset())) == []
    assert overhangs(page) == {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == {}


def test_headings_and_the_tagline_in_japanese_break_between_words(show: Callable[..., Page]) -> None:
    tagline = "海を研究するすべての人のための共有ノートブック環境。どこからでも、誰でも、無料で利用できます。"
    branding = {"community": {"name": "海の研究室", "tagline": tagline}, "locales": ["ja"]}
    page = show(build_site(branding, static_url_prefix=STATIC_URL), "ja")
    for width in (320, 360, 390, 430, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(SPLIT) == [], width


#: The foreign words in Japanese headings and in the tagline that are on two lines; they are written in katakana.
SPLIT = r"""() => [...document.querySelectorAll('h1, h2, h3, .vp-statement, .vp-tagline, .vp-ticks')].flatMap(part => {
    const split = [], texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
    while (texts.nextNode())
        for (const word of texts.currentNode.data.matchAll(/[\u30A1-\u30FA\u30FC]{3,}/g)) {
            const range = document.createRange()
            range.setStart(texts.currentNode, word.index)
            range.setEnd(texts.currentNode, word.index + word[0].length)
            if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) split.push(word[0])
        }
    return split
})"""


def rendered_words(site: Site) -> str:
    """What the English page says, but for the names of languages."""
    others = r"<(script|style)\b.*?</\1>|<nav class=.vp-languages.*?</nav>|<[^>]*>"
    return re.sub(others, " ", rendered(site, "en"), flags=re.S)


@pytest.mark.skipif("VALUEPROP_SCREENSHOTS" not in os.environ, reason="drawn by `make screenshots` only")
def test_pictures_of_all_languages(show: Callable[..., Page]) -> None:
    """A sheet for each color scheme: each language on a computer and on a phone, in two columns."""
    plain = {key: value for key, value in BRANDING.items() if key not in ("announcements", "environment")}
    site = build_site({**plain, "locales": list(LANGUAGES)}, static_url_prefix=STATIC_URL)
    sheets = {scheme: Image.new("RGB", (1290, 1240), "#888") for scheme in ("light", "dark")}
    for index, tag in enumerate(LANGUAGES):
        page = show(site, tag, request=REQUEST)
        for scheme, sheet in sheets.items():
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for size, left in (((1280, 800), 0), ((390, 844), 490)):
                page.set_viewport_size({"width": size[0], "height": size[1]})
                picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
                small = picture.resize((size[0] * 300 // size[1], 300), Image.Resampling.LANCZOS)
                sheet.paste(small, (index % 2 * 650 + left, index // 2 * 310))
    for scheme, sheet in sheets.items():
        FOLDER.mkdir(parents=True, exist_ok=True)
        sheet.save(FOLDER / f"languages-{scheme}.webp", quality=60, method=6)


# --- a language of brackets -------------------------------------------------------------------------------------------


def lengthened(text: str) -> str:
    """A text with two fifths of more letters, in brackets; its placeholders and markup as they are."""
    return f"⟦{text}{'ö' * max(1, len(re.sub('<[^>]*>', '', text)) * 2 // 5)}⟧"


#: A wheel has the catalogues that were made from it, and not the template itself.
TEXTS = Path(__file__).parents[2] / "jupyterhub_valueprop" / "locale" / "jupyterhub_valueprop.pot"


@pytest.fixture
def pseudo_site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The page in a language whose interface texts are made from the template of all catalogues."""
    with TEXTS.open("rb") as file:
        catalogue = read_po(file, locale=PSEUDO)
    for message in catalogue:
        if message.id:
            message.string = tuple(map(lengthened, message.id)) if message.pluralizable else lengthened(str(message.id))
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    made = {f"{PSEUDO}.mo": compiled.getvalue()}
    monkeypatch.setattr(f"{translations.__name__}.compiled", lambda name: made.get(name) or compiled_file(name))
    branding = {**BRANDING, "locales": [PSEUDO], "network": {**BRANDING["network"], "message": "off"}}
    translations.find_locale.cache_clear()
    translations.find_plurals.cache_clear()
    yield build_site(branding, static_url_prefix=STATIC_URL)
    translations.find_locale.cache_clear()
    translations.find_plurals.cache_clear()


def test_every_text_of_the_interface_passes_through_translation_and_may_be_longer(
    pseudo_site: Site, show: Callable[..., Page]
) -> None:
    page = show(pseudo_site, PSEUDO)
    said = page.evaluate(WORDS)

    outside = re.sub(r"⟦[^⟦⟧]*⟧", " ", re.sub(r"⟦[^⟦⟧]*⟧", " ", said))
    assert english_words(outside) == set()
    assert overhangs(page) == {}
