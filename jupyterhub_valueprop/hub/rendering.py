"""What our templates can call. Every function answers, whatever happens: on a failure the hub's own page is shown."""

from __future__ import annotations

from functools import cached_property
from logging import Logger

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from jupyterhub_valueprop.page import Landing

from . import metrics
from .front_door import FrontDoor
from .visit import choose_language, handler_of, set_language

LOGIN = "valueprop/login.html"
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

    @pass_context
    def login(self, context: Context) -> Markup | None:
        """The whole login page; None when the hub has to show its own."""
        try:
            landing = self._landing(context)
            page = self._render(LOGIN, context, landing)
            set_language(handler_of(context), landing.locale.tag)
            metrics.viewed(landing.locale.tag)
        except Exception:
            self._log.exception("ValueProp: the login page failed, showing the hub's own")
            return None
        return page

    @pass_context
    def part(self, context: Context, name: str) -> Markup:
        """One part of ours for another page of the hub (`valueprop/<name>.html`); empty when it fails."""
        try:
            return self._render(f"valueprop/{name}.html", context, self._landing(context))
        except Exception:
            self._log.exception("ValueProp: the part %r failed, showing the page without it", name)
            return Markup()

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
        values = {
            **context.get_all(),
            "landing": landing,
            "page": (context.name or "").removesuffix(".html"),
            "_": landing.locale.gettext,
            "_html": landing.locale.gettext_html,
        }
        return Markup(self._environment.get_template(name).render(values))  # noqa: S704 - the environment has escaped it
