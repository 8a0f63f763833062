"""The one hook into JupyterHub: a Jinja extension.

JupyterHub makes it when its configuration is final and its loader is ready, whatever the admin assigned before or after
`setup(c)`, also from plain YAML, and before the static files are configured (`JupyterHub.init_tornado_settings`).
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from weakref import WeakSet

from jinja2 import Environment
from jinja2.ext import Extension as JinjaExtension
from jupyterhub.app import JupyterHub

from jupyterhub_valueprop.builder import process
from jupyterhub_valueprop.lazy_config import settled

from . import internals
from .address import public_address
from .custom_html import compile_once
from .live_site import LiveSite
from .log_lines import log_problem
from .rendering import Rendering
from .setup_check import UNDONE, admins_folders, setup_problems
from .static_handler import static_handler
from .switch import is_off_in_environment
from .templates import layered_loader
from .traits import ValueProp
from .watch import Watcher

NAME = "jupyterhub_valueprop.Extension"
#: The hubs whose configuration has called `setup(c)`.
_set_up: WeakSet[JupyterHub] = WeakSet()
_LIVE, _WATCHER = "jupyterhub_valueprop_live_site", "jupyterhub_valueprop_watcher"


def setup(c: Any) -> None:
    """Switch the front door on, from anywhere in jupyterhub_config.py; `c` is the config object of that file.

    Settings follow as `c.ValueProp.<trait>`. Only an assignment to `c.JupyterHub.jinja_environment_options` after this
    call undoes it.
    """
    if JupyterHub.initialized() and not was_set_up(hub := JupyterHub.instance()):
        _set_up.add(hub)
        internals.when_complete(hub, _tell_if_undone)
    options = _options_so_far(
        c.JupyterHub.get("jinja_environment_options")
    )  # dict.get: an attribute would create the value
    extensions = list(options.get("extensions", []))
    if NAME not in extensions:
        extensions.append(NAME)
    c.JupyterHub.jinja_environment_options = {**options, "extensions": extensions}
    if is_off_in_environment():
        return
    # it imports what a build needs while the hub reads the rest of its configuration
    with suppress(Exception):  # a hub must not fail to start for want of it
        process.prepare()


def was_set_up(hub: JupyterHub) -> bool:
    """Whether the configuration of a hub has called `setup(c)`, which something after it may have undone."""
    return hub in _set_up


def _tell_if_undone(hub: JupyterHub) -> None:
    if _LIVE not in hub.tornado_settings:
        hub.log.error("ValueProp: %s", UNDONE)


def _options_so_far(options: Any) -> dict[str, Any]:
    """What has been set so far: nothing, a mapping, or a lazy value that somebody called `.update()` on."""
    if options is None or isinstance(options, dict):
        return dict(options or {})
    return dict(options.to_dict().get("update", {}))


class Extension(JinjaExtension):
    """Gives a template environment of the hub our templates and the global `valueprop`.

    A hub has two environments (one async, one not) and makes one of these for each; they share one site.
    """

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        if not JupyterHub.initialized():  # an environment that somebody made outside a hub
            return
        hub = JupyterHub.instance()
        settings = settings_of(hub)
        environment.loader = layered_loader(environment.loader, settings)
        environment.globals["valueprop"] = Rendering(_live_site(hub, settings), environment)


def settings_of(hub: JupyterHub) -> ValueProp:
    """The settings as the hub's configuration has them; raises `TraitError` for what can be none."""
    settings = ValueProp(parent=hub)
    if settings.branding is None:  # what `c.ValueProp.branding.update(…)` leaves has no value of its own to update
        settings.branding = settled(hub.config.ValueProp.get("branding"))
    return settings


def new_live_site(hub: JupyterHub, settings: ValueProp) -> LiveSite:
    """The live site of a hub, for which nothing is built yet."""
    return LiveSite(settings, f"{hub.base_url}hub/static/", _own_templates(hub), public_address(hub.public_url))


def _own_templates(hub: JupyterHub) -> list[Path]:
    """The folders of an admin in which there are templates of ours, or a login page."""
    named = ("valueprop", "login.html")
    return [folder for folder in admins_folders(hub) if any((folder / name).exists() for name in named)]


def _live_site(hub: JupyterHub, settings: ValueProp) -> LiveSite:
    live: LiveSite | None = hub.tornado_settings.get(_LIVE)
    if live is None:
        live = new_live_site(hub, settings)
        attach(hub, live, own_login=settings.login_page == "page")
        _log_setup_problems(hub, settings)
        if live.is_off_for_good:
            return live
        hub.tornado_settings[_WATCHER] = watcher = Watcher(live, settings.reload_interval)
        watcher.start()
        if settings.strict:
            live.require()
    return live


def _log_setup_problems(hub: JupyterHub, settings: ValueProp) -> None:
    try:
        for problem in setup_problems(hub, settings):
            log_problem(hub.log, problem)
    except Exception:  # a hub must not fail to start for want of advice
        hub.log.exception("ValueProp: the set-up of this hub could not be looked at")


def attach(hub: JupyterHub, live: LiveSite, *, own_login: bool = True) -> None:
    """Let the hub show what `live` holds; its files are served, and nothing is built or watched by this."""
    hub.tornado_settings[_LIVE] = live
    internals.replace_static_handler(hub, partial(static_handler, live))
    if own_login:
        compile_once()
