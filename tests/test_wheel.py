"""What is in the wheel, and that the tests which are said to run against it do."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import jinja2
import pytest

from jupyterhub_valueprop.page.compiled_files import read_catalogue

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "jupyterhub_valueprop"
COMPILING: dict[str, Any] = runpy.run_path(str(PACKAGE / "page" / "compiling.py"))
SOURCES: dict[str, Path] = COMPILING["sources_by_name"]()


def build(root: Path, kind: str, folder: Path) -> Path:
    """What hatch makes of a project: its wheel or its sdist."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel that was built now, of the checkout."""
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def contents(built: Path) -> dict[str, bytes]:
    """The files in the wheel: the one under test, or else the one built now."""
    with zipfile.ZipFile(os.environ.get("VALUEPROP_WHEEL") or built) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def names(contents: dict[str, bytes]) -> set[str]:
    """The names of these files."""
    return set(contents)


def test_every_file_of_the_package_is_in_the_wheel_or_what_is_made_of_it(names: set[str]) -> None:
    files = {
        file.relative_to(ROOT).as_posix()
        for file in PACKAGE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    compiled = {
        path.relative_to(ROOT).as_posix(): f"jupyterhub_valueprop/compiled/{name}" for name, path in SOURCES.items()
    }
    # what only those need who compile
    for_the_build = {"jupyterhub_valueprop/page/compiling.py", "jupyterhub_valueprop/locale/jupyterhub_valueprop.pot"}

    assert {compiled.get(file, file) for file in files} - names == for_the_build
    assert names & (compiled.keys() | for_the_build) == set()


def test_compiled_files_are_what_a_checkout_makes(contents: dict[str, bytes]) -> None:
    made = {name: COMPILING["compile_source"](path) for name, path in SOURCES.items()}

    assert {name: _without_header(name, contents[f"jupyterhub_valueprop/compiled/{name}"]) for name in made} == {
        name: _without_header(name, content) for name, content in made.items()
    }


def _without_header(name: str, content: bytes) -> object:
    """A catalogue's texts: its header names the Babel that has compiled it."""
    return read_catalogue(content) if name.endswith(".mo") else content


def test_every_language_and_every_static_file_is_compiled() -> None:
    languages = {f"{path.name}.mo" for path in (PACKAGE / "locale").iterdir() if path.is_dir()}
    static = {path.name for path in (PACKAGE / "static").iterdir()}

    assert SOURCES.keys() == languages | static


def test_the_sdist_builds_the_same_wheel(built: Path, tmp_path: Path) -> None:
    sdist = build(ROOT, "sdist", tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()

    assert build(source, "wheel", tmp_path / "wheel").read_bytes() == built.read_bytes()


def test_building_leaves_the_checkout_as_it_was(tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in PACKAGE.rglob("*") if "__pycache__" not in path.parts}
    build(ROOT, "wheel", tmp_path / "wheel")

    assert {path: path.stat().st_mtime_ns for path in PACKAGE.rglob("*") if "__pycache__" not in path.parts} == before


@pytest.mark.parametrize(
    "pattern",
    [
        "jupyterhub_valueprop/py.typed",
        "jupyterhub_valueprop/templates/*.html",
        "jupyterhub_valueprop/templates/valueprop/*.html",
        "jupyterhub_valueprop/compiled/*.css",
        "jupyterhub_valueprop/compiled/*.js",
        "jupyterhub_valueprop/content/*.md",
        "jupyterhub_valueprop/compiled/*.mo",
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


@pytest.fixture
def unpacked(built: Path, tmp_path: Path) -> Path:
    """A folder with what is in the wheel."""
    with zipfile.ZipFile(built) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def test_the_wheel_makes_the_page_that_the_checkout_makes_without_compiling_templates(unpacked: Path) -> None:
    assert site(unpacked, NO_COMPILER) == site(ROOT)


def test_with_another_jinja_than_the_one_that_compiled_them_templates_are_compiled(unpacked: Path) -> None:
    compiled = unpacked / "jupyterhub_valueprop" / "compiled" / f"jinja-{jinja2.__version__}"
    for template in compiled.iterdir():
        template.write_text("raise AssertionError")
    compiled.rename(compiled.with_name("jinja-3.1.5"))

    assert site(unpacked) == site(ROOT)


#: Makes Jinja fail where it would compile.
NO_COMPILER = "import jinja2; jinja2.Environment.compile = None\n"


def site(folder: Path, before: str = "") -> bytes:
    """The message of the example's site in four languages, by a process that finds the package in this folder."""
    code = before + (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from jupyterhub_valueprop.page import build_site, compiled_files\n"
        "from jupyterhub_valueprop.site import write_message\n"
        "assert compiled_files.COMPILED.is_dir() == (sys.argv[2] == 'wheel'), compiled_files.COMPILED\n"
        "branding = [sys.argv[3], {'locales': ['en', 'de', 'es', 'ar']}]\n"
        "sys.stdout.buffer.write(write_message(build_site(branding, static_url_prefix='/hub/static/')))"
    )
    kind = "checkout" if folder == ROOT else "wheel"
    command = [sys.executable, "-c", code, str(folder), kind, str(ROOT / "examples" / "ocean" / "branding.yaml")]
    return subprocess.run(command, check=True, capture_output=True, env={"PATH": ""}, cwd=folder).stdout


@pytest.mark.skipif("VALUEPROP_TEST_INSTALLED" not in os.environ, reason="the wheel is installed only by make test")
def test_the_package_under_test_is_the_installed_one() -> None:
    import jupyterhub_valueprop

    installed = Path(sysconfig.get_paths()["purelib"]).resolve()
    assert installed in Path(str(jupyterhub_valueprop.__file__)).resolve().parents
    assert str(ROOT) not in [str(Path(entry).resolve()) for entry in sys.path]
