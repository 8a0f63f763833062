"""The plugin for The Littlest JupyterHub: installing it in the hub's environment switches this package on.

TLJH loads it through the entry point group `tljh`, at every start of the hub, after its `config.yaml` and before the
files in `jupyterhub_config.d`. Only TLJH imports this module, so `tljh` is always installed then.
"""

from __future__ import annotations

from typing import Any

from tljh.configurer import load_config
from tljh.hooks import hookimpl
from traitlets.log import get_logger

from jupyterhub_valueprop.config_names import TLJH_SECTION

from .setting_up import setup


@hookimpl  # type: ignore[untyped-decorator]  # TLJH ships no annotations
def tljh_custom_jupyterhub_config(c: Any) -> None:
    """Switch this package on, with the settings that `tljh-config set valueprop.<trait> …` has written."""
    setup(c)
    settings = load_config().get(TLJH_SECTION) or {}
    if not isinstance(settings, dict):
        get_logger().error(
            "ValueProp: 'valueprop' in TLJH's config.yaml takes settings such as 'branding', found %r; "
            "write: tljh-config set valueprop.branding /opt/tljh/config/branding/branding.yaml",
            settings,
        )
        return
    c.ValueProp.update(settings)
