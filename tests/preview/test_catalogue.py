"""The catalogue of states: each once, named for addresses, and possible to show."""

from __future__ import annotations

import re

from jupyterhub_valueprop.branding import read_branding
from jupyterhub_valueprop.preview.states import ANNOUNCEMENTS, BRANDINGS, PAGES, SIGNING_IN, STATES


def test_every_state_has_an_id_of_its_own_that_fits_into_an_address() -> None:
    ids = [state.id for state in STATES]
    assert len(set(ids)) == len(ids)
    assert [name for name in ids if not re.fullmatch(r"[a-z0-9-]{1,60}", name)] == []


def test_states_of_a_group_stand_together() -> None:
    groups = [state.group for state in STATES]
    assert list(dict.fromkeys(groups)) == [SIGNING_IN, ANNOUNCEMENTS, BRANDINGS, PAGES]
    assert groups == sorted(groups, key=[SIGNING_IN, ANNOUNCEMENTS, BRANDINGS, PAGES].index)


def test_what_a_state_says_in_a_branding_is_right() -> None:
    assert {state.id: read_branding(dict(state.branding)).problems for state in STATES if state.branding} == {
        state.id: () for state in STATES if state.branding
    }
