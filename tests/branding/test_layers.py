"""Layers: what wins, what null does, where values came from, and sources of every kind."""

from __future__ import annotations

from collections import ChainMap
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from traitlets.config import Config

from jupyterhub_valueprop.branding import Branding, load_branding, read_branding
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.problems import Place, Problem, ValuePropError


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def problems(source: Any) -> list[str]:
    return [f"{problem.place} {problem.code}" for problem in read_branding(source).problems]


def test_later_layers_win_key_by_key() -> None:
    branding = load_branding(
        [
            {
                "community": {"name": "Low", "tagline": "Kept"},
                "links": [{"label": "A", "url": "/a"}],
                "layout": "compact",
            },
            {"community": {"name": "High"}, "links": [{"label": "B", "url": "/b"}]},
        ]
    )
    assert (str(branding.community.name), str(branding.community.tagline)) == ("High", "Kept")
    assert [str(link.label) for link in branding.links] == ["B"]
    assert branding.layout == "compact"


def test_null_removes_what_is_inherited() -> None:
    low = {
        "legal": {"privacy": "/p", "terms": "/t"},
        "network": {"name": "Net"},
        "links": [{"label": "A", "url": "/a"}],
    }
    branding = load_branding([low, {"legal": {"privacy": None}, "network": None, "links": None}])
    assert branding == load_branding({"legal": {"terms": "/t"}})


def test_a_single_organization_replaces_another_as_a_whole() -> None:
    low = {"credits": {"operated_by": {"name": "Net", "url": "/net"}}}
    assert load_branding([low, {"credits": {"operated_by": {"name": "Us"}}}]).credits.operated_by[0].url is None


def test_keys_can_be_added_to_a_logo_that_was_a_bare_path(tmp_path: Path) -> None:
    write(tmp_path / "net/net.svg", "<svg/>")
    write(tmp_path / "net/network.yaml", "network: {logo: net.svg}")
    branding = write(tmp_path / "branding.yaml", "extends: net/network.yaml\nnetwork: {logo: {alt: The network}}")
    logo = load_branding(branding).network.logo
    assert logo is not None
    assert logo.light is not None
    assert (logo.light.path, str(logo.alt)) == (tmp_path / "net/net.svg", "The network")


def test_a_document_in_keys_replaces_an_inherited_file_and_the_other_way_round(tmp_path: Path) -> None:
    write(tmp_path / "words.md", "# Why")
    file, keys = (
        {"proposition": {"source": str(tmp_path / "words.md")}},
        {"proposition": {"document": {"title": "Why"}}},
    )
    assert load_branding([file, keys]).proposition.source is None
    assert load_branding([keys, file]).proposition.document is None


@pytest.mark.parametrize(
    ("high", "accent"),
    [
        ({"primary": "teal"}, None),
        ({"primary": "teal", "accent": "gold"}, "gold"),
        ({"accent": "gold"}, "gold"),
        ({"pattern": "waves"}, "#FF4E4F"),
        ({"primary": None}, "#FF4E4F"),
        ({"primary": "no color"}, "#FF4E4F"),
    ],
)
def test_a_layer_with_a_color_of_its_own_does_not_wear_the_second_color_of_those_below(
    high: dict[str, Any], accent: str | None
) -> None:
    network = {"theme": {"primary": "#1D4EF5", "accent": "#FF4E4F"}}
    assert read_branding([network, {"theme": high}]).branding.theme.accent == accent


