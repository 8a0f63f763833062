"""The functions that this package's templates call. They never raise: on a failure, the hub's page is shown."""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from tornado.web import RequestHandler

from . import internals
from .address import public_origin
from .custom_html import named_buttons
from .destination import destination_of
from .error_pages import Happening, what_happened
from .live_site import LiveSite, NoSiteError
from .page_cache import PageCache
from .redirecting import address_to_sign_in, is_sent_away
from .request import Remembering, choose_language, kept_query, set_language
from .sites import Sites
from .templates import NEXT, NOTICE_PAGES, Ancestors, file_of, referenced_templates
from .theme_blocks import ANNOUNCEMENT, SCRIPT, ThemeBlocks

if TYPE_CHECKING:
    from jupyterhub_valueprop.site import Landing

LOGIN = "valueprop/login.html"
#: The part that `login_page = "wrap"` puts below the sign-in form of the hub's theme.
LOGIN_STORY = "wrapped-story"
#: The part below every page of the hub, with the links to other languages.
FOOTER = "wrapped-footer"
#: Jinja's file name for a template that is not from a file, like those of this package.
FROM_NO_FILE = "<template>"
_CHOSEN = "jupyterhub_valueprop_landing"
_HAS_SWITCH = "jupyterhub_valueprop_has_switch"
_HUBS_LOGIN = f"{NEXT}/login.html"
_NOTHING = Markup()


