"""The one hook into JupyterHub: a Jinja extension.

JupyterHub makes it when its configuration is final and its loader is ready, whatever the admin assigned before or after
`setup(c)`, also from plain YAML, and before the static files are configured (`JupyterHub.init_tornado_settings`).
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import Extension as JinjaExtension
from jupyterhub.app import JupyterHub

from jupyterhub_valueprop.lazy_config import settled

from . import internals
from .custom_html import compile_once
from .log_lines import log_problem
from .rendering import Rendering
from .setup_check import admins_folders, setup_problems
from .sites import Sites, sites_of
from .static_handler import static_handler
from .switch import tell_environment
from .templates import layered_loader
from .traits import ValueProp
from .watch import Watcher

TITLE = '<title{{ valueprop.part("wrapped-title-language") }}>'
#: The keys in tornado's settings for the sites of a hub, and for their watchers.
SITES, WATCHERS = "jupyterhub_valueprop_sites", "jupyterhub_valueprop_watchers"


class Extension(JinjaExtension):
    """Adds this package's templates and the global `valueprop` to a template environment of the hub.

    A hub has two environments (one async, one not) and makes an extension for each. They share the sites.
    """

    _are_pages_wrapped = False

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        if not JupyterHub.initialized():  # an environment outside a hub
            return
        hub = JupyterHub.instance()
        settings = settings_of(hub)
        environment.loader = layered_loader(environment.loader, settings)
        environment.globals["valueprop"] = Rendering(_shown_sites(hub, settings), environment)
        self._are_pages_wrapped = settings.pages == "all"

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Let the title of the hub's `page.html` say its language: on an error page it is translated, `<html>` isn't.

        No block of JupyterHub includes the `<title>` tag. A theme without a plain tag is left unchanged.
        """
        if self._are_pages_wrapped and name and name.rpartition("/")[2] == "page.html":
            return source.replace("<title>", TITLE, 1)
        return source


def settings_of(hub: JupyterHub) -> ValueProp:
    """The settings in the hub's configuration; raises `TraitError` for an invalid one."""
    settings = ValueProp(parent=hub)
    if settings.branding is None:  # what `c.ValueProp.branding.update(…)` leaves has no initial value to update
        settings.branding = settled(hub.config.ValueProp.get("branding"))
    return settings


def new_sites(hub: JupyterHub, settings: ValueProp) -> Sites:
    """The sites of a hub, before any of them is built."""
    return sites_of(hub, settings, _own_templates(hub))


def _own_templates(hub: JupyterHub) -> list[Path]:
    """The admin's folders that replace templates of this package or the login page."""
    named = ("valueprop", "login.html")
    return [folder for folder in admins_folders(hub) if any((folder / name).exists() for name in named)]


def _shown_sites(hub: JupyterHub, settings: ValueProp) -> Sites:
    sites: Sites | None = hub.tornado_settings.get(SITES)
    if sites is None:
        sites = new_sites(hub, settings)
        attach(hub, sites, own_login=settings.login_page == "page")
        _log_setup_problems(hub, settings)
        tell_environment(hub.log)
        if sites.are_off_for_good:
            return sites
        watchers = hub.tornado_settings[WATCHERS] = [Watcher(live, settings.reload_interval) for live in sites]
        for watcher in watchers:
            watcher.start()
        if settings.strict:
            for live in sites:
                live.require()
    return sites


def _log_setup_problems(hub: JupyterHub, settings: ValueProp) -> None:
    try:
        for problem in setup_problems(hub, settings):
            log_problem(hub.log, problem)
    except Exception:  # a failed check must not keep a hub from starting
        hub.log.exception("ValueProp: the check of this hub's setup failed")


def attach(hub: JupyterHub, sites: Sites, *, own_login: bool = True) -> None:
    """Let the hub show the sites and serve their files. This builds and watches nothing."""
    hub.tornado_settings[SITES] = sites
    internals.replace_static_handler(hub, partial(static_handler, sites))
    if own_login:
        compile_once()
