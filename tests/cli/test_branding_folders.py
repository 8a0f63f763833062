"""A folder means the same branding to every verb that shows one page."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from jupyterhub_valueprop.cli import main
from jupyterhub_valueprop.cli.branding_folders import NotNamedError, named_brandings

pytestmark = pytest.mark.usefixtures("own_folder")

VERBS = {
    "preview": ["hubs", "--no-open"],
    "export": ["hubs", "--out", "site", "--hub-url", "https://hub.example"],
    "accessibility": ["hubs", "--out", "report.yaml"],
}
NONE = "there is no branding in 'hubs' or below"


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("layout: full\n")


def test_a_folder_means_its_branding_or_else_the_only_one_below() -> None:
    write("hubs/sea/branding.staging.yaml", "hubs/.git/branding.yaml")
    assert named_brandings([Path("hubs")]) == [Path("hubs/sea/branding.staging.yaml")]
    write("hubs/branding.yaml", "network.yaml")
    assert named_brandings([Path("network.yaml"), Path("hubs")]) == [Path("network.yaml"), Path("hubs/branding.yaml")]


def test_of_several_brandings_one_has_to_be_named() -> None:
    write("hubs/sea/branding.yaml", "hubs/forest/branding.yaml")
    with pytest.raises(NotNamedError) as told:
        named_brandings([Path("hubs")])
    assert told.value.message == (
        "there are several brandings in 'hubs'; name one: hubs/forest/branding.yaml, hubs/sea/branding.yaml"
    )


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_refuses_a_folder_without_a_branding_in_the_same_words(verb: str) -> None:
    Path("hubs").mkdir()
    result = CliRunner().invoke(main, [verb, *VERBS[verb]])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{NONE}; its name begins with 'branding' and ends in .yaml\n"
    assert f"hubs: error: {NONE}; its name begins" in CliRunner().invoke(main, ["check", "hubs"]).stdout


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_names_a_missing_file_in_the_same_words(verb: str) -> None:
    result = CliRunner().invoke(main, [verb, *VERBS[verb]])
    assert (result.exit_code, result.stderr) == (2, "there is no file hubs; name your branding file\n")


def test_export_takes_a_folder() -> None:
    write("hubs/branding.yaml")
    result = CliRunner().invoke(main, ["export", *VERBS["export"], "--no-pdf"])
    assert result.exit_code == 0, result.output
    assert Path("site/index.html").is_file()
