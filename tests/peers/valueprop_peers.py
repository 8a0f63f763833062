"""A pytest plugin that switches this package on for JupyterHub's own tests: `-p valueprop_peers`.

What looks for the stock page's exact markup is listed in `differences.txt` with its reason and expected to fail; when
one of them passes, the run fails until its line is gone.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from jupyterhub.tests.mocking import MockHub

DIFFERENCES = Path(__file__).with_name("differences.txt")


def differences() -> dict[str, str]:
    """Why each of the listed tests can't pass, by its name."""
    lines = (line.strip() for line in DIFFERENCES.read_text(encoding="utf-8").splitlines())
    return dict(line.split(": ", maxsplit=1) for line in lines if line and not line.startswith("#"))


def pytest_configure() -> None:
    prepare, configure = MockHub.__init__, MockHub.init_tornado_settings

    def prepare_with_the_front_door(hub: MockHub, *arguments: object, **options: object) -> None:
        prepare(hub, *arguments, **options)
        hub.jinja_environment_options = {"extensions": ["jupyterhub_valueprop.Extension"]}

    def configure_and_look(hub: MockHub) -> None:
        configure(hub)
        assert "valueprop" in hub.tornado_settings["jinja2_env"].globals, "the front door is not switched on"

    MockHub.__init__, MockHub.init_tornado_settings = prepare_with_the_front_door, configure_and_look


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reasons = differences()
    for item in items:
        if item.name in reasons:
            item.add_marker(pytest.mark.xfail(reason=reasons[item.name], strict=True))
