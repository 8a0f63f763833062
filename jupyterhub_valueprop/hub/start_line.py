"""One line for the hub's log: what is shown now."""

from __future__ import annotations

from collections import Counter
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from jupyterhub_valueprop import __version__
from jupyterhub_valueprop.lazy_config import settled

from .log_lines import as_log_line
from .traits import ValueProp

if TYPE_CHECKING:
    from jupyterhub_valueprop.site import Site

#: The most layers that are named in the line.
MOST_NAMED = 10


def start_line(settings: ValueProp, name: str, site: Site, *, is_first: bool, is_off: bool = False) -> str:
    """The line that the hub logs when the first page of a site is shown, and after each change."""
    login = settings.login_page if site.shows_login_page else "off in the branding"
    others = "branded" if settings.pages == "all" else "unchanged"
    parts = [
        *(["switched off"] if is_off else [f"login page: {login}", f"other pages: {others}"]),
        f"layers: {_layers(settings.branding_of(name))}",
        f"languages: {', '.join(site.landings)}",
        f"problems: {_problems(site)}",
    ]
    return as_log_line(f"ValueProp {__version__}{'' if is_first else ', now shown'}: {'; '.join(parts)}")


def _layers(branding: Any) -> str:
    branding = settled(branding)
    layers = branding if isinstance(branding, (list, tuple)) else [branding]
    names = [_name(settled(layer)) for layer in layers[:MOST_NAMED] if layer is not None]
    more = [f"{len(layers) - MOST_NAMED} more"] if len(layers) > MOST_NAMED else []
    return ", ".join([*names, *more]) or "the default"


def _name(layer: Any) -> str:
    if isinstance(layer, (str, PathLike)):
        return str(fspath(layer))
    return "a mapping" if isinstance(layer, dict) else "a callable"


def _problems(site: Site) -> str:
    counts = Counter(problem.severity for problem in site.problems)
    return ", ".join(f"{count} {severity}{'s' * (count > 1)}" for severity, count in counts.items()) or "none"
