"""Values that few write: paths and mappings of other people's code, and addresses that lack their scheme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from jupyterhub_valueprop.branding import read_branding

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


def problems_of(source: object) -> list[str]:
    return [str(problem) for problem in read_branding(source).problems]


class Broken(Mapping[str, object]):
    """A mapping that asks a database which is not there."""

    def __getitem__(self, key: str) -> object:
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        raise ConnectionError("no database")

    def __len__(self) -> int:
        return 1


def test_a_mapping_whose_own_code_fails_is_a_layer_less() -> None:
    reading = read_branding([{"community": {"name": "Ocean"}}, Broken()])

    (problem,) = reading.problems
    assert (str(problem.place), problem.code) == ("ValueProp.branding[1]", "layer-type")
    assert problem.message == "the mapping in 'ValueProp.branding[1]' can't be read: ConnectionError"
    assert reading.branding.community.name is not None
    assert reading.branding.community.name.get("en") == "Ocean"


def test_a_path_in_a_mapping_names_a_file(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")

    assert problems_of({"community": {"logo": tmp_path / "logo.svg"}}) == []


@pytest.mark.parametrize("value", [["logo.svg"], 7])
def test_a_file_is_named_by_a_text(value: object) -> None:
    (problem,) = read_branding({"theme": {"font": {"body": value}}}).problems

    assert problem.code == "type"


def test_an_address_needs_its_scheme() -> None:
    assert problems_of({"community": {"favicon": "//cdn.example.org/icon.svg"}}) == [
        "ValueProp.branding.community.favicon: error: 'community.favicon' takes a URL with its scheme, "
        "found '//cdn.example.org/icon.svg'; write 'https://cdn.example.org/icon.svg' [url]"
    ]


def test_an_address_whose_host_no_browser_understands_is_refused() -> None:
    (problem,) = read_branding({"community": {"favicon": "https://[icon.svg"}}).problems

    assert problem.code == "url-scheme"


@pytest.mark.parametrize("said", [False, "off", "Off", "OFF", "false", " no "])
def test_every_spelling_of_off_switches_the_login_page_off(said: object) -> None:
    reading = read_branding({"hub": {"login_page": said}, "network": {"message": said}})
    assert reading.problems == ()
    assert (reading.branding.hub.login_page, reading.branding.network.message) == ("off", "off")
