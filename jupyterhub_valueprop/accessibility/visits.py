"""Open a branding's login page in a browser, in every state that people meet, without a hub.

The same templates as on a hub make the pages. No other host is contacted: what a page links to elsewhere, such as a
remote logo, is not loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jupyterhub_valueprop.page.examples import STATIC_URL, login_page
from jupyterhub_valueprop.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

#: A host name that leads nowhere. Browsers treat pages of localhost as encrypted.
ORIGIN = "http://localhost"
ADDRESS = f"{ORIGIN}/hub/login"

#: A state that people meet → the variables that JupyterHub gives the page, and whether signing in has failed.
STATES: Mapping[str, tuple[Mapping[str, Any], bool]] = {
    "a form": ({}, False),
    "a form after a wrong password": ({"username": "ada", "login_error": "Invalid username or password"}, True),
    "a button": ({"login_service": "Example University", "authenticator_login_url": "/hub/oauth_login?next="}, False),
}


@dataclass(frozen=True)
class Visit:
    """One page to look at: its state, language and color scheme."""

    name: str
    language: str
    scheme: str
    has_failed: bool
    html: str

    def __str__(self) -> str:
        return f"{self.name} ({self.language}, {self.scheme})"


def visits_to(site: Site) -> Iterator[Visit]:
    """Every state in the first language, and the form in the other languages; each in the page's color schemes."""
    for number, (language, landing) in enumerate(site.landings.items()):
        schemes = ("light", "dark") if landing.color_scheme == "auto" else (landing.color_scheme,)
        for name, (request, has_failed) in STATES.items():
            if number and name != next(iter(STATES)):
                continue
            html = login_page(landing, request)
            yield from (Visit(name, language, scheme, has_failed, html) for scheme in schemes)


@contextmanager
def shown(browser: Browser, site: Site, visit: Visit) -> Iterator[Page]:
    """The page in its own window of 1280 by 800 CSS pixels."""
    files = {asset.url(STATIC_URL): asset for asset in site.assets.values()}

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        path = f"{address.path}?{address.query}" if address.query else address.path
        if f"{address.scheme}://{address.netloc}" != ORIGIN:
            route.abort()
        elif path in files:
            route.fulfill(content_type=files[path].media_type, body=files[path].data)
        elif path == "/hub/login":
            route.fulfill(content_type="text/html; charset=utf-8", body=visit.html)
        else:
            route.fulfill(status=404, body="")

    context = browser.new_context(
        viewport={"width": 1280, "height": 800},
        color_scheme=visit.scheme,  # type: ignore[arg-type]
        locale=visit.language,
    )
    try:
        context.route("**/*", answer)
        page = context.new_page()
        page.goto(ADDRESS, wait_until="networkidle")
        yield page
    finally:
        context.close()
