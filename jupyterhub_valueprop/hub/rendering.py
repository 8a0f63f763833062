"""What our templates can call. Every function answers, whatever happens: on a failure the hub's own page is shown."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from tornado.web import RequestHandler

from jupyterhub_valueprop.site import Landing, query_form

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
from .templates import NEXT, NOTICE_PAGES, Ancestors
from .theme_blocks import ANNOUNCEMENT, SCRIPT, ThemeBlocks

LOGIN = "valueprop/login.html"
#: What `login_page = "wrap"` puts below the sign-in form of the hub's theme.
LOGIN_STORY = "wrapped-story"
#: What stands below every page of the hub, with the links to its other languages.
FOOTER = "wrapped-footer"
#: What Jinja calls the file of a template that comes from none, as ours do.
FROM_NO_FILE = "<template>"
_CHOSEN = "jupyterhub_valueprop_landing"
_HAS_SWITCH = "jupyterhub_valueprop_has_switch"


class Rendering:
    """The global `valueprop` of the hub's templates."""

    def __init__(self, sites: Sites, environment: Environment) -> None:
        self._sites = sites
        self._remembering = {live: Remembering(live.hub_path, live.public_url) for live in sites}
        self._hub_environment = environment

    @cached_property
    def _environment(self) -> Environment:
        """The hub's environment without async: a failed sign-in is rendered outside the event loop (JupyterHub ≥ 5.3).

        Made late, because an extension is created before its environment is complete.
        """
        own = self._hub_environment.overlay(trim_blocks=True, lstrip_blocks=True, enable_async=False)
        compact = {"sort_keys": True, "separators": (",", ":")}
        own.policies = {**own.policies, "json.dumps_kwargs": compact}
        return own

    @cached_property
    def _page_caches(self) -> Mapping[LiveSite, PageCache]:
        lives = list(self._sites)
        return {live: PageCache(self._environment.globals, len(lives)) for live in lives}

    @cached_property
    def _ancestors(self) -> Ancestors:
        return Ancestors(self._environment)

    @cached_property
    def _theme_blocks(self) -> ThemeBlocks:
        return ThemeBlocks(self._environment, self._ancestors, self._sites.themes)

    @pass_context
    def login(self, context: Context) -> Markup | None:
        """The whole login page, or the admin's `login.html` that extends it; None when the hub has to show its own."""
        values = context.get_all()
        page = self._login(self._live(values), values)
        return None if page is None else Markup(page)  # noqa: S704 - the environment has escaped it

    async def login_page(self, values: Mapping[str, Any]) -> str | None:
        """The same for what JupyterHub hands its template; right after the hub's start, once there is a site."""
        live = self._live(values)
        if live.is_expected:
            await live.first_site()
        return self._login(live, values)

    def _login(self, live: LiveSite, values: Mapping[str, Any]) -> str | None:
        if live.is_off or live.login_page_is_off:
            live.metrics.fell_back("off")
            return None
        try:
            handler = internals.handler_of(values)
            if is_sent_away(handler, live.landing_page, live.hub_path, self._sites.hosts):
                return ""
            landing = self._landing(live, handler)
            template = self._environment.get_template(self._login_template())
            values = self._values(values, landing, "login")
            values |= self._theme_values(values)
            values["public_origin"] = public_origin(handler, live.public_url)
            render = partial(_rendered, template)
            # an admin's template may show what no context tells, such as the time; what is posted comes once
            is_ours = template.name == LOGIN and template.filename == FROM_NO_FILE
            if is_ours and handler is not None and handler.request.method == "GET":
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
            live.tell_once("ValueProp: the login page failed, showing the hub's own")
            return None
        return page

    def _theme_values(self, values: Mapping[str, Any]) -> dict[str, Markup]:
        """What a theme puts into its announcement, and its scripts; one that fails doesn't keep the page back."""
        shown: dict[str, Markup] = {}
        if self._sites.themes:
            try:
                shown = self._theme_blocks.of(self.hubs_own("page.html"), values)
            except Exception:
                self._sites.default.tell_once("ValueProp: the announcement of the hub's page.html failed")
        return {f"theme_{name}": shown.get(name, Markup()) for name in (ANNOUNCEMENT, SCRIPT)}

    def _login_template(self) -> str:
        """The admin's `login.html` where it extends ours, else ours; one that cannot be read doesn't keep ours back."""
        admins = f"{NEXT}/login.html"
        try:
            return admins if LOGIN in self._ancestors.of(admins) else LOGIN
        except Exception:
            self._sites.default.tell_once(
                "ValueProp: login.html of the hub's template_paths cannot be read, showing ours"
            )
            return LOGIN

    def hubs_own(self, name: str) -> str:
        """The template that the hub would show without us; its stock one where that cannot be shown.

        An admin's template that extends ours needs what only our login page is given; one that extends its own name
        would go round in a circle; one that cannot be read would lock everybody out.
        """
        hubs = f"{NEXT}/{name}"
        try:
            if not {name, hubs, LOGIN} & set(self._ancestors.of(hubs)):
                return hubs
        except Exception:
            self._sites.default.tell_once("ValueProp: the hub's %s cannot be read, showing JupyterHub's own", name)
        return internals.stock_template(self._environment, name) or hubs

    @pass_context
    def part(self, context: Context, name: str) -> Markup | Awaitable[Markup]:
        """One part of ours for another page of the hub (`valueprop/<name>.html`); empty when it fails."""
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
            values = self._values(values, self._landing(live, handler), page)
            values["login_url"] = address_to_sign_in(values.get("login_url", ""), live.landing_page, live.hub_path)
            if name in (LOGIN_STORY, FOOTER):
                values["kept_query"] = _kept_query(name, handler, live.hub_path)
            html = self._environment.get_template(f"valueprop/{name}.html").render(values)
            if name == LOGIN_STORY and handler is not None:
                setattr(handler, _HAS_SWITCH, True)
        except NoSiteError:
            return Markup()
        except Exception:
            live.tell_once("ValueProp: the part %r failed, showing the page without it", name)
            return Markup()
        return Markup(html)  # noqa: S704 - the environment has escaped it

    @pass_context
    def what_happened(self, context: Context) -> Happening:
        """What an error page is about; for parts of ours."""
        return what_happened(context)

    def _live(self, values: Mapping[str, Any] | Context) -> LiveSite:
        """The site that a request is about; where that can't be told, the one for every host without its own."""
        try:
            return self._sites.of(internals.handler_of(values))
        except Exception:
            live = self._sites.default
            live.tell_once("ValueProp: the host of a request cannot be looked at, showing the default site")
            return live

    def _landing(self, live: LiveSite, handler: RequestHandler | None) -> Landing:
        """The landing for this request, the same for all parts of its page even if a file changes meanwhile."""
        landing: Landing | None = getattr(handler, _CHOSEN, None)
        if landing is None:
            landing = live.landing(partial(choose_language, handler, self._remembering[live]))
            if handler is not None:
                setattr(handler, _CHOSEN, landing)
        return landing

    def _values(self, values: Mapping[str, Any], landing: Landing, page: str) -> dict[str, Any]:
        """What our templates are given: all that JupyterHub hands the page, and what is ours."""
        return {
            **values,
            "landing": landing,
            "hub_logo": self._sites.hub_logo,
            "notices": landing.notices(page),
            **landing.locale.functions,
            "custom_html": named_buttons(values.get("custom_html"), landing.locale),
        }


def _rendered(template: Template, values: Mapping[str, Any]) -> str:
    """The page with what follows from its `next` and its way in, which a kept page has already."""
    asked, prefix = values.get("next"), values.get("prefix")
    destination = destination_of(asked, prefix) if isinstance(asked, str) and isinstance(prefix, str) else None
    sign_in_form = query_form(str(values.get("authenticator_login_url", "")))
    return template.render({**values, "destination": destination, "sign_in_form": sign_in_form})


def _kept_query(name: str, handler: RequestHandler | None, hub_path: str) -> str | None:
    """What the links to other languages of a part keep; None where the part must have none.

    Below a sign-in form they are always there, also where it answers a wrong password, and then not once more.
    """
    if name == FOOTER and hasattr(handler, _HAS_SWITCH):
        return None
    kept = kept_query(handler, hub_path)
    return kept or "" if name == LOGIN_STORY else kept
