"""Every component of the page has named examples, and each of them says what it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any, get_args

import pytest
from markupsafe import Markup

from jupyterhub_valueprop.branding import Announcement
from jupyterhub_valueprop.page.examples import COMPONENTS, EXAMPLES, Example, read_component, read_components
from jupyterhub_valueprop.page.landings import TEMPLATES

ALL = [(component, example) for component in read_components() for example in component.examples]
each = pytest.mark.parametrize("example", [pytest.param(e, id=f"{c.name}: {e.name}") for c, e in ALL])

#: Templates that show only inside of those that have examples, or on paper only.
INSIDE_OTHERS = {
    "brand.html",
    "card-links.html",
    "components/citation.html",
    "components/picture.html",
    "destination.html",
    "handout.html",
    "get-help.html",
    "logo.html",
    "sharing.html",
    "story.html",
    "terms.html",
    "wrapped-error-story.html",
    "wrapped-error-title.html",
    "wrapped-favicon.html",
    "wrapped-head.html",
    "wrapped-story.html",
    "wrapped-title-language.html",
}
#: What chooses among words of ours, or stands elsewhere on the page.
UNSAID = {"locales", "next", "color_scheme", "exception", "message"}
TITLED_ELSEWHERE = {
    "article.vp-promise",
    "div.vp-introduction",
    "section.vp-tint",
    "section.vp-band",
    "section.vp-brief",
}
#: What one example has and the other, of the same component, has not.
DIFFERENCES = [
    ("notice", "can be closed", "info", 'class="vp-dismiss"'),
    ("notice", "a long text, cut to its first lines", "info", 'class="vp-whole"'),
    (
        "hub-notices",
        "several announcements, the worst first",
        "a staging hub with an announcement",
        "2 more announcements",
    ),
    ("masthead", "a long name", "a name", 'class="vp-long"'),
    ("masthead", "a name with a long word", "a name", 'class="vp-long"'),
    ("masthead", "a logo for each color scheme", "a name", 'class="vp-on-dark"'),
    ("masthead", "a logo that needs a plate in light colors", "a name", "vp-plate-light"),
    ("masthead", "a logo that needs a plate in dark colors", "a name", "vp-plate-dark"),
    ("masthead", "a word mark in place of the name", "a name", '<h1 class="vp-sr">'),
    ("sign-in-card", "a form", "a button", 'id="password_input"'),
    ("sign-in-card", "a button", "a form", 'class="vp-button" href='),
    ("sign-in-card", "words of the community", "a form", 'class="vp-card-links"'),
    ("sign-in-card", "terms of the community", "a form", 'id="vp-terms"'),
    ("sign-in-card", "terms of the hub", "a form", 'id="login_terms_checkbox"'),
    ("sign-in-card", "a one-time password", "a form", 'autocomplete="one-time-code"'),
    ("sign-in-card", "a wrong password", "a form", 'aria-describedby="vp-login-error"'),
    ("sign-in-card", "a wrong password", "a form that has expired", 'aria-invalid="true"'),
    ("sign-in-card", "a wrong password", "a form", 'name="password" autofocus'),
    (
        "sign-in-card",
        "what opens afterwards",
        "a form",
        "<bdi>ocean-tutorial</bdi> from <bdi>github.com/tidewater</bdi>",
    ),
    ("sign-in-card", "a button after an error", "a button", 'role="alert"'),
    ("sign-in-card", "what the authenticator brings", "a form", 'class="vp-custom"'),
    ("introduction", "a network with a logo", "a network", "<img"),
    ("introduction", "what the first section promises", "without the network's words", ">Start at once</a>"),
    (
        "introduction",
        "what the first section promises",
        "without the network's words",
        ">Science belongs to everyone.<",
    ),
    ("photo", "what it shows, and its credit", "a photograph", "<figcaption>"),
    ("opening", "a summary and who benefits", "a statement", 'class="vp-beneficiaries"'),
    ("section", "promises", "words without a promise", 'class="vp-promises"'),
    ("section", "a later one, more compact", "promises", "<details"),
    ("section", "details of different length", "promises to somebody", 'class="vp-flow"'),
    ("promise", "an audience", "a sentence", 'class="vp-audience"'),
    ("promise", "an outcome", "a sentence", 'class="vp-outcome"'),
    ("promise", "benefits", "an outcome", 'class="vp-benefits"'),
    ("invitation", "membership and the right to replicate", "one link", "Membership in Tidewater</a>"),
    ("invitation", "one link", "words of the network", "Would you like more communities to have a hub like this?"),
    ("cycle", "four steps with a caption", "three steps", "<strong>pays back</strong>"),
    ("cycle", "the logo of the network", "three steps", '<span class="vp-cycle-name"><img'),
    ("cycle", "from right to left", "three steps", "A150 150 0 0 0 "),
    ("credits", "two roles", "one role", "Operated and funded by"),
    ("credits", "three roles, a logo and a note", "two roles", 'class="vp-note"'),
    ("credits", "funders with and without a logo", "two roles", 'class="vp-logos"'),
    ("how-to-cite", "an acknowledgement with its funders", "a citation", "Harbor Foundation (Grant OC-17)"),
    ("how-to-cite", "a citation", "an acknowledgement with its funders", "<summary>BibTeX</summary>"),
    ("hub-logo", "a logo and a name", "a name", "<img"),
    ("hub-error", "an account without access", "no such page", 'class="vp-card-links"'),
    ("hub-error", "no such page", "an account without access", ">Sign in</a>"),
    ("hub-error", "where to get help", "no such page", 'href="mailto:'),
    ("languages", "three languages", "on the way to somewhere", 'lang="ar" dir="rtl">العربية</a>'),
    ("languages", "on the way to somewhere", "three languages", "?lang=zh-Hans&amp;next=%2Fhub%2Ftoken"),
    ("footer", "a column each, under their names", "links", 'href="https://tidewater.example.org">Tidewater</a></h2>'),
    ("footer", "links", "one color scheme, so nothing to switch", 'class="vp-scheme"'),
]


def example(component: str, name: str) -> Example:
    (found,) = [each for owner, each in ALL if (owner.name, each.name) == (component, name)]
    return found


def words(given: Any, unsaid: Set[str]) -> Iterator[str]:
    """The texts that somebody wrote, without their markup; not what is under an `unsaid` key, nor names of files."""
    if isinstance(given, Mapping):
        for key, value in given.items():
            yield from words(value, unsaid) if key not in unsaid else ()
    elif isinstance(given, list):
        for value in given:
            yield from words(value, unsaid)
    elif isinstance(given, str) and not given.endswith(".svg"):
        yield from re.findall(r"\w+", Markup(re.sub(r"\{\{[^}]*\}\}|\]\(|[*_\[\]]", " ", given)).striptags())


def test_every_component_has_a_file_of_examples() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} == set(COMPONENTS)


def test_every_template_of_ours_is_shown_by_a_component() -> None:
    folder = TEMPLATES / "valueprop"
    templates = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert {component.template for component, _ in ALL} == templates - INSIDE_OTHERS


def test_no_two_examples_of_a_component_have_one_name() -> None:
    for component in read_components():
        names = [each.name for each in component.examples]
        assert len(set(names)) == len(names) > 0


def test_every_level_of_a_notice_has_an_example() -> None:
    levels = {each.branding["announcements"][0].get("level") for each in read_component("notice").examples}
    assert levels - {None} == set(get_args(Announcement.model_fields["level"].annotation))


@each
def test_nothing_is_wrong_with_an_example(example: Example) -> None:
    assert example.site.problems == ()


@each
def test_an_example_says_every_word_that_it_was_given(example: Example) -> None:
    html = example.html.unescape().casefold()
    # a heading stands around a promise, or above another section
    unsaid = UNSAID | ({"kind"} if "destination" in example.request else set())
    unsaid |= {"title"} if example.element in TITLED_ELSEWHERE else set()
    missing = [word for word in words([example.branding, example.request], unsaid) if word.casefold() not in html]
    assert missing == []


@pytest.mark.parametrize(("component", "this", "other", "html"), DIFFERENCES)
def test_examples_of_a_component_differ_in_what_they_are_named_for(
    component: str, this: str, other: str, html: str
) -> None:
    assert html in example(component, this).html
    assert html not in example(component, other).html
