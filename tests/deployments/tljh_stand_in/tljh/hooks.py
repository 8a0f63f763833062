"""The one hook specification of TLJH's that concerns the hub's configuration."""

from __future__ import annotations

from typing import Any

import pluggy

hookspec = pluggy.HookspecMarker("tljh")
hookimpl = pluggy.HookimplMarker("tljh")


@hookspec
def tljh_custom_jupyterhub_config(c: Any) -> None:
    """Provide configuration to JupyterHub."""
