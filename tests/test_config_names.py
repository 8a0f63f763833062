"""The names in a hub's configuration: those that exist, and those that almost do."""

from __future__ import annotations

import pytest

from jupyterhub_valueprop.config_names import SETTINGS, is_almost_section
from jupyterhub_valueprop.hub.traits import ValueProp


def test_the_settings_are_those_of_the_hub() -> None:
    assert sorted(ValueProp.class_trait_names(config=True)) == list(SETTINGS)


@pytest.mark.parametrize("name", ["Valueprop", "ValueProps", "valueprop", "ValuePropp", "VauleProp", "ValuProp"])
def test_a_misspelt_section_is_recognized(name: str) -> None:
    assert is_almost_section(name)


@pytest.mark.parametrize("name", ["ValueProp", "JupyterHub", "Proxy", "KubeSpawner", "proposition", ""])
def test_other_sections_are_left_alone(name: str) -> None:
    assert not is_almost_section(name)
