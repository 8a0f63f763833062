"""Fixtures for all tests: real hubs, and the inputs that lie beside the repository."""

from __future__ import annotations

import codecs
import os
import platform
import signal
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, suppress
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
import pytest_asyncio
import sampling
import warm_builder
import warm_database
import warm_templates
from _pytest.junitxml import xml_key
from broken_builder import forget_waiting
from packaging.requirements import Requirement
from real_hub import HubsInLoop, command_hub

from jupyterhub_valueprop.builder import starting

COLD_START = starting._start
ROOT = Path(__file__).parents[1]
NOBODY = 65_534  # on Linux and the BSDs

# what hubs and tests take from their machine, made the same on all: no proxy in between, one time zone, one umask, and
# ctrl-C, which a shell that runs `make test` in the background ignores: so did services, for the 30 s that a hub gives
# them to end
for variable in ("http_proxy", "https_proxy", "all_proxy"):
    os.environ.pop(variable, None)
    os.environ.pop(variable.upper(), None)
os.environ["TZ"] = "UTC"
time.tzset()
os.umask(0o022)
signal.signal(signal.SIGINT, signal.default_int_handler)


pytest_plugins = ["pytester"]


def pytest_addoption(parser: pytest.Parser) -> None:
    sampling.add_options(parser)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    sampling.choose(config, items)


def pytest_sessionstart(session: pytest.Session) -> None:
    """The junit report says what ran: the versions of Python and of what the package requires.

    The fixture `record_testsuite_property` does the same, but its words are lost where xdist runs the tests.
    """
    report = session.config.stash.get(xml_key, None)
    if report is None:  # none is asked for, or this is a worker
        return
    report.add_global_property("Python", platform.python_version())
    with suppress(metadata.PackageNotFoundError):
        for requirement in map(Requirement, metadata.requires("jupyterhub-valueprop") or ()):
            if requirement.marker is None:  # those of the extras have one
                report.add_global_property(requirement.name, metadata.version(requirement.name))


@pytest.fixture(scope="session", autouse=True)
def _warm_start(pytestconfig: pytest.Config) -> Iterator[None]:
    """What every start of a hub in this process would do again is done once; `cold_programs` undoes it for programs."""
    with pytest.MonkeyPatch.context() as patch, warm_templates.kept_templates():
        if not pytestconfig.pluginmanager.hasplugin("builder_coverage"):  # which counts imports, too
            patch.setattr(starting, "_start", warm_builder.start)
        patch.setattr("jupyterhub.orm.create_engine", warm_database.create_engine)
        patch.setattr("jupyterhub.traitlets.entry_points", cache(metadata.entry_points))
        yield
        forget_waiting()


@pytest.fixture
def cold_programs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The programs that build pages start as on a user's hub."""
    forget_waiting()
    monkeypatch.setattr(starting, "_start", COLD_START)
    yield
    forget_waiting()


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test stands in an empty folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def shared() -> Path:
    """The folder `../shared` with real documents; it is beside the repository only where the project is developed."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not on this machine")
    return folder


@pytest.fixture
def folder_of_nobody() -> Iterator[Path]:
    """A folder in which a file can be forbidden: root, who reads everything, is nobody until the test ends."""
    with tempfile.TemporaryDirectory() as name:
        if os.geteuid():
            yield Path(name)
            return
        codecs.lookup("utf-8-sig")  # imported when first needed, perhaps from a folder of root's own
        os.chown(name, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield Path(name)
        finally:
            os.seteuid(0)


@pytest_asyncio.fixture
async def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[HubsInLoop]:
    """Makes real hubs without a proxy, in the test's own event loop: `running = await hub(config)`."""
    monkeypatch.chdir(tmp_path)
    forget_waiting()  # a program that waits is in the folder of the test before
    hubs = HubsInLoop(tmp_path)
    yield hubs
    await hubs.stop()


@pytest.fixture
def running_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Runs the real command with a real proxy: `url = running_hub(config)`."""
    with ExitStack() as stack:

        def start(config: str | None = None, port: int | None = None) -> str:
            options = {} if config is None else {"config": config}
            return stack.enter_context(command_hub(tmp_path_factory.mktemp("hub"), port=port, **options))

        yield start
