"""The guides show what the commands really print, for the files that they show."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from jupyterhub_valueprop.cli import main

HOW_TO = Path(__file__).parents[2] / "docs/how-to"
NAME = re.compile(r"(?:# |<!-- )([\w./-]+\.(?:yaml|py|md))(?: -->)?\n")


@pytest.mark.parametrize(("guide", "commands"), [("migrate.md", 3), ("check.md", 3)])
def test_every_command_of_a_guide_prints_what_the_guide_says(
    guide: str, commands: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (HOW_TO / guide).read_text(encoding="utf-8")
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S):
        if name := NAME.match(block):
            (tmp_path / name[1]).parent.mkdir(exist_ok=True)
            (tmp_path / name[1]).write_text(block, encoding="utf-8")
        for run in re.split(r"^\$ jupyterhub-valueprop ", block, flags=re.M)[1:] if language == "console" else ():
            command, _, expected = run.partition("\n")
            assert CliRunner().invoke(main, shlex.split(command)).output == expected, command
            commands -= 1

    assert commands == 0
