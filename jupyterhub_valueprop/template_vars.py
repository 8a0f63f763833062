"""The `templateVars` of a network's Helm chart as a layer of a branding, without rewriting them.

This module only keeps them, because it runs in the hub's process. The builder's program reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DEFAULT_KEY = "custom.homepage.templateVars"


class TemplateVars:
    """The values of a homepage template, and the Helm `key` by which problems name them."""

    def __init__(self, values: Mapping[str, Any] | None, key: str) -> None:
        self.values = values
        self.key = key

    def __call__(self) -> Any:
        """The layer made of these values, for the builder. Imports the readers of HTML."""
        from jupyterhub_valueprop.importing import layer_of_values  # noqa: PLC0415 - not in the hub's process

        return layer_of_values(self.values, self.key)

    def __repr__(self) -> str:
        return f"from_template_vars(…, key={self.key!r})"


def from_template_vars(values: Mapping[str, Any] | None, key: str = DEFAULT_KEY) -> TemplateVars:
    """A layer for `c.ValueProp.branding` from the `templateVars` of the template default-hub-homepage.

    It shows what `jupyterhub-valueprop import` would write into a file. `None` and `{}` give an empty layer, so
    `get_config("custom.homepage.templateVars")` can be handed over as it is. Problems name `key`, the place in the Helm
    values, and what is below it.
    """
    return TemplateVars(values, key)
