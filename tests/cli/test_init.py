"""`init`: files to begin with, which pass `check`, and nothing of anybody's lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from jupyterhub_valueprop.branding import Branding, branding_schema, load_branding, read_branding
from jupyterhub_valueprop.cli import main
from jupyterhub_valueprop.cli.init import STARTER

pytestmark = pytest.mark.usefixtures("own_folder")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_what_init_writes_passes_check() -> None:
    result = run("init")
    assert result.exit_code == 0
    assert "next: edit them, then run: jupyterhub-valueprop check branding.yaml" in result.stdout
    checked = run("check", "--strict", "branding.yaml", "value-proposition.md")
    assert (checked.exit_code, checked.stdout) == (0, "")


def test_init_makes_the_folder_that_it_is_given() -> None:
    assert run("init", "hubs/ocean").exit_code == 0
    assert run("check", "hubs/ocean/branding.yaml").exit_code == 0


@pytest.mark.parametrize("name", ["branding.yaml", "value-proposition.md", "branding.schema.json"])
def test_init_overwrites_nothing(name: str) -> None:
    Path(name).write_text("mine")
    result = run("init")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"nothing was written; this file exists: {name}; name another folder\n"
    assert [path.name for path in Path().iterdir()] == [name]


def test_a_second_init_names_every_file_that_is_there() -> None:
    run("init", "hub")
    names = "hub/branding.yaml, hub/value-proposition.md, hub/branding.schema.json"
    assert run("init", "hub").stderr == f"nothing was written; these files exist: {names}; name another folder\n"


def test_a_folder_that_can_not_be_made_is_a_message() -> None:
    Path("file").touch()
    result = run("init", "file/hub")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


def test_the_starter_tells_an_editor_where_its_schema_is() -> None:
    run("init")
    first = Path("branding.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=branding.schema.json"
    assert json.loads(Path("branding.schema.json").read_text()) == branding_schema()


def test_everything_in_the_starter_that_is_commented_out_is_valid(tmp_path: Path) -> None:
    lines = (STARTER / "branding.yaml").read_text().splitlines()
    prose = ("# yaml", "# The usual", "# How", "# Texts", "# and", "# Start", "# Who", "# What", "# Colors")
    used = [
        line.replace("# ", "", 1) if line.lstrip().startswith("# ") and not line.startswith(prose) else line
        for line in lines
    ]
    (tmp_path / "fonts").mkdir()
    for name in ("logo.svg", "logo-dark.svg", "favicon.svg", "picture.webp", "network.svg", "foundation.svg"):
        (tmp_path / name).touch()
    (tmp_path / "fonts/heading.woff2").touch()
    (tmp_path / "value-proposition.md").write_text("# Why")
    (tmp_path / "network.yaml").touch()
    Path("branding.yaml").write_text("\n".join(used))

    assert read_branding("branding.yaml").problems == ()
    given = yaml.safe_load(Path("branding.yaml").read_text())
    assert set(given) == {"extends", *Branding.model_fields}
    for name, model in (("community", 6), ("network", 5), ("sign_in", 5), ("legal", 5), ("theme", 5)):
        assert len(given[name]) == model
    assert load_branding("branding.yaml").environment.kind == "workshop"