def test_extended_files_come_first_and_paths_start_from_their_own_folder(tmp_path: Path) -> None:
    write(tmp_path / "shared/net.svg", "<svg/>")
    write(tmp_path / "shared/a.yaml", "network: {name: A, logo: net.svg}\nlayout: compact")
    write(tmp_path / "shared/b.yaml", "extends: a.yaml\nnetwork: {name: B}")
    write(tmp_path / "c.yaml", "layout: minimal")
    branding = write(
        tmp_path / "hubs/own/branding.yaml", "extends: [../../shared/b.yaml, ../../c.yaml]\ncommunity: {name: Own}"
    )

    reading = read_branding(branding, files=Files([tmp_path]))

    assert reading.problems == ()
    assert (str(reading.branding.network.name), reading.branding.layout) == ("B", "minimal")
    assert reading.branding.network.logo is not None
    shared = tmp_path / "shared"
    assert reading.files == {branding, shared / "a.yaml", shared / "b.yaml", tmp_path / "c.yaml", shared / "net.svg"}


def test_a_file_may_be_extended_twice_but_not_by_itself(tmp_path: Path) -> None:
    write(tmp_path / "base.yaml", "layout: ful")
    write(tmp_path / "a.yaml", "extends: base.yaml")
    write(tmp_path / "b.yaml", "extends: [base.yaml, a.yaml]")
    assert [problem.code for problem in read_branding(tmp_path / "b.yaml").problems] == ["unknown-value"]


def test_many_layers_end_somewhere(tmp_path: Path) -> None:
    for index in range(60):
        write(tmp_path / f"{index}.yaml", f"extends: [{index + 1}.yaml, {index + 1}.yaml]")
    assert "too-many-layers" in {problem.code for problem in read_branding(tmp_path / "0.yaml").problems}


def test_two_hundred_layers_are_read_and_the_last_one_wins() -> None:
    layers = [{"network": {"name": f"Network {number}"}} for number in range(200)]
    assert str(load_branding(layers).network.name) == "Network 199"


def test_more_layers_than_anybody_can_follow_are_one_problem_each() -> None:
    assert problems([{}] * 258) == [f"ValueProp.branding[{number}] too-many-layers" for number in (256, 257)]


def test_every_value_knows_where_it_came_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "net/network.yaml", "network:\n  name: Net\n  url: /net\n")
    write(tmp_path / "branding.yaml", "extends: net/network.yaml\nnetwork: {name: Our net}\nlocales: [en]\n")

    reading = read_branding(["branding.yaml", {"community": {"name": "Own"}}])

    assert [(value.key, value.value, str(value.place)) for value in reading.values()] == [
        ("network.name", "Our net", "branding.yaml:2:17"),
        ("network.url", "/net", "net/network.yaml:3:8"),
        ("locales[0]", "en", "branding.yaml:3:11"),
        ("community.name", "Own", "ValueProp.branding[1].community.name"),
    ]
    assert reading.place(("network", "name")) == Place("branding.yaml", 2, 17)
    assert reading.place(("network", "logo", "light")) == Place("branding.yaml", 2, 10)
    assert reading.place(("theme", "primary")) == Place(key="theme.primary")


def test_the_place_of_a_value_without_a_file_is_its_key_path() -> None:
    assert problems({"community": {"nmae": "A"}}) == ["ValueProp.branding.community.nmae unknown-key"]
    assert problems([{}, {"links": [{"label": "A", "url": "a.org"}]}]) == ["ValueProp.branding[1].links[0].url url"]
    assert problems(lambda: {"layout": "ful"}) == ["ValueProp.branding.layout unknown-value"]


@pytest.mark.parametrize(
    "source",
    [
        {"layout": "minimal"},
        MappingProxyType({"layout": "minimal"}),
        ChainMap({}, {"layout": "minimal"}),
        Config({"layout": "minimal"}),
        lambda: {"layout": "minimal"},
        lambda: [{"layout": "full"}, lambda: {"layout": "minimal"}],
        [{"layout": "full"}, ({"layout": "compact"}, {"layout": "minimal"})],
    ],
)
def test_mappings_of_every_kind_callables_and_lists_are_layers(source: Any) -> None:
    assert load_branding(source).layout == "minimal"


