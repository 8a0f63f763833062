"""`setup(c)`, which a hub's configuration calls to switch this package on.

This module imports little: the program that builds the page is started first, and imports what it needs while the hub
imports the rest of this package.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from weakref import WeakSet

from jupyterhub.app import JupyterHub

from jupyterhub_valueprop.builder import process

from . import internals
from .switch import is_off_in_environment

#: What the list `extensions` of Jinja's options calls this package's extension.
NAME = "jupyterhub_valueprop.Extension"
#: The hubs whose configuration has called `setup(c)`.
_set_up: WeakSet[JupyterHub] = WeakSet()


def setup(c: Any) -> None:
    """Switch this package on, from anywhere in jupyterhub_config.py; `c` is the config object of that file.

    Settings follow as `c.ValueProp.<trait>`. Only an assignment to `c.JupyterHub.jinja_environment_options`, or to its
    `extensions`, after this call undoes it.
    """
    if JupyterHub.initialized() and not was_set_up(hub := JupyterHub.instance()):
        _set_up.add(hub)
        try:
            internals.when_complete(hub, _tell_if_undone)
        except Exception:  # this must not keep a hub from starting
            hub.log.warning("ValueProp: can't watch whether something undoes setup(c)", exc_info=True)
    options = _options_so_far(
        c.JupyterHub.get("jinja_environment_options")
    )  # dict.get: an attribute would create the value
    extensions = list(options.get("extensions", []))
    if NAME not in extensions:
        extensions.append(NAME)
    c.JupyterHub.jinja_environment_options = {**options, "extensions": extensions}
    if is_off_in_environment():
        return
    # the program imports what a build needs while the hub reads the rest of its configuration
    with suppress(Exception):  # nor must this
        process.prepare()


def was_set_up(hub: JupyterHub) -> bool:
    """Whether the configuration of a hub has called `setup(c)`, even if something later has undone it."""
    return hub in _set_up


def _tell_if_undone(hub: JupyterHub) -> None:
    from .extension import SITES  # noqa: PLC0415 - see above
    from .setup_check import undone  # noqa: PLC0415

    if SITES not in hub.tornado_settings:
        hub.log.error("ValueProp: %s", undone(hub.jinja_environment_options))


def _options_so_far(options: Any) -> dict[str, Any]:
    """The present value: nothing, a mapping, or a lazy value on which somebody has called `.update()`."""
    if options is None or isinstance(options, dict):
        return dict(options or {})
    return dict(options.to_dict().get("update", {}))
