"""Every text, shown or only read out, stands in an element that says its language and its direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest

from jupyterhub_valueprop.branding import Branding, LocalizedText, read_branding
from jupyterhub_valueprop.export import export_files
from jupyterhub_valueprop.page import build_site
from jupyterhub_valueprop.page.examples import REQUEST, login_page, wrapped_part
from jupyterhub_valueprop.site import Landing, Site

ARABIC, HEBREW = "مثال{}", "דוגמה{}"
#: What somebody hears of an element; a script puts `data-vp-more` into its heading.
READ_OUT = {"aria-label", "aria-description", "alt", "title", "placeholder", "data-vp-more"}
VOID = {"br", "hr", "img", "input", "link", "meta"}
#: Of a page that has no words of its own: what is the same in all languages.
NO_WORDS = {"UTC", "APA", "BibTeX", "RIS"}
SERVICE = {"login_service": "δ"}
PARTS = ("logo", "notices", "story", "greeting", "home", "error", "footer")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><rect width="120" height="60"/></svg>'


def keys_of_texts(model: Any = Branding, prefix: str = "") -> Iterator[str]:
    """The dotted names of all keys that take a text for each language."""
    for name, field in model.model_fields.items():
        for part in parts_of(field.annotation):
            yield from [prefix + name] if part is LocalizedText else keys_of_texts(part, f"{prefix}{name}.")


def parts_of(annotation: Any) -> Iterator[Any]:
    if annotation is LocalizedText or hasattr(annotation, "model_fields"):
        yield annotation
    for argument in get_args(annotation):
        yield from parts_of(argument)


KEYS = sorted(set(keys_of_texts()))
LISTS = {"announcements", "operated_by", "funded_by", "designed_by", "links", "cycle"}


def branding(folder: Path, tag: str, text: str) -> dict[str, Any]:
    """Every text in one language, told apart by its number; and what is shown only beside something else."""
    (folder / "a.svg").write_text(SVG, encoding="utf-8")
    made: dict[str, Any] = {}
    for number, key in enumerate(KEYS):
        *parents, last = key.split(".")
        place = made
        for parent in parents:
            inner = place.setdefault(parent, [{}] if parent in LISTS else {})
            place = inner[0] if parent in LISTS else inner
        value = {tag: text.format(number)}
        place[last] = [value] * 3 if last in LISTS else value
    picture = str(folder / "a.svg")
    for logo in (made["community"], made["network"], *(made["credits"][f"{role}_by"][0] for role in ROLES)):
        logo["logo"]["light"] = picture
    made["community"]["image"]["src"] = picture
    made["network"]["links"] = dict.fromkeys(made["network"]["labels"], "https://a.example")
    made["links"][0]["url"] = made["sign_in"]["request_access"]["url"] = "https://a.example"
    made["sign_in"]["terms"]["version"] = "1"
    made["announcements"][0] |= {"dismissible": True, "ends": "2199-12-04"}
    made["announcements"] *= 3
    made["credits"]["citation"] = {"work": {"title": "δ", "authors": [{"name": "δ"}], "date": "2026"}}
    made["legal"] = {"privacy": "https://a.example"}
    return made


ROLES = ("operated", "funded", "designed")


class Said(HTMLParser):
    """Collects each text of a page with the nearest `lang` and `dir` around it; not citations, which no page turns."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[tuple[str, str, str]] = []
        self._open: list[tuple[str, str, str]] = [("", "", "")]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {"dir": "auto" if tag == "bdi" else self._open[-1][2], "lang": self._open[-1][1]}
        attributes |= {name: value or "" for name, value in attrs}
        read_out = READ_OUT | ({"value"} if tag == "button" or attributes.get("type") == "submit" else set())
        self.texts += [
            (attributes[name], attributes["lang"], attributes["dir"]) for name in sorted(read_out & attributes.keys())
        ]
        if tag not in VOID:
            name = "quoted" if attributes.get("translate") == "no" else tag
            self._open.append((name, attributes["lang"], attributes["dir"]))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        element, *where = self._open[-1]
        if element not in ("script", "style", "title", "quoted") and data.strip():
            self.texts.append((data, where[0], where[1]))