class Rendering:
    """The global `valueprop` of the hub's templates."""

    def __init__(self, sites: Sites, environment: Environment) -> None:
        self._sites = sites
        self._remembering = {live: Remembering(live.hub_path, live.public_url) for live in sites}
        self._hub_environment = environment
        self._is_ready = False

    @cached_property
    def _environment(self) -> Environment:
        """The hub's environment without async: a failed sign-in is rendered outside the event loop (JupyterHub ≥ 5.3).

        Made on first use, because an extension is created before its environment is complete.
        """
        own = self._hub_environment.overlay(trim_blocks=True, lstrip_blocks=True, enable_async=False)
        compact = {"sort_keys": True, "separators": (",", ":")}
        own.policies = {**own.policies, "json.dumps_kwargs": compact}
        return own

    @cached_property
    def _page_caches(self) -> Mapping[LiveSite, PageCache]:
        lives = list(self._sites)
        return {live: PageCache(len(lives)) for live in lives}

    @cached_property
    def _ancestors(self) -> Ancestors:
        return Ancestors(self._environment)

    @cached_property
    def _own_login(self) -> Template | None:
        """This package's `valueprop/login.html`; None if the admin's `template_paths` have one, which may change."""
        template = self._environment.get_template(LOGIN)
        return template if template.filename == FROM_NO_FILE else None

    @cached_property
    def _has_stock_login(self) -> bool:
        """Whether the hub's `login.html` is JupyterHub's; looked at once, so another one counts after a restart."""
        stock = internals.stock_template(self._environment, "login.html")
        return stock is not None and file_of(self._environment, stock) == file_of(self._environment, _HUBS_LOGIN)

    @cached_property
    def _theme_blocks(self) -> ThemeBlocks:
        return ThemeBlocks(self._environment, self._ancestors, self._sites.themes)

    @pass_context
    def login(self, context: Context) -> Markup | None:
        """The whole login page, or the admin's `login.html` that extends it; None if the hub has to show its own."""
        shared = self._environment.globals  # in the context of a template, but equal for all views
        values = {name: value for name, value in context.get_all().items() if shared.get(name) is not value}
        page = self._login(self._live(values), values)
        return None if page is None else Markup(page)  # noqa: S704 - the environment has escaped it

    async def login_page(self, values: Mapping[str, Any]) -> str | None:
        """The same for the context that JupyterHub passes to its template; after the hub's start, waits for a site."""
        live = self._live(values)
        if live.is_expected:
            self._get_ready()
            await live.first_site()
        return self._login(live, values)

    def _get_ready(self) -> None:
        """Do what the first page needs while it is built; where it fails, it is done again when the page is shown."""
        if self._is_ready:
            return
        self._is_ready = True
        gc.collect()  # JupyterHub's imports have left a full collection due, which would hold up the first page
        with suppress(Exception):
            import_module("jupyterhub_valueprop.site")  # as `answer_of` does for the first answer
            self._login_template()
            for name in referenced_templates(self._environment, LOGIN):
                self._environment.get_template(name)

    def _login(self, live: LiveSite, values: Mapping[str, Any]) -> str | None:
        if live.is_off or live.login_page_is_off:
            live.metrics.fell_back("off")
            return None
        try:
            handler = internals.handler_of(values)
            if is_sent_away(handler, live.landing_page, live.hub_path, self._sites.hosts):
                return ""
            landing = self._landing(live, handler)
            template = self._login_template()
            values = self._values(values, landing, "login")
            values |= self._theme_values(values)
            values["public_origin"] = public_origin(handler, live.public_url)
            render = partial(self._rendered, template)
            # an admin's template may show what is not in the context, such as the time; a POST is not repeated
            if template is self._own_login and handler is not None and handler.request.method == "GET":
                page = self._page_caches[live].page(live.site, values, render)
            else:
                page = render(values)
            set_language(handler, landing.locale.tag)
            live.metrics.viewed(landing.locale.tag)
        except NoSiteError:
            live.metrics.fell_back("no-page")
            return None
        except Exception:
            live.metrics.fell_back("failure")
            live.tell_once("ValueProp: the login page failed, so JupyterHub's page is shown")
            return None
        return page

    def _theme_values(self, values: Mapping[str, Any]) -> dict[str, Markup]:
        """A theme's announcement and scripts. A failing one doesn't keep the page from being shown."""
        shown: dict[str, Markup] = {}
        if self._sites.themes:
            try:
                shown = self._theme_blocks.of(self.hubs_own("page.html"), self._completed(values))
            except Exception:
                self._sites.default.tell_once("ValueProp: the announcement of your theme's page.html failed")
        return {"theme_announcement": shown.get(ANNOUNCEMENT, _NOTHING), "theme_script": shown.get(SCRIPT, _NOTHING)}

    def _login_template(self) -> Template:
        """The admin's `login.html` if it extends this package's and can be read, else this package's."""
        try:
            if not self._has_stock_login and LOGIN in self._ancestors.of(_HUBS_LOGIN):
                return self._environment.get_template(_HUBS_LOGIN)
        except Exception:
            self._sites.default.tell_once(
                "ValueProp: login.html in template_paths can't be read, so this package's page is shown"
            )
        return self._own_login or self._environment.get_template(LOGIN)

    def hubs_own(self, name: str) -> str:
        """The template that the hub would show without this package; JupyterHub's if that can't be shown.

        An admin's template that extends this package's needs its context. One that extends its own name
        would never end. One that can't be read would lock everybody out.
        """
        hubs = f"{NEXT}/{name}"
        try:
            if not {name, hubs, LOGIN} & set(self._ancestors.of(hubs)):
                return hubs
        except Exception:
            self._sites.default.tell_once(
                "ValueProp: your theme's %s can't be read, so JupyterHub's page is shown", name
            )
        return internals.stock_template(self._environment, name) or hubs

    @pass_context
    def part(self, context: Context, name: str) -> Markup | Awaitable[Markup]:
        """One part of this package for another page of the hub (`valueprop/<name>.html`); empty if it fails."""
        live = self._live(context)
        if name == LOGIN_STORY and live.login_page_is_off:
            return Markup()
        if live.is_expected and context.environment.is_async:
            return self._late_part(live, context, name)
        return self._part(live, context, name)

    async def _late_part(self, live: LiveSite, context: Context, name: str) -> Markup:
        await live.first_site()
        return self._part(live, context, name)

    def _part(self, live: LiveSite, context: Context, name: str) -> Markup:
        try:
            values, page = context.get_all(), NOTICE_PAGES.get(context.name or "", "")
            handler = internals.handler_of(values)
            values = self._completed(self._values(values, self._landing(live, handler), page))
            values["login_url"] = address_to_sign_in(values.get("login_url", ""), live.landing_page, live.hub_path)
            if name in (LOGIN_STORY, FOOTER):
                values["kept_query"] = _kept_query(name, handler, live.hub_path)
            html = self._environment.get_template(f"valueprop/{name}.html").render(values)
            if name == LOGIN_STORY and handler is not None:
                setattr(handler, _HAS_SWITCH, True)
        except NoSiteError:
            return Markup()
        except Exception:
            live.tell_once("ValueProp: the part %r failed, so the page is shown without it", name)
            return Markup()
        return Markup(html)  # noqa: S704 - the environment has escaped it

    @pass_context
    def what_happened(self, context: Context) -> Happening:
        """What an error page is about, for this package's parts."""
        return what_happened(context)

    def _live(self, values: Mapping[str, Any] | Context) -> LiveSite:
        """The site of a request; the default site if its host can't be read."""
        try:
            return self._sites.of(internals.handler_of(values))
        except Exception:
            live = self._sites.default
            live.tell_once("ValueProp: the host of a request can't be read, so the default site is shown")
            return live

    def _landing(self, live: LiveSite, handler: RequestHandler | None) -> Landing:
        """The landing for this request: the same one for all parts of its page, even if a file changes meanwhile."""
        landing: Landing | None = getattr(handler, _CHOSEN, None)
        if landing is None:
            landing = live.landing(partial(choose_language, handler, self._remembering[live]))
            if handler is not None:
                setattr(handler, _CHOSEN, landing)
        return landing

    def _values(self, values: Mapping[str, Any], landing: Landing, page: str) -> dict[str, Any]:
        """What this package's templates depend on: JupyterHub's context of the page, the landing, its announcements."""
        return {**values, "landing": landing, "notices": landing.notices(page)}

    def _completed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The context of this package's templates: also what follows from `values`, which a kept page has already."""
        locale = values["landing"].locale
        return {
            **values,
            "hub_logo": self._sites.hub_logo,
            **locale.functions,
            "custom_html": named_buttons(values.get("custom_html"), locale),
        }

    def _rendered(self, template: Template, values: Mapping[str, Any]) -> str:
        """The login page, with what follows from its `next` and its URL."""
        from jupyterhub_valueprop.site import query_form  # noqa: PLC0415 - with the first site, see `answer_of`

        asked, prefix = values.get("next"), values.get("prefix")
        destination = destination_of(asked, prefix) if isinstance(asked, str) and isinstance(prefix, str) else None
        sign_in_form = query_form(str(values.get("authenticator_login_url", "")))
        return template.render({**self._completed(values), "destination": destination, "sign_in_form": sign_in_form})


def _kept_query(name: str, handler: RequestHandler | None, hub_path: str) -> str | None:
    """The query that a part's links to other languages keep; None if the part must not have such links.

    Below a sign-in form the links always exist, even after a wrong password, and are not repeated further down.
    """
    if name == FOOTER and hasattr(handler, _HAS_SWITCH):
        return None
    kept = kept_query(handler, hub_path)
    return kept or "" if name == LOGIN_STORY else kept
