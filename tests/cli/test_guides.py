"""The guides show what the commands really print, for the files that they show."""

from __future__ import annotations

import datetime
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from picture_host import SVG, png

from jupyterhub_valueprop.cli import main
from jupyterhub_valueprop.vendoring import Client, bringing
from jupyterhub_valueprop.vendoring.download import SentFile
from jupyterhub_valueprop.vendoring.remote_error import RemoteError

HOW_TO = Path(__file__).parents[2] / "docs/how-to"
GONE = ("answers 404: the file does not exist", "name another URL")
NAME = re.compile(r"(?:# |<!-- )([\w./-]+\.(?:yaml|py|md))(?: -->)?\n")


@pytest.mark.parametrize(("guide", "commands"), [("migrate.md", 3), ("fleet.md", 1), ("check.md", 4)])
def test_every_command_of_a_guide_prints_what_the_guide_says(
    guide: str, commands: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert follow(guide, tmp_path) == commands


def follow(guide: str, folder: Path) -> int:
    """Write the files of a guide, run its commands and compare what they print; how many commands there were."""
    commands = 0
    text = (HOW_TO / guide).read_text(encoding="utf-8")
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S):
        if name := NAME.match(block):
            (folder / name[1]).parent.mkdir(parents=True, exist_ok=True)
            (folder / name[1]).write_text(block, encoding="utf-8")
        for run in re.split(r"^\$ jupyterhub-valueprop ", block, flags=re.M)[1:] if language == "console" else ():
            command, _, expected = run.partition("\n")
            assert CliRunner().invoke(main, shlex.split(command)).output == expected, command
            commands += 1
    return commands


def test_the_guide_to_vendoring_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its hosts are invented: one has another drawing the second time, the other has gone by then."""
    ours = iter((SVG, SVG.replace(b"9", b"8")))
    theirs = iter((SentFile(png(), "image/png"), RemoteError("remote-gone", *GONE)))

    def fetch(_: Client, url: str, _limit: int, _received: object) -> SentFile:
        sent = SentFile(next(ours), "image/svg+xml") if "ocean" in url else next(theirs)
        if isinstance(sent, RemoteError):
            raise sent
        return sent

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Client, "fetch", fetch)
    monkeypatch.setattr(bringing, "today", lambda: datetime.date(2026, 11, 26))
    assert follow("vendor.md", tmp_path) == 2
