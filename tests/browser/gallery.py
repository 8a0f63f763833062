"""Every page of a hub without us and with us, as a real Chromium shows it; each is looked at once for all tests."""

from __future__ import annotations

import asyncio
import re
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from typing import Any

from authenticators.catalogue import NATIVE
from browser.arrival import see
from browser.login_modes import EXAMPLE
from browser.page_watch import PATIENCE, Watch
from browser.states import STATES
from browser.test_page import violations
from every_page import HUB, PAGES, HubPage, prepare
from playwright.sync_api import Browser, Page, Route
from real_hub import OURS, PASSWORD, Hub, HubThread

MORE = {
    "environment": {"kind": "staging"},
    "locales": ["en", "es"],
    "announcements": [{"text": "The reef is closed on Friday"}],
}
BRANDED = f"{OURS}c.ValueProp.branding = [{str(EXAMPLE)!r}, {MORE!r}]\n"

#: KubeSpawner as Zero to JupyterHub sets it up; until a server starts it asks its cluster for nothing.
PROFILES = textwrap.dedent("""
    c.JupyterHub.spawner_class = "kubespawner.KubeSpawner"
    c.KubeSpawner.profile_list = [
        {
            "display_name": "Small",
            "description": "For notebooks",
            "default": True,
            "profile_options": {
                "image": {
                    "display_name": "Image",
                    "choices": {
                        "ocean": {"display_name": "Ocean", "kubespawner_override": {"image": "ocean:1"}},
                        "reef": {"display_name": "Reef", "kubespawner_override": {"image": "reef:1"}},
                    },
                    "unlisted_choice": {
                        "enabled": True,
                        "display_name": "Another image",
                        "kubespawner_override": {"image": "{value}"},
                    },
                }
            },
        },
        {"display_name": "Large", "description": "For models"},
    ]
    """)
PROFILE_LIST = "profile list"
NATIVE_LOGIN, SIGNUP = "native login", "signup"
#: Pages that need a spawner or an authenticator of their own: the hub's lines, and where its page is.
OTHER_HUBS = {
    PROFILE_LIST: (PROFILES, HubPage("spawn")),
    NATIVE_LOGIN: (NATIVE.config, HubPage("login", None)),
    SIGNUP: (NATIVE.config, HubPage("signup", None)),
    **{name: (state.config, state.page) for name, state in STATES.items()},
}
WRAPPED = [*(name for name in PAGES if name != "login"), PROFILE_LIST]
WIDTHS = (1280, 320)
LOGO = "#jupyterhub-logo"
NOTICE, REFUSED, ASK = TEXTS = ("The reef is closed on Friday", "doesn't have access to this hub", "Ask for an")
#: The hub's own, not ours.
CONTROLS = """[...document.querySelectorAll('input, select, textarea, button')]
    .filter(e => !e.closest('section.vp, details.vp')).map(e => e.id || e.name || e.type)"""
FORMS = "[...document.forms].map(f => [f.id, f.method, f.action.replace(location.origin, '').split('?')[0]])"
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BELOW_FOOTER = """(() => {
    const box = document.querySelector('.vp-footer')?.getBoundingClientRect()
    // of a height in fractions the browser says the nearest whole number: up to half a pixel is its own
    return box && Math.trunc(document.documentElement.scrollHeight - window.scrollY - box.bottom)
})()"""
SHIFTS = """new Promise(done => {
    let sum = 0
    new PerformanceObserver(list => { for (const shift of list.getEntries()) sum += shift.value })
        .observe({type: 'layout-shift', buffered: true})
    setTimeout(() => done(sum), 100)
})"""
#: Where the parts of a page begin: the first of each kind, without those that are only for screen readers.
STARTS = """['.vp-brand', '.vp-notice, .vp-happened > p', '.container > :is(h1, p, table)', '.vp-footer a']
    .map(part => document.querySelector(part)?.getBoundingClientRect())
    .filter(box => box?.width > 1).map(box => Math.round(box.x))"""
SCRIPTS = "[...document.scripts].map(s => s.src.replace(location.origin, '').split('?')[0])"


@dataclass(frozen=True)
class Look:
    """What was seen of one page.

    `troubles` are errors, warnings and failed requests, `violations` are axe's; `starts` is how far from the left its
    parts begin, `brand` what of the brand is to be seen, `counts` how often there is a text; `overhang` is how far the
    page scrolls sideways and `below_footer` what is below our footer, in pixels, by the width of the window.
    """

    troubles: list[str]
    violations: dict[str, list[tuple[str, str]]]
    controls: list[str]
    forms: list[list[str]]
    scripts: list[str]
    starts: list[int]
    brand: dict[str, Any]
    counts: dict[str, int]
    overhang: dict[int, int]
    below_footer: dict[int, int | None]


def faults(violations: dict[str, list[tuple[str, str]]]) -> set[tuple[str, str]]:
    """The rules that a page violates, each with an element that does, without words and figures: they tell the time."""
    return {(rule, re.sub(r">[^<]*<|\d+", "><", html)) for rule, found in violations.items() for html, _ in found}


