"""Addresses that may stand in `href`, and those that may not."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from jupyterhub_valueprop.branding.fields.urls import URL_PATTERN, Url

URL = TypeAdapter(Url)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "HTTP://example.org:8000/a?b=c&d=e#f",
        "http://ovpred.ua.edu/alabama-water-institute/",
        "https://[2001:db8::1]/",
        "https://müller.example/straße",
        "mailto:help@example.org?subject=Hub",
        "tel:+49-30-123",
        "/about",
        "docs/",
        "../up.html",
        "./here",
        "about.html",
        "about.html?x=a:b",
        "#terms",
        "?page=2",
        "a/b:c",
    ],
)
def test_an_address_that_can_be_followed_is_kept_as_written(text: str) -> None:
    assert URL.validate_python(text) == text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("example.org", "write 'https://example.org'"),
        ("docs.example.org/a.html", "write 'https://docs.example.org/a.html'"),
        ("localhost:8000", "write 'https://localhost:8000'"),
        ("//example.org/x", "write 'https://example.org/x'"),
        ("me@example.org", "write 'mailto:me@example.org'"),
        ("/\\example.org", "write '/' for each '\\'"),
        ("https://example.org/a b", "remove it, or write %20 instead"),
        ("mailto:", "say whom to reach after 'mailto:'"),
        ("https:example.org", "write 'https://example.org'"),
    ],
)
def test_an_address_that_was_meant_otherwise_gets_a_hint(text: str, hint: str) -> None:
    with pytest.raises(ValidationError) as caught:
        URL.validate_python(text)
    assert caught.value.errors()[0]["ctx"]["hint"] == hint


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "java\tscript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc",
        "blob:x",
    ],
)
def test_no_scheme_that_could_run_or_read_something_gets_through(text: str) -> None:
    with pytest.raises(ValidationError):
        URL.validate_python(text)


pieces = st.sampled_from(
    [
        "https://",
        "mailto:",
        "javascript:",
        "//",
        "/",
        "\\",
        "example",
        ".",
        "org",
        ":",
        "@",
        "?",
        "#",
        "a",
        " ",
        "html",
        "80",
    ]
)


@given(st.lists(pieces, min_size=1, max_size=6).map("".join))
@example("localhost")
@example("a:b")
def test_the_pattern_of_the_schema_never_refuses_what_the_validator_accepts(text: str) -> None:
    try:
        accepted = URL.validate_python(text)
    except ValidationError:
        return
    assert re.search(URL_PATTERN, accepted)
    scheme = re.match("([a-z]+):", accepted)
    assert scheme is None or scheme[1] in ("http", "https", "mailto", "tel")
