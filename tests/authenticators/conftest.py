"""These tests need the authenticators' packages: `make authenticators` installs them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from importlib.util import find_spec

import pytest
from authenticators.catalogue import Authenticator
from authenticators.fixtures import HUB, Answers, Pages, Proves, Start
from authenticators.packages import Packaged
from real_hub import OURS, Hub, HubsInLoop

INSTALLED = find_spec("nativeauthenticator") is not None
collect_ignore = [] if INSTALLED else ["test_packages.py", "test_pages.py", "test_sign_in.py"]


def package_of(authenticator: Authenticator) -> str:
    """The package that an authenticator comes from, with its version; JupyterHub's own have the version of the hub."""
    if isinstance(authenticator, Packaged):
        return f"[{authenticator.name}](https://pypi.org/project/{authenticator.name}/) {authenticator.version}"
    distributions = metadata.packages_distributions().get(authenticator.authenticator_class.partition(".")[0])
    if not distributions:
        return "JupyterHub"
    return f"[{distributions[0]}](https://pypi.org/project/{distributions[0]}/) {metadata.version(distributions[0])}"


@pytest.fixture
def proves(record_property: Callable[[str, object], None]) -> Proves:
    """Say what the test shows about an authenticator; the table in the docs is made of it."""

    def record(authenticator: Authenticator, shown: str) -> None:
        missing = authenticator.missing_in(HUB)
        record_property("hub", f"{HUB[0]}.{HUB[1]}")
        record_property("authenticator", authenticator.name)
        record_property("package", package_of(authenticator))
        record_property("shown", missing or shown)
        if missing:
            pytest.skip(missing)

    return record


@pytest.fixture
def start(hub: HubsInLoop) -> Start:
    """Start a hub that uses `authenticator`, with this package unless `setup` is empty."""

    async def begin(authenticator: Authenticator, more: str = "", setup: str = OURS, port: int = 0) -> Hub:
        if INSTALLED:
            from nativeauthenticator.handlers import LocalBase

            # it adds its templates to the first hub of a process only
            LocalBase._template_dir_registered = False
        return await hub(setup + authenticator.config + more, port)

    return begin


@pytest.fixture
def pages(start: Start) -> Pages:
    """The answers of two real hubs with the same configuration: without this package, and with it."""

    async def both(authenticator: Authenticator, path: str = "/hub/login", more: str = "") -> Answers:
        answers = []
        for setup in ("", OURS):
            running = await start(authenticator, more, setup)
            async with running.visitor() as visitor:
                answers.append(await visitor.get(path))
        return answers[0], answers[1]

    return both
