"""The GitHub Action: its steps run as GitHub runs them, with a `gh` that writes down what it was asked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from fleet.conftest import edit, git

from jupyterhub_valueprop.fleet.markdown_report import MARKER

ACTION = yaml.safe_load((Path(__file__).parents[2] / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, Any] = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}
#: Says what it was asked; `EARLIER` is the id of the comment that is there already.
GH = """#!/bin/sh
printf '%s\\n' "$@" >> "$ASKED"
case "$*" in *--jq*) [ -z "$EARLIER" ] || printf '%s\\n' $EARLIER;; esac
"""
PROGRAM = """#!/bin/sh
exec "{python}" -c "from jupyterhub_valueprop.cli import main; main()" "$@"
"""


@pytest.fixture
def run_step(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs one step with an environment, as GitHub does."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "bin" / "gh").chmod(0o755)

    def run(name: str, folder: Path = tmp_path, **variables: str) -> subprocess.CompletedProcess[str]:
        step = STEPS[name]
        assert variables.keys() >= {key for key in step["env"] if key != "MARKER"}
        environment = {
            "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "ASKED": str(tmp_path / "asked"),
            "MARKER": str(step["env"].get("MARKER", "")),
            "GITHUB_OUTPUT": str(tmp_path / "output"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
            "RUNNER_TEMP": str(tmp_path),
            **variables,
        }
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    return run


def test_nothing_that_somebody_chose_is_pasted_into_a_shell() -> None:
    assert [name for name, step in STEPS.items() if "${{" in step["run"]] == []
    assert {step["shell"] for step in STEPS.values()} == {"bash"}


def test_other_actions_are_pinned_by_commit() -> None:
    used = [step["uses"] for step in ACTION["runs"]["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", each) for each in used)


def test_the_how_to_has_every_input() -> None:
    text = (Path(__file__).parents[2] / "docs" / "how-to" / "fleet.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", text.split("| input |")[1], re.M) == list(ACTION["inputs"])


def test_a_pull_request_is_compared_and_a_broken_community_fails_at_the_end(
    run_step: Callable[..., subprocess.CompletedProcess[str]],
    write_fleet: Callable[[Path, int], list[str]],
    tmp_path: Path,
) -> None:
    """In a shallow clone, from which the branch to compare with has to be fetched."""
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    write_fleet(origin / "my hubs", 2)
    git(origin, "init", "--quiet", "--initial-branch=main")
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message=one")
    git(origin, "checkout", "--quiet", "-b", "change")
    edit(origin / "my hubs" / "c0001" / "branding.yaml", "tagline", "tagine")
    git(origin, "commit", "--quiet", "--all", "--message=two")
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=change", origin.as_uri(), str(clone))
    program = tmp_path / "valueprop" / "bin" / "jupyterhub-valueprop"
    program.parent.mkdir(parents=True)
    program.write_text(PROGRAM.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    base = git(origin, "rev-parse", "main").strip()

    ran = run_step("Compare", clone, DIR="my hubs", BASE=base)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "output").read_text() == f"report={tmp_path / 'fleet'}\nstatus=1\n"
    assert (tmp_path / "summary").read_text().startswith(f"{MARKER}\n\n## ❌ 2 communities: 1 broken, 1 same\n")
    assert run_step("Result", STATUS="1").returncode == 1

    evil = "x\" ; touch '$(touch evil)' `touch evil`"
    assert run_step("Compare", clone, DIR=evil, BASE=evil).returncode == 2
    assert list(clone.glob("evil*")) == []


@pytest.mark.parametrize(
    ("earlier", "asked"),
    [
        ("", ["--method", "POST", "repos/o/r/issues/7/comments", "--field"]),
        ("41 42", ["--method", "PATCH", "repos/o/r/issues/comments/41", "--field"]),
    ],
)
def test_the_comment_is_written_once_and_then_updated(
    run_step: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, earlier: str, asked: list[str]
) -> None:
    values = {"GH_TOKEN": "t", "REPORT": "/report", "REPOSITORY": "o/r", "HEAD": "o/r", "NUMBER": "7"}
    ran = run_step("Comment", **values, EARLIER=earlier)
    lines = (tmp_path / "asked").read_text().splitlines()

    assert ran.returncode == 0, ran.stderr
    assert lines[lines.index("--silent") + 1 :] == [*asked, "body=@/report/report.md"]
    assert STEPS["Comment"]["env"]["MARKER"] == MARKER


def test_a_fork_gets_no_comment(run_step: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    values = {"GH_TOKEN": "t", "REPORT": "/report", "REPOSITORY": "o/r", "HEAD": "fork/r", "NUMBER": "7"}
    ran = run_step("Comment", **values, EARLIER="")

    assert ran.returncode == 0
    assert "::notice::This pull request comes from a fork" in ran.stdout
    assert not (tmp_path / "asked").exists()
