"""What a branding decides about the hub that shows it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from jupyterhub_valueprop.branding.fields.switches import Choice, Unquoted

from .base import Model


class HubSection(Model):
    """How much of a hub a branding takes part in."""

    login_page: Annotated[Literal["on", "off"], Choice, Unquoted("off"), Unquoted("on", value=True)] = Field(
        default="on",
        description=(
            "`off` shows JupyterHub's login page within the reload interval, without a restart; the hub's other pages "
            "keep the brand. With `on`, the hub's setting `c.ValueProp.login_page` decides."
        ),
        examples=["off"],
    )
