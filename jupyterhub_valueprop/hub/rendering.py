"""What our templates can call. Every function answers, whatever happens: on a failure the hub's own page is shown."""

from __future__ import annotations

from functools import cached_property
from logging import Logger
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from jupyterhub_valueprop.page import Landing

from . import metrics
from .custom_html import named_buttons
from .front_door import FrontDoor
from .kept_pages import KeptPages
from .lineage import Lineage
from .refusals import is_not_on_the_list
from .templates import NEXT, NOTICE_PAGES, STOCK, TEMPLATES
from .visit import choose_language, handler_of, set_language

LOGIN = "valueprop/login.html"
OUR_LOGIN_FILE = str(TEMPLATES / LOGIN)
_CHOSEN = "jupyterhub_valueprop_landing"


class Rendering:
    """The global `valueprop` of the hub's templates."""

    def __init__(self, door: FrontDoor, environment: Environment, log: Logger) -> None:
        self._door = door
        self._hub_environment = environment
        self._log = log

    @cached_property
    def _environment(self) -> Environment:
        """The hub's environment without async: a failed sign-in is rendered outside the event loop (JupyterHub ≥ 5.3).

        Made late, because an extension is created before its environment is complete.
        """
        return self._hub_environment.overlay(trim_blocks=True, lstrip_blocks=True, enable_async=False)

    @cached_property
    def _kept_pages(self) -> KeptPages:
        return KeptPages(self._environment.globals)

    @cached_property
    def _lineage(self) -> Lineage:
        return Lineage(self._environment)

    @pass_context
    def login(self, context: Context) -> Markup | None:
        """The whole login page, or the admin's `login.html` that extends it; None when the hub has to show its own."""
        try:
            landing = self._landing(context)
            template = self._environment.get_template(self._login_template())
            values = self._values(context, landing)
            # an admin's template may show what no context tells, such as the time
            is_ours = template.filename == OUR_LOGIN_FILE
            page = self._kept_pages.page(values, template.render) if is_ours else template.render(values)
            set_language(handler_of(context), landing.locale.tag)
            metrics.viewed(landing.locale.tag)
        except Exception:
            self._log.exception("ValueProp: the login page failed, showing the hub's own")
            return None
        return Markup(page)  # noqa: S704 - the environment has escaped it

    def _login_template(self) -> str:
        """The admin's `login.html` where it extends ours, else ours; one that cannot be read doesn't keep ours back."""
        admins = f"{NEXT}/login.html"
        try:
            return admins if LOGIN in self._lineage.of(admins) else LOGIN
        except Exception:
            self._log.exception("ValueProp: login.html of the hub's template_paths cannot be read, showing ours")
            return LOGIN

    def hubs_own(self, name: str) -> str:
        """The template that the hub would show without us; its stock one where that cannot be shown.

        An admin's template that extends ours needs what only our login page is given; one that extends its own name
        would go round in a circle; one that cannot be read would lock everybody out.
        """
        try:
            hubs = f"{NEXT}/{name}"
            ancestors = set(self._lineage.of(hubs))
        except Exception:
            self._log.exception("ValueProp: the hub's %s cannot be read, showing JupyterHub's own", name)
            return f"{STOCK}/{name}"
        return f"{STOCK}/{name}" if ancestors & {name, hubs, LOGIN} else hubs

    @pass_context
    def part(self, context: Context, name: str) -> Markup:
        """One part of ours for another page of the hub (`valueprop/<name>.html`); empty when it fails."""
        try:
            return self._render(f"valueprop/{name}.html", context, self._landing(context))
        except Exception:
            self._log.exception("ValueProp: the part %r failed, showing the page without it", name)
            return Markup()

    @pass_context
    def is_not_on_the_list(self, context: Context) -> bool:
        """Whether an error page is there because the authenticator did not let somebody in; for parts of ours."""
        return is_not_on_the_list(context)

    def _landing(self, context: Context) -> Landing:
        """The landing for this request, the same for all parts of its page even if a file changes meanwhile."""
        handler = handler_of(context)
        landing: Landing | None = getattr(handler, _CHOSEN, None)
        if landing is None:
            landing = self._door.landing(lambda available: choose_language(handler, available))
            if handler is not None:
                setattr(handler, _CHOSEN, landing)
        return landing

    def _render(self, name: str, context: Context, landing: Landing) -> Markup:
        html = self._environment.get_template(name).render(self._values(context, landing))
        return Markup(html)  # noqa: S704 - the environment has escaped it

    def _values(self, context: Context, landing: Landing) -> dict[str, Any]:
        """What our templates are given: all that JupyterHub hands the page, and what is ours."""
        return {
            **context.get_all(),
            "landing": landing,
            "notices": landing.notices(NOTICE_PAGES.get(context.name or "", "")),
            "_": landing.locale.gettext,
            "_html": landing.locale.gettext_html,
            "custom_html": named_buttons(context.get("custom_html"), landing.locale.gettext),
        }
