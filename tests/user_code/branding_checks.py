"""What a community asks of its branding in tests of its own, in a project that runs mypy over them."""

from __future__ import annotations

from pathlib import Path

from jupyterhub_valueprop import Branding, Proposition, ValuePropError, load_branding


def branding_of(folder: Path) -> Branding:
    """The branding in a folder, which has to be without errors."""
    return load_branding("branding.yaml", root=folder)


def assert_it_is_ours(branding: Branding) -> None:
    """What the community cares for."""
    assert branding.community.name is not None
    assert branding.community.name.get("en", "en") == "Ocean Data Commons"
    assert branding.locales == ("en", "es")
    assert branding.layout == "full"
    assert [link.url for link in branding.links] == ["https://docs.example.org"]


def problems_of(folder: Path) -> list[tuple[str, int | None, str]]:
    """The code, line and message of every error in a branding."""
    try:
        load_branding(folder / "branding.yaml")
    except ValuePropError as error:
        return [(problem.code, problem.place.line, problem.message) for problem in error.problems]
    return []


def number_of_promises(proposition: Proposition) -> int:
    """Of a document that has been read."""
    return sum(len(section.promises) for section in proposition.sections)
