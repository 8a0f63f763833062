"""Who stands behind the hub, each once."""

import itertools
from typing import Any

import pytest

from jupyterhub_valueprop.branding import Credits
from jupyterhub_valueprop.page.credits import grouped_credits, merge_credits, roles_text


def merged(**roles: object) -> list[tuple[str, tuple[str, ...]]]:
    credits = Credits.model_validate(roles)
    return [(str(credit.organization.name), credit.roles) for credit in merge_credits(credits, str)]


def test_an_organization_in_several_roles_stands_once_with_all_of_them() -> None:
    tidewater, harbor = {"name": "Tidewater"}, {"name": "Harbor Foundation"}

    assert merged(operated_by=[tidewater], funded_by=[harbor, tidewater], designed_by=[tidewater]) == [
        ("Tidewater", ("operated", "funded", "designed")),
        ("Harbor Foundation", ("funded",)),
    ]


def test_those_of_the_same_roles_stand_together() -> None:
    names = [{"name": name} for name in ("Tidewater", "Harbor", "Reef")]
    credits = Credits.model_validate({"operated_by": names[:1], "funded_by": names, "designed_by": names[:1]})
    groups = grouped_credits(credits, str)

    assert {roles: [str(one.name) for one in organizations] for roles, organizations in groups.items()} == {
        ("operated", "funded", "designed"): ["Tidewater"],
        ("funded",): ["Harbor", "Reef"],
    }


def test_the_same_name_twice_in_one_role_stands_once() -> None:
    assert merged(funded_by=[{"name": "NSF"}, {"name": "nsf"}]) == [("NSF", ("funded",))]


def test_a_later_mention_completes_the_first() -> None:
    credits = Credits.model_validate(
        {
            "operated_by": [{"name": "NSF"}],
            "funded_by": [{"name": "NSF", "url": "https://nsf.gov", "note": "Award 1"}],
            "designed_by": [{"name": "NSF", "url": "https://nsf.example", "note": "Award 1"}],
        }
    )
    (credit,) = merge_credits(credits, str)

    assert (str(credit.organization.note), credit.organization.url) == ("Award 1", "https://nsf.gov")


def test_an_organization_with_different_notes_stands_with_each_of_them() -> None:
    nsf = [{"name": "NSF", "note": note} for note in ("Award 1", "In kind", "Award 1")]
    operator = {"name": "nsf", "url": "https://nsf.gov"}
    credits = Credits.model_validate({"operated_by": [operator], "funded_by": nsf, "designed_by": nsf[1:2]})

    assert [(str(each.organization.note), each.roles) for each in merge_credits(credits, str)] == [
        ("Award 1", ("operated", "funded")),
        ("In kind", ("funded", "designed")),
    ]
    assert {each.organization.url for each in merge_credits(credits, str)} == {"https://nsf.gov"}


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_combination_of_roles_has_words(count: Any) -> None:
    for roles in itertools.combinations(("operated", "funded", "designed"), count):
        assert roles_text(roles, str).casefold().count("by") == 1


def test_forty_organizations_all_stand() -> None:
    assert len(merged(funded_by=[{"name": f"Funder {number}"} for number in range(40)])) == 40
