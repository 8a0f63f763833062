"""The names of this package's section and settings in a hub's configuration, and those that are almost these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import nearest, nearest_or_all

SECTION = "ValueProp"
#: The section at the top level of the config.yaml of The Littlest JupyterHub.
TLJH_SECTION = "valueprop"
#: The settings, as `hub.traits` defines them; a test compares the two.
SETTINGS = (
    "branding",
    "brandings",
    "build_timeout",
    "folders",
    "login_page",
    "pages",
    "reload_interval",
    "strict",
)


def is_almost_section(name: str) -> bool:
    """Whether a section was probably meant to be `ValueProp`, such as `Valueprop` or `ValueProps`."""
    return name != SECTION and nearest(name.casefold(), [SECTION.casefold()], at_least=0.8) is not None


def misspelt_names(sections: Iterable[str], settings: Iterable[str]) -> Iterator[Problem]:
    """The sections of a configuration that are almost `ValueProp`, and the settings in it that don't exist.

    The key of each problem is the name as Python writes it, such as `c.ValueProp.brandng`.
    """
    for name in sections:
        if is_almost_section(name):
            message = f"has no effect: JupyterHub has no part called '{name}'"
            yield Problem(Place(key=f"c.{name}"), "error", "hub-misspelt", message, f"write '{SECTION}'")
    for name in settings:
        if name not in SETTINGS:
            message = "has no effect: there is no such setting"
            place = Place(key=f"c.{SECTION}.{name}")
            yield Problem(place, "error", "hub-misspelt", message, nearest_or_all(name, SETTINGS))
