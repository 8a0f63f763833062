"""Code as those write it who use the package: mypy accepts it in strict mode, and it does what it says."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from traitlets.config import Config

import jupyterhub_valueprop
from jupyterhub_valueprop.content import default_document, read_proposition

HERE = Path(__file__).parent
BRANDING = """
community:
  name: Ocean Data Commons
locales: [en, es]
links:
  - label: Documentation
    url: https://docs.example.org
"""


@pytest.mark.slow
def test_mypy_accepts_user_code_in_strict_mode_and_finds_mistakes_in_it(tmp_path: Path) -> None:
    files = sorted(str(file) for file in HERE.glob("*.py") if file != Path(__file__))
    options = ["--strict", "--config-file=", "--cache-dir", str(tmp_path)]
    # from another folder: what is installed is checked, with what `py.typed` says of it
    run = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *files], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert run.stdout.splitlines() == ["Success: no issues found in 3 source files"], run.stdout + run.stderr


def test_user_code_uses_every_public_name() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in HERE.glob("*.py") if file != Path(__file__))

    assert [name for name in jupyterhub_valueprop.__all__ if name not in code] == []


def test_a_config_as_an_admin_writes_it_is_what_the_hub_gets(tmp_path: Path) -> None:
    admin = runpy.run_path(str(HERE / "hub_config.py"))
    c = Config()
    admin["configure"](c, tmp_path)

    *layers, variables = c.ValueProp.branding
    assert layers == [tmp_path / "branding.yaml", admin["BRANDING"], admin["maintenance"]]
    assert variables.key == "homepage.templateVars"
    assert c.JupyterHub.jinja_environment_options == {"extensions": [admin["name_of_the_extension"]()]}
    assert admin["settings"](c) == (5.0, "page")


def test_a_branding_is_checked_by_a_test_of_its_community(tmp_path: Path) -> None:
    checks = runpy.run_path(str(HERE / "branding_checks.py"))
    file = tmp_path / "branding.yaml"
    file.write_text(BRANDING, encoding="utf-8")
    checks["assert_it_is_ours"](checks["branding_of"](tmp_path))
    assert checks["problems_of"](tmp_path) == []

    file.write_text("comunity:\n  name: Ocean\n", encoding="utf-8")
    ((code, line, _),) = checks["problems_of"](tmp_path)
    assert (code, line) == ("unknown-key", 1)


def test_a_document_is_counted_by_a_test_of_its_network() -> None:
    checks = runpy.run_path(str(HERE / "branding_checks.py"))

    assert checks["number_of_promises"](read_proposition(default_document()).proposition) == 12
