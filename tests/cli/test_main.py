"""The program as a whole: help, versions, and what happens when nobody foresaw it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from jupyterhub_valueprop.branding import branding_schema
from jupyterhub_valueprop.cli import main


def test_the_schema_is_printed() -> None:
    result = CliRunner().invoke(main, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == branding_schema()


def test_help_names_every_verb() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for verb in ("init", "check", "schema"):
        assert f"\n  {verb} " in result.stdout


def test_an_unknown_verb_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["chekc"]).exit_code == 2


def test_what_nobody_foresaw_is_a_short_message_and_status_3(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise RuntimeError("the sky fell")

    monkeypatch.setattr("jupyterhub_valueprop.cli.check.find_problems", broken)
    result = CliRunner().invoke(main, ["check", "branding.yaml"])
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("unexpected RuntimeError: the sky fell\n")
    assert "please report it" in result.stderr
    assert "Traceback" not in result.stderr
