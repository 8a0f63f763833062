"""A form with GET leads where a link to the same address does."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from jupyterhub_valueprop.site import QueryForm, query_form


@pytest.mark.parametrize(
    ("address", "action", "fields"),
    [
        ("/hub/oauth_login?next=", "/hub/oauth_login", (("next", ""),)),
        ("/hub/oauth_login?next=%2Fhub%2Ftoken%3Fa%3D%2526&hd=a+b", "/hub/oauth_login",
         (("next", "/hub/token?a=%26"), ("hd", "a b"))),
        ("https://id.example.org/in?a=1&a=2#top", "https://id.example.org/in#top", (("a", "1"), ("a", "2"))),
        ("/hub/login", "/hub/login", ()),
        ("", "", ()),
        ("/in?next=%D8%A7%FF", "/in", (("next", "\u0627\ufffd"),)),
    ],
)  # fmt: skip
def test_the_query_becomes_fields(address: str, action: str, fields: tuple[tuple[str, str], ...]) -> None:
    assert query_form(address) == QueryForm(action, fields)


def test_what_a_browser_makes_of_the_fields_is_the_query_again() -> None:
    query = "next=%2Fhub%2Fuser-redirect%2Flab%3Freset&provider=campus"

    assert urlencode(query_form(f"/hub/oauth_login?{query}").fields) == query
