"""What is in the wheel, and that the tests which are said to run against it do."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "jupyterhub_valueprop"


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in the wheel: the one under test, or else one built now."""
    given = os.environ.get("VALUEPROP_WHEEL")
    if given:
        wheel = Path(given)
    else:
        folder = tmp_path_factory.mktemp("wheel")
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
        subprocess.run(command, check=True)
        (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_file_of_the_package_is_in_the_wheel(names: set[str]) -> None:
    files = {
        file.relative_to(ROOT).as_posix()
        for file in PACKAGE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert files - names == set()


@pytest.mark.parametrize(
    "pattern",
    [
        "jupyterhub_valueprop/py.typed",
        "jupyterhub_valueprop/templates/*.html",
        "jupyterhub_valueprop/templates/valueprop/*.html",
        "jupyterhub_valueprop/static/*.css",
        "jupyterhub_valueprop/static/*.js",
        "jupyterhub_valueprop/content/*.md",
        "jupyterhub_valueprop/locale/*.po",  # compiled when a page is built
        "jupyterhub_valueprop-*.dist-info/licenses/LICENSE",
        "jupyterhub_valueprop-*.dist-info/entry_points.txt",
    ],
)
def test_the_wheel_brings_what_a_hub_needs(names: set[str], pattern: str) -> None:
    # rglob-like: a folder below the named one will do
    folder, _, name = pattern.rpartition("/")
    assert [entry for entry in names if _is_below(entry, folder) and Path(entry).match(name)] != []


def _is_below(entry: str, folder: str) -> bool:
    return any(parent.match(folder) for parent in Path(entry).parents)


def test_the_wheel_brings_nothing_else(names: set[str]) -> None:
    roots = {entry.partition("/")[0].partition("-")[0] for entry in names}
    assert roots == {"jupyterhub_valueprop"}
    assert [entry for entry in names if "test" in entry or "__pycache__" in entry] == []


@pytest.mark.skipif("VALUEPROP_TEST_INSTALLED" not in os.environ, reason="the wheel is installed only by make test")
def test_the_package_under_test_is_the_installed_one() -> None:
    import jupyterhub_valueprop

    installed = Path(sysconfig.get_paths()["purelib"]).resolve()
    assert installed in Path(str(jupyterhub_valueprop.__file__)).resolve().parents
    assert str(ROOT) not in [str(Path(entry).resolve()) for entry in sys.path]
