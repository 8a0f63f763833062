"""The branding as data: defaults, frozen, strict about types."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from jupyterhub_valueprop.branding import Branding, Credits, Organization, load_branding


def test_the_default_branding_is_the_empty_file() -> None:
    assert load_branding({}) == load_branding(None) == Branding()
    assert (Branding().layout, Branding().locales, Branding().network.message) == ("full", ("en",), "full")


def test_a_branding_has_the_keys_of_the_design() -> None:
    assert list(Branding.model_fields) == [
        "community", "network", "credits", "proposition", "sign_in", "announcements", "links", "legal", "environment",
        "theme", "layout", "hub", "locales",
    ]  # fmt: skip


def test_a_branding_is_frozen_and_hashable() -> None:
    branding = load_branding(
        {"links": [{"label": {"en": "Docs"}, "url": "/docs"}], "credits": {"funded_by": {"name": "NSF"}}}
    )
    assert hash(branding) == hash(
        load_branding(
            {"links": [{"label": {"en": "Docs"}, "url": "/docs"}], "credits": {"funded_by": [{"name": "NSF"}]}}
        )
    )
    with pytest.raises(ValidationError):
        branding.layout = "minimal"  # type: ignore[misc]


def test_one_organization_counts_as_a_list_of_one() -> None:
    credits = Credits.model_validate({"funded_by": {"name": "NSF"}})
    assert credits.funded_by == (Organization.model_validate({"name": "NSF"}),)


def test_empty_texts_and_null_count_as_not_given() -> None:
    given = {"community": {"name": "", "url": "", "logo": ""}, "sign_in": {"terms": None}, "layout": ""}
    assert load_branding(given) == Branding()


def test_an_empty_alternative_text_says_that_a_picture_is_decoration() -> None:
    branding = load_branding({"community": {"logo": {"light": "https://example.org/a.svg", "alt": ""}}})
    assert branding.community.logo is not None
    assert branding.community.logo.alt is not None
    assert str(branding.community.logo.alt) == ""


def test_an_unquoted_off_of_helm_means_off() -> None:
    assert load_branding({"network": {"message": False}}).network.message == "off"


@pytest.mark.parametrize(
    "given",
    [
        {"announcements": [{"text": "a", "dismissible": "true"}]},
        {"announcements": [{"text": "a", "dismissible": 1}]},
        {"community": {"name": 1}},
        {"community": {"name": b"bytes"}},
        {"layout": True},
        {"locales": "en"},
    ],
)
def test_nothing_is_converted_to_another_type(given: object) -> None:
    with pytest.raises(ValidationError):
        Branding.model_validate(given)
