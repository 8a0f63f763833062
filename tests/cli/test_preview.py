"""`preview` before it shows anything: wrong files, ports that are taken, and help."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from jupyterhub_valueprop.cli import main
from jupyterhub_valueprop.preview.server import listen

pytestmark = pytest.mark.usefixtures("own_folder")


def test_a_missing_file_is_wrong_usage() -> None:
    result = CliRunner().invoke(main, ["preview", "nothing.yaml"])
    assert result.exit_code == 2
    assert result.stderr.startswith("there is no file nothing.yaml; name your branding file")


def test_a_port_that_is_taken_is_a_message() -> None:
    taken = listen(0)
    port = taken[0].getsockname()[1]
    result = CliRunner().invoke(main, ["preview", "--quiet", "--port", str(port)])
    taken[0].close()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"port {port} can't be used: address already in use; choose another one\n"


@pytest.mark.parametrize("verb", ["preview", "export"])
def test_help_has_examples(verb: str) -> None:
    result = CliRunner().invoke(main, [verb, "--help"])
    assert result.exit_code == 0
    assert f"Examples:\n    jupyterhub-valueprop {verb}" in result.stdout
