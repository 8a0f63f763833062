"""A real Chromium, pages that watch themselves, hubs beside it, and an OAuth provider."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from browser.gallery import Gallery
from browser.login_modes import BRANDINGS, MODES
from browser.oauth_provider import OAuthProvider
from browser.page_watch import PATIENCE, Watch
from chromium import HOW_TO_INSTALL, find_chromium
from nobodys_cluster import cluster_of_nobody
from playwright.sync_api import Browser, Page, expect, sync_playwright
from real_hub import HubThread

expect.set_options(timeout=PATIENCE)

FLAGS = [
    # Chromium talks to its maker on its own; in a closed network those calls fail by the dozen
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
]


@contextmanager
def run_chromium(environment: dict[str, str], *more_flags: str) -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.fail(HOW_TO_INSTALL)
    flags = [*FLAGS, *more_flags]
    if sys.platform != "win32" and os.geteuid() == 0:
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags, env={**environment})
        yield chromium
        chromium.close()


# Not for the whole session: while Playwright's loop runs in this thread, pytest-asyncio can't run one of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a module."""
    with run_chromium(dict(os.environ)) as chromium:
        yield chromium


@pytest.fixture
def watch(request: pytest.FixtureRequest) -> Iterator[Watch]:
    """Fails the test at its end if a page reported an error, a failed request or a request to another host."""
    watching = Watch()
    yield watching
    if not request.node.get_closest_marker("unwatched"):
        assert watching.troubles == []


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens a watched page in a fresh profile: `page = new_page(width=320, color_scheme="dark")`."""
    contexts = []

    def open_page(width: int = 1280, height: int = 800, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch.follow(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A watched page, 1280 by 800, light."""
    return new_page()


@pytest.fixture(scope="module")
def page_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubThread]:
    """Makes hubs without proxy in a thread: `hub = page_hub(config)`, enough for looking at pages and signing in."""
    hubs = HubThread(tmp_path_factory.mktemp("page-hubs"))
    yield hubs
    hubs.stop()


@pytest.fixture(scope="module")
def gallery(browser: Browser, page_hub: HubThread, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    """Every page of a hub, without us and with us."""
    with pytest.MonkeyPatch.context() as patch:
        # read when KubeSpawner's client is imported
        patch.setenv("KUBECONFIG", cluster_of_nobody(tmp_path_factory.mktemp("cluster")))
        yield Gallery(browser, page_hub)


@pytest.fixture(scope="module")
def login_pages(page_hub: HubThread) -> Callable[[str, str], str]:
    """Address of the login page in a mode with a branding; each such hub is started once."""
    addresses: dict[tuple[str, str], str] = {}

    def address(mode: str, branding: str = "default") -> str:
        key = (mode, branding)
        if key not in addresses:
            addresses[key] = page_hub(MODES[mode] + BRANDINGS[branding]).login
        return addresses[key]

    return address


@pytest.fixture
def oauth_provider() -> Iterator[OAuthProvider]:
    """A running provider; at the end of the test it must have refused nothing."""
    provider = OAuthProvider()
    provider.start()
    yield provider
    provider.stop()
    assert provider.refusals == []
