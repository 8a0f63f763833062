"""A hub's configuration, as an admin writes it who runs mypy over it: every public name that belongs there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from traitlets.config import Config

import jupyterhub_valueprop
from jupyterhub_valueprop import Extension, ValueProp, from_template_vars

BRANDING: dict[str, object] = {
    "community": {"name": "Ocean Data Commons", "tagline": {"en": "Shared notebooks", "es": "Cuadernos compartidos"}},
    "theme": {"primary": "#0b5f73"},
    "locales": ["en", "es"],
}


def maintenance() -> Mapping[str, object]:
    """What the hub's database says today."""
    return {"announcements": [{"text": "The hub is down for maintenance on Friday.", "level": "warning"}]}


def configure(c: Config, folder: Path) -> None:
    """Switch the front door on: a file, a mapping and a callable, the later ones before the earlier ones."""
    jupyterhub_valueprop.setup(c)
    layers: list[Path | Mapping[str, object] | Callable[[], Mapping[str, object]]] = [
        folder / "branding.yaml",
        BRANDING,
        maintenance,
        from_template_vars({"org": {"name": "Ocean Data Commons"}}, key="homepage.templateVars"),
    ]
    c.ValueProp.branding = layers
    c.ValueProp.reload_interval = 5.0


def settings(c: Config) -> tuple[float, str]:
    """What the hub will do."""
    value_prop = ValueProp(config=c)
    return value_prop.reload_interval, value_prop.login_page


def name_of_the_extension() -> str:
    """For a hub that is configured in plain YAML, which names it."""
    return f"{Extension.__module__.partition('.')[0]}.{Extension.__name__}"
