"""The guide to testing a hub's front door, followed to the letter in somebody else's repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from real_hub import VENV_BIN

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "how-to" / "testing.md").read_text(encoding="utf-8")
#: Those of its blocks that begin with the name of a file.
FILES = dict(re.findall(r"^```\w+\n# (\S+)\n(.*?)^```", GUIDE, re.M | re.S))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a branding and the files of the guide."""
    shutil.copytree(ROOT / "examples" / "ocean", tmp_path / "branding")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run_pytest(repository: Path) -> subprocess.CompletedProcess[str]:
    """Run the repository's tests, where no command but this environment's can be found: neither is Node."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=repository,
        env=os.environ | {"PATH": str(VENV_BIN)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_guide_has_two_files_and_a_test_of_ten_lines() -> None:
    assert list(FILES) == ["pytest.ini", "test_front_door.py"]
    assert len(FILES["test_front_door.py"].split("async def")[1].splitlines()) == 10


def test_the_test_of_the_guide_passes(repository: Path) -> None:
    ran = run_pytest(repository)

    assert "1 passed" in ran.stdout, ran.stdout + ran.stderr


@pytest.mark.any_hub
def test_the_test_of_the_guide_fails_with_another_name(repository: Path) -> None:
    file = repository / "branding" / "branding.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Ocean Data Commons", "Reef Watch"), encoding="utf-8")

    ran = run_pytest(repository)

    assert "1 failed" in ran.stdout, ran.stdout + ran.stderr
    assert "assert '<title>Ocean Data Commons' in" in ran.stdout


@pytest.mark.any_hub
def test_the_test_of_the_guide_says_what_is_wrong_in_the_branding(repository: Path) -> None:
    (repository / "branding" / "branding.yaml").write_text("community: [\n", encoding="utf-8")

    ran = run_pytest(repository)

    assert "1 failed" in ran.stdout, ran.stdout + ran.stderr
    assert re.search(r"branding\.yaml:\d+:\d+: error: .*\[yaml-syntax\]", ran.stdout)
