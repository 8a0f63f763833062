"""A fleet of generated communities, as the benchmark has them, and the command on it."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from jupyterhub_valueprop.cli import main

GENERATOR = Path(__file__).parents[2] / "benchmarks" / "communities.py"


@dataclass(frozen=True)
class Ran:
    """What the command said and wrote."""

    status: int
    stdout: str
    stderr: str
    out: Path

    @property
    def communities(self) -> dict[str, Any]:
        """The entries of report.json by the folder of each community."""
        entries = json.loads((self.out / "report.json").read_text(encoding="utf-8"))["communities"]
        return {entry["file"].rpartition("/")[0]: entry for entry in entries}

    @property
    def statuses(self) -> dict[str, str]:
        """The status of each community that is not the same."""
        return {name: each["status"] for name, each in self.communities.items() if each["status"] != "same"}

    def keys(self, name: str) -> list[str]:
        """The keys of the changes of a community."""
        return [change["key"] for change in self.communities[name]["changes"]]


def run_fleet(*arguments: object, out: Path) -> Ran:
    result = CliRunner().invoke(main, ["fleet", *map(str, arguments), "--out", str(out)])
    return Ran(result.exit_code, result.stdout, result.stderr, out)


@pytest.fixture(scope="session")
def generator() -> ModuleType:
    """The module that writes communities: it is beside the tests, and in no wheel."""
    found = importlib.util.spec_from_file_location("communities", GENERATOR)
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def write_fleet(generator: ModuleType) -> Callable[[Path, int], list[str]]:
    """Writes a fleet into a folder: `write_fleet(folder, 12)`."""
    write: Callable[[Path, int], list[str]] = generator.write_fleet
    return write


def edit(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
