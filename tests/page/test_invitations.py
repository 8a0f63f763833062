"""What the network asks, and where in the story it does."""

from __future__ import annotations

import re
from typing import Any

import pytest

from jupyterhub_valueprop.page import build_site

LINKS = {"membership": "/join", "right_to_replicate": "/leave", "fund": "/fund"}
NETWORK = {"name": "Tidewater", "links": LINKS}


def story(branding: Any) -> str:
    return build_site(branding, static_url_prefix="/hub/static/").landings["en"].story


def sections(*ids: str) -> dict[str, Any]:
    return {"proposition": {"document": {"sections": [{"title": name, "id": name} for name in ids]}}}


def asked(html: str) -> list[tuple[str, list[str]]]:
    """Each invitation: the id of the section that ends with it, or `closing`, and what its links say."""
    found = []
    for part in re.split(r'(?=<section)|(?=<div class="vp-section )', html):
        name = re.search(r' id="([\w-]+)"', part)
        for row in part.split('class="vp-invitation"')[1:]:
            found.append(
                (name[1] if name and "<section" in part else "closing", re.findall(r'vp-call"[^>]*>(.*?)<', row))
            )
    return found


MEMBERSHIP, FUND = ["Membership in Tidewater", "Right to replicate"], ["Fund Tidewater"]


@pytest.mark.parametrize(
    ("ids", "rows"),
    [
        (("hub", "membership", "funders"), [("membership", MEMBERSHIP), ("funders-title", FUND)]),
        (
            ("hub", "who-can-be-funders", "benefits-of-membership"),
            [("who-can-be-funders", FUND), ("benefits-of-membership", MEMBERSHIP)],
        ),
        (("hub", "funders"), [("funders", FUND), ("closing", MEMBERSHIP)]),
        (("hub", "ecosystem"), [("closing", MEMBERSHIP), ("closing", FUND)]),
        ((), [("closing", MEMBERSHIP), ("closing", FUND)]),
    ],
)
def test_a_section_on_membership_and_one_for_funders_end_with_a_row_else_the_story_does(
    ids: tuple[str, ...], rows: list[Any]
) -> None:
    document = sections(*ids) if ids else {"proposition": {"document": {"statement": "We run hubs."}}}
    assert asked(story({"network": NETWORK, **document})) == rows


@pytest.mark.parametrize(
    ("links", "rows"),
    [
        ({}, []),
        ({"status": "/up"}, []),
        ({"right_to_replicate": "/leave"}, [("membership", ["Right to replicate"])]),
        ({"fund": "/fund"}, [("funders-title", ["Fund Tidewater"])]),
    ],
)
def test_there_is_no_control_without_a_link(links: Any, rows: Any) -> None:
    assert asked(story({"network": {"name": "Tidewater", "links": links}})) == rows


@pytest.mark.parametrize(
    ("branding", "rows"),
    [
        ({"network": {**NETWORK, "message": "off"}}, 0),
        ({"network": NETWORK, "layout": "minimal"}, 0),
        ({"network": {**NETWORK, "message": "compact"}}, 2),
    ],
)
def test_a_network_that_says_nothing_asks_nothing(branding: Any, rows: int) -> None:
    assert len(asked(story(branding))) == rows


def test_the_words_are_the_networks_where_it_has_some_and_escaped() -> None:
    html = story(
        {
            "network": {
                "name": "<Tide>",
                "links": LINKS,
                "labels": {"membership": "Join <us>"},
                "invitation": "Bring *your* <b>station</b> to {{ network.name }}.",
            }
        }
    )
    assert asked(html)[0] == ("membership", ["Join &lt;us&gt;", "Right to replicate"])
    assert asked(html)[1] == ("funders-title", ["Fund &lt;Tide&gt;"])
    assert "<p>Bring <em>your</em> station to &lt;Tide&gt;.</p>" in html


def test_a_network_without_a_name_is_not_named() -> None:
    assert asked(story({"network": {"links": LINKS}})) == [
        ("membership", ["Membership", "Right to replicate"]),
        ("funders-title", ["Funding"]),
    ]


@pytest.mark.parametrize(
    ("ids", "styles"),
    [
        (("hub", "membership", "ecosystem", "funders"), ["columns", "band", "brief", "brief"]),
        (("membership", "hub", "ecosystem"), ["band", "columns", "brief"]),
        (("hub", "ecosystem", "funders", "membership"), ["columns", "tint", "columns", "band"]),
        (("hub", "ecosystem", "funders"), ["columns", "tint", "brief"]),
        (("hub",), ["columns"]),
    ],
)
def test_membership_has_the_band_and_room_wherever_it_stands(ids: tuple[str, ...], styles: list[str]) -> None:
    found = re.findall(r'<section class="vp-section vp-(columns|tint|band|brief)"', story(sections(*ids)))
    assert found == styles
