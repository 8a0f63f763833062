"""What is released: the same bytes from every build, complete, installable, and described for machines and for PyPI."""

from __future__ import annotations

import email
import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from email.message import Message
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).parents[2]
SECOND_BUILD = Path(os.environ["VALUEPROP_DISTRIBUTIONS_AGAIN"])
PYTHONS = os.environ.get("VALUEPROP_PYTHONS", sys.executable).split(os.pathsep)
UV = os.environ.get("VALUEPROP_UV")


@pytest.fixture(scope="module")
def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def metadata(contents: dict[str, bytes]) -> Message:
    (name,) = [name for name in contents if name.endswith(".dist-info/METADATA")]
    return email.message_from_bytes(contents[name])


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (top,) = folder.iterdir()
    return top


def test_two_builds_have_the_same_bytes(wheel: Path, sdist: Path) -> None:
    again = {path.name: path.read_bytes() for path in SECOND_BUILD.iterdir() if path.suffix in {".whl", ".gz"}}

    assert {wheel.name: wheel.read_bytes(), sdist.name: sdist.read_bytes()} == again


def test_the_bill_of_materials_names_the_package_and_all_that_it_requires(
    contents: dict[str, bytes], metadata: Message
) -> None:
    (name,) = [name for name in contents if re.search(r"\.dist-info/sboms/[^/]+\.cdx\.json$", name)]
    document = json.loads(contents[name])

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(contents[name].decode()) is None
    assert document["metadata"]["component"]["version"] == metadata["Version"]
    required = {re.split(r"[^\w.-]", each)[0] for each in metadata.get_all("Requires-Dist", []) if "extra" not in each}
    assert {component["name"] for component in document["components"]} == required


def test_every_link_of_the_readme_leads_somewhere_from_pypi(metadata: Message) -> None:
    readme = str(metadata.get_payload())
    targets = re.findall(r"\]\(([^)]+)\)", readme)
    address = r"https://(?:github\.com|raw\.githubusercontent\.com)/[\w-]+/[\w-]+/(?:blob/)?v[\d.]+/([^#]+)(?:#.*)?"

    assert metadata["Description-Content-Type"] == "text/markdown"
    assert len(targets) > 20
    assert [target for target in targets if not target.startswith("https://")] == []
    files = [found[1] for target in targets if (found := re.fullmatch(address, target))]
    assert len(files) > 20
    assert [name for name in files if not (ROOT / name).exists()] == []


def test_the_sdist_has_every_file_of_the_repository_but_the_contact_sheets(unpacked: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not in a checkout")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    has = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}

    missing = set(listed.splitlines()) - has
    assert {name for name in missing if not re.match(r"docs/screenshots/(brandings|languages|states)-", name)} == set()


def test_the_pictures_of_the_documentation_take_one_megabyte_at_most(unpacked: Path) -> None:
    pictures = [path for path in (unpacked / "docs").rglob("*") if path.suffix in {".webp", ".png", ".jpg", ".svg"}]

    assert len(pictures) > 5
    assert sum(path.stat().st_size for path in pictures) <= 1_000_000


MAKES_A_PAGE = """
import sys
from pathlib import Path
from jupyterhub_valueprop import __version__
from jupyterhub_valueprop.page import build_site
from jupyterhub_valueprop.site import write_message
site = write_message(build_site({"community": {"name": "Ocean Data Commons"}}, static_url_prefix="/"))
assert b"Ocean Data Commons" in site and len(site) > 20_000
print(__version__)
"""


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
@pytest.mark.parametrize("python", PYTHONS, ids=lambda path: Path(path).name)
def test_it_installs_into_an_empty_environment_and_makes_a_page(
    kind: str, python: str, wheel: Path, sdist: Path, metadata: Message, tmp_path: Path
) -> None:
    version = str(metadata["Version"])
    subprocess.run([python, "-m", "venv", *(["--without-pip"] if UV else []), "env"], cwd=tmp_path, check=True)
    bin_folder = tmp_path / "env" / "bin"
    distribution = wheel if kind == "wheel" else sdist
    new = str(bin_folder / "python")
    install = [UV, "pip", "install", "--python", new] if UV else [new, "-m", "pip", "install"]
    subprocess.run([*install, "--quiet", str(distribution)], cwd=tmp_path, check=True)

    made = run(tmp_path, str(bin_folder / "python"), "-c", MAKES_A_PAGE)
    said = run(tmp_path, str(bin_folder / "jupyterhub-valueprop"), "--version")

    assert (made, said) == (version, f"jupyterhub-valueprop, version {version}")


def run(folder: Path, *command: str) -> str:
    environment = {"PATH": os.defpath, "HOME": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