def test_what_traitlets_leaves_of_unfinished_configuration_is_read() -> None:
    config = Config()
    config.ValueProp.branding.update({"layout": "minimal"})
    config.ValueProp.other = {"locales": ["en"]}
    assert load_branding(config.ValueProp.branding).layout == "minimal"


def test_extends_works_in_a_mapping(tmp_path: Path) -> None:
    write(tmp_path / "network.yaml", "layout: minimal")
    assert read_branding({"extends": "network.yaml"}, root=tmp_path).branding.layout == "minimal"
    assert load_branding({"extends": str(tmp_path / "network.yaml")}).layout == "minimal"


def fails() -> dict[str, Any]:
    raise RuntimeError("no database")


def calls_itself() -> Any:
    return calls_itself


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (fails, "ValueProp.branding callable-failed"),
        (calls_itself, "ValueProp.branding too-many-layers"),
        ([{}, 7], "ValueProp.branding[1] layer-type"),
        ([b"branding.yaml"], "ValueProp.branding[0] layer-type"),
        ("", "ValueProp.branding layer-type"),
        ({"community": {False: "A"}}, "ValueProp.branding.community key-type"),
        ("no/such.yaml", "no/such.yaml missing-file"),
        ("nul\0.yaml", "nul\0.yaml unreadable-file"),
    ],
)
def test_a_layer_that_is_none_is_a_problem(source: Any, expected: str) -> None:
    assert problems(source) == [expected]


def test_a_mapping_that_holds_itself_is_a_problem() -> None:
    branding: dict[str, Any] = {}
    branding["community"] = branding
    assert "too-deep" in {problem.code for problem in read_branding(branding).problems}


def test_a_wrong_value_leaves_the_layer_below_in_effect() -> None:
    reading = read_branding([{"theme": {"primary": "teal"}}, {"theme": {"primary": "bleu", "accent": "red"}}])
    assert (reading.branding.theme.primary, reading.branding.theme.accent) == ("teal", "red")


def test_loading_raises_every_error_and_no_warning() -> None:
    with pytest.raises(ValuePropError) as caught:
        load_branding({"layout": "ful", "community": {"logo": "https://example.org/a.svg", "url": "a.org"}})
    assert {problem.code for problem in caught.value.problems} == {"unknown-value", "url"}
    assert load_branding({"community": {"logo": "https://example.org/a.svg"}}) != Branding()
    assert isinstance(caught.value.problems[0], Problem)


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("as_list", [True, False])
def test_a_layer_that_is_optional_may_be_missing(tmp_path: Path, there: bool, as_list: bool) -> None:
    layer = "{file: local.yaml, optional: true}"
    write(tmp_path / "branding.yaml", f"extends: {f'[{layer}]' if as_list else layer}\ncommunity: {{name: Sea}}\n")
    if there:
        write(tmp_path / "local.yaml", "layout: compact\n")
    reading = read_branding(tmp_path / "branding.yaml")
    assert reading.problems == ()
    assert reading.branding.layout == ("compact" if there else "full")
    assert tmp_path / "local.yaml" in reading.access.looked_for  # one that comes later is noticed


@pytest.mark.parametrize(
    ("layer", "found"),
    [
        ("{file: local.yaml, optional: false}", "missing-file"),
        ("[{file: local.yaml, optional: true}, local.yaml]", "missing-file"),
        ("{file: ../local.yaml, optional: true}", "outside-folder"),
        ("{file: local.yaml}", "type"),
        ("{file: local.yaml, optional: maybe}", "type"),
        ("{file: 3, optional: true}", "type"),
        ("{file: local.yaml, optional: true, more: 1}", "type"),
        ("{file: local.md, optional: false}", "missing-file"),
    ],
)
def test_an_optional_layer_hides_nothing_but_a_missing_file(tmp_path: Path, layer: str, found: str) -> None:
    write(tmp_path / "branding.yaml", f"extends: {layer}\n")
    assert [problem.code for problem in read_branding(tmp_path / "branding.yaml").problems] == [found]