@contextmanager
def _there(opened: Page, hub: Hub, page: HubPage, name: str) -> Iterator[None]:
    """Go to a page of the hub and wait until it is as its name says; meanwhile the hub signs in as the page asks."""
    hub.app.authenticator.auto_login = page.auto_login
    try:
        see(opened, f"{hub.url}/hub/{page.path}")
        if name == "spawn pending":
            opened.get_by_text("Waiting for the tide").first.wait_for(state="attached")
        if name in STATES and (act := STATES[name].act):
            act(opened)
        yield
    finally:
        hub.app.authenticator.auto_login = False


@dataclass
class Gallery:
    """The hubs, their pages and the people signed in to them."""

    browser: Browser
    page_hub: HubThread
    states: dict[tuple[str, str], Any] = field(default_factory=dict)
    windows: dict[tuple[str, str | None], tuple[Page, Watch]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        #: What there is to see of a page in light or in dark: `look(setup, name, scheme)`, each looked at once.
        self.look = cache(self._look)
        self.hub = cache(self._hub)

    @contextmanager
    def visit(self, setup: str, name: str, watch: Watch | None = None, **options: Any) -> Iterator[Page]:
        """Open a page of the hub with these lines of configuration, as the person who may see it."""
        hub, page = self._page(setup, name)
        options.setdefault("viewport", {"width": 1280, "height": 800})
        context = self.browser.new_context(storage_state=self._signed_in(hub, page.user), **options)
        context.set_default_timeout(PATIENCE)
        opened = context.new_page()
        if watch:
            watch.follow(opened)
        try:
            with _there(opened, hub, page, name):
                yield opened
        finally:
            context.close()

    def _page(self, setup: str, name: str) -> tuple[Hub, HubPage]:
        config, page = OTHER_HUBS.get(name, (HUB, None))
        hub, pages = self.hub(config + setup)
        return hub, page or pages[name]

    def _look(self, setup: str, name: str, scheme: str) -> Look:
        """Look at a page in the window of the one who may see it; it stays open, for opening takes longer than that."""
        hub, page = self._page(setup, name)
        opened, watch = self._window(hub, page.user)
        opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        watch.begin()
        try:
            with _there(opened, hub, page, name):
                return look(opened, watch)
        finally:
            opened.goto("about:blank")  # what the page still does is not of the next

    def _window(self, hub: Hub, user: str | None) -> tuple[Page, Watch]:
        if (hub.url, user) not in self.windows:
            viewport = {"width": WIDTHS[0], "height": 800}
            page = self.browser.new_page(storage_state=self._signed_in(hub, user), viewport=viewport)  # type: ignore[arg-type]
            page.set_default_timeout(PATIENCE)
            watch = Watch()
            watch.follow(page)
            self.windows[hub.url, user] = page, watch
        return self.windows[hub.url, user]

    def _hub(self, config: str) -> tuple[Hub, dict[str, HubPage]]:
        if find_spec("nativeauthenticator"):
            from nativeauthenticator.handlers import LocalBase

            LocalBase._template_dir_registered = False  # it adds its templates to the first hub of a process only
        hub = self.page_hub(config)
        if not config.startswith(HUB):
            return hub, {}
        return hub, asyncio.run_coroutine_threadsafe(prepare(hub.url), self.page_hub.loop).result(60)

    def _signed_in(self, hub: Hub, user: str | None) -> Any:
        if user is None:
            return None
        if (hub.url, user) not in self.states:
            context = self.browser.new_context()
            page = context.new_page()
            page.goto(f"{hub.login}?next=%2Fhub%2Ftoken")
            page.fill("input[name=username]", user)
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url("**/hub/token")
            self.states[hub.url, user] = context.storage_state()
            context.close()
        return self.states[hub.url, user]


def look(page: Page, watch: Watch) -> Look:
    """All that the tests want to know of an open page, which is as wide as before in the end."""
    watch.end()
    # a page that loads itself anew stays while it is looked at
    page.route(page.url, no_content)
    troubles = [re.sub(r"127\.0\.0\.1:\d+|\?\S+", "", trouble) for trouble in watch.troubles]
    seen = [violations(page), *map(page.evaluate, (CONTROLS, FORMS, SCRIPTS, STARTS)), brand(page)]
    counts = {text: page.get_by_text(text).count() for text in TEXTS}
    overhang, below_footer = {}, {}
    for width in (*WIDTHS[1:], WIDTHS[0]):
        page.set_viewport_size({"width": width, "height": 800})
        overhang[width], below_footer[width] = page.evaluate(OVERHANG), page.evaluate(BELOW_FOOTER)
    page.unroute(page.url, no_content)
    return Look(troubles, *seen, counts, overhang, below_footer)  # type: ignore[call-arg]


def no_content(route: Route) -> None:
    route.fulfill(status=204)


def brand(page: Page) -> dict[str, Any]:
    """What is to be seen of the brand; where a page is the stock one or the login page itself, nothing."""
    if not page.locator(".vp-ribbon").count() or not page.locator(f"{LOGO} a").count():
        return {}
    return {
        "logo": page.locator(f"{LOGO} img").first.is_visible(),
        "name": page.locator(f"{LOGO} a").inner_text().strip(),
        "ribbon": page.locator(".vp-ribbon").inner_text(),
        "help": [link.is_visible() for link in page.get_by_role("link", name="Get help").all()],
    }