def pages(landing: Landing) -> dict[str, str]:
    """Every page and part of ours on which a text can be."""
    wrong = {"login_error": "Invalid username or password", "login_term_url": "https://a.example"}
    return {
        "form": login_page(landing, wrong),
        "button": login_page(landing, SERVICE),
        **{part: wrapped_part(f"wrapped-{part}", landing, REQUEST) for part in PARTS},
    }


def spoken(site: Site, tag: str) -> list[tuple[str, str, str, str]]:
    """The texts of all pages of a language: page, words, `lang`, `dir`."""
    made = pages(site.landings[tag])
    return [(name, *text) for name, page in made.items() for text in Said(page).texts]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("texts")


@pytest.fixture(scope="module")
def source(folder: Path) -> dict[str, Any]:
    """A page in English and in Hebrew, of which the package has no words; all that is said is in Arabic or Hebrew."""
    both: dict[str, Any] = merged(branding(folder, "ar", ARABIC), branding(folder, "he", HEBREW))
    return {**both, "locales": ["ar", "he", "en"]}


@pytest.fixture(scope="module")
def site(source: dict[str, Any]) -> Site:
    made = build_site([source], static_url_prefix="/")
    assert {each.code for each in made.problems} <= {"untranslated-interface", "aspect-ratio"}, made.problems
    return made


def merged(one: Any, other: Any) -> Any:
    """Both brandings in one: each text in two languages."""
    if isinstance(one, dict):
        return {key: merged(one.get(key, other.get(key)), other.get(key, one.get(key))) for key in {**one, **other}}
    if isinstance(one, list):
        return [merged(first, second) for first, second in zip(one, other, strict=True)]
    return one


def is_mixed(words: str) -> bool:
    """Whether a text of the interface, in an attribute, has one of the branding in it."""
    return words.startswith(("Close:", "Announcement closed:"))


def test_every_text_of_a_branding_says_its_language(site: Site) -> None:
    said = [each for each in spoken(site, "en") if "مثال" in each[1] and not is_mixed(each[1])]
    shown = {KEYS[int(number)] for each in said for number in re.findall(r"مثال(\d+)", each[1])}

    assert sorted(set(KEYS) - shown) == []
    names = [ARABIC.format(KEYS.index(f"{who}.name")) for who in ("community", "network")]
    assert [each for each in said if each[1] not in names and each[2:] != ("ar", "rtl")] == []
    # a name within a sentence is in no language, but never turns the sentence; what a landmark is called is no sentence
    wrong = {each for each in said if each[2:] not in (("ar", "rtl"), ("en", "auto"))}
    assert wrong == {("story", names[0], "en", "ltr")}


def test_a_text_that_the_package_has_no_translation_of_says_that_it_is_english(site: Site) -> None:
    said = spoken(site, "he")
    english = [each for each in said if set(re.findall(r"[A-Za-z]{3,}", each[1])) - NO_WORDS]
    hebrew = [each for each in said if "דוגמה" in each[1] and each not in english]

    assert len(english) > 200
    assert [each for each in english if each[2:] != ("en", "ltr")] == []
    assert len(hebrew) > 50
    assert [each for each in hebrew if each[2] not in ("he", "en") or each[3] not in ("rtl", "auto")] == []


def test_a_button_of_an_exported_page_says_its_language(source: dict[str, Any]) -> None:
    files = export_files(read_branding([source]), "https://hub.example.org").contents
    button = ARABIC.format(KEYS.index("sign_in.button"))

    for name in ("index.en.html", "fragment.en.html"):
        said = Said(files[name].decode()).texts
        assert [each[1:] for each in said if each[0].strip() == button] == [("ar", "rtl")]
