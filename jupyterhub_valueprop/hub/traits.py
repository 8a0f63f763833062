"""The settings of a hub: `c.ValueProp.*` in jupyterhub_config.py, or `ValueProp:` in plain YAML."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from traitlets import Any, Bool, CaselessStrEnum, Dict, Float, List, TraitError, Unicode, validate
from traitlets.config import LoggingConfigurable

from jupyterhub_valueprop.lazy_config import CONFIG_KEY

from .hosts import configured_host

#: The entry of `brandings` for every host without its own entry.
ANY = "*"

#: The setting of which each site has an entry, as problems call it.
ENTRY_KEY = "ValueProp.brandings"

#: The longest period and the shortest time for a build, in seconds.
LONGEST_SECONDS = 86_400
SHORTEST_BUILD = 0.5


class _WithOff(CaselessStrEnum):  # type: ignore[type-arg]  # traitlets 5.9 takes no parameter
    """One of some words, of which `off` may also come as False: Helm reads it so where nobody has quoted it."""

    def validate(self, obj: object, value: object) -> object:
        return super().validate(obj, "off" if value is False else value)


class ValueProp(LoggingConfigurable):
    """The settings of this package: what it shows, and on which pages of the hub.

    `entries` has the keys of `brandings` as the admin wrote them, by the names of their sites.
    """

    entries: Mapping[str, str] = MappingProxyType({})

    branding = Any(
        None,
        allow_none=True,
        help="""
        The branding layers, lowest first: the path of a branding file, a mapping of the same shape, a callable
        that returns such a mapping, or a list of these. Later layers win, key by key. A callable is called again
        once in each `reload_interval`, in a thread; a changed result is shown.

        If this is not set, the page shows the default document.
        """,
    ).tag(config=True)

    brandings = Dict(
        key_trait=Unicode(),
        help="""
        Several communities on one hub: the `branding` of each host, such as `{"ocean.example.org": "ocean.yaml"}`.
        A host counts with every port, unless its entry names one. `*` means all other hosts; without it, they
        get `branding`.
        """,
    ).tag(config=True)

    reload_interval = Float(
        2.0,
        min=0.0,
        help="""
        How often, in seconds, the files of the branding are checked for changes. A changed file shows on the next
        page view after that; one with errors only adds to the log. 0 turns reloading off.
        """,
    ).tag(config=True)

    folders = List(
        Unicode(),
        help="""
        Folders in which branding files may name other files (`extends`, documents, images, fonts), besides the folders
        of the files that `branding` names. Absolute paths.
        """,
    ).tag(config=True)

    build_timeout = Float(
        10.0,
        help="""
        How long, in seconds, building the page may take. A build that takes longer is ended, and the last page
        stays.
        """,
    ).tag(config=True)

    strict = Bool(
        False,
        help="""
        Whether a branding with errors stops the hub at start. If False, the hub starts with the valid parts of
        the branding, and logs every problem.
        """,
    ).tag(config=True)

    login_page = _WithOff(
        ["page", "wrap", "off"],
        "page",
        help="""
        What happens to the login page: `page` replaces it by this package's page, `wrap` puts the value proposition
        below the page of the hub's theme, `off` doesn't change it.
        """,
    ).tag(config=True)

    pages = CaselessStrEnum(
        ["all", "login"],
        "all",
        help="""
        Which pages of the hub show the community's brand: `all` of them, or only the `login` page.
        """,
    ).tag(config=True)

    @validate("reload_interval", "build_timeout")
    def _check_seconds(self, proposal: dict[str, object]) -> object:
        value, trait = proposal["value"], getattr(proposal["trait"], "name", "")
        least = 0.0 if trait == "reload_interval" else SHORTEST_BUILD
        if not (isinstance(value, float) and math.isfinite(value) and least <= value <= LONGEST_SECONDS):
            raise TraitError(f"ValueProp.{trait} takes seconds from {least:g} to {LONGEST_SECONDS}, not {value!r}")
        return value

    @validate("folders")
    def _check_folders(self, proposal: dict[str, list[str]]) -> list[str]:
        relative = [folder for folder in proposal["value"] if not PurePath(folder).is_absolute()]
        if relative:
            raise TraitError(f"ValueProp.folders takes absolute paths, not {relative[0]!r}")
        return proposal["value"]

    @validate("branding")
    def _check_branding(self, proposal: dict[str, object]) -> object:
        _check_layers("branding", proposal["value"])
        return proposal["value"]

    @validate("brandings")
    def _check_brandings(self, proposal: dict[str, dict[str, object]]) -> dict[str, object]:
        entries: dict[str, str] = {}
        for name, value in proposal["value"].items():
            try:
                host = name if name == ANY else str(configured_host(name))
            except ValueError as error:
                raise TraitError(f"ValueProp.brandings takes {error}") from None
            if host in entries:
                raise TraitError(f"ValueProp.brandings has {host!r} twice")
            _check_layers(f"brandings[{name!r}]", value)
            entries[host] = name
        self.entries = entries
        return proposal["value"]

    def branding_of(self, site: str) -> object:
        """The layers of a site: those of its entry in `brandings`, else `branding`."""
        entry = self.entries.get(site)
        return self.branding if entry is None else self.brandings[entry]

    def key_of(self, site: str) -> str:
        """The setting that holds the layers of a site, as problems and the log call it."""
        entry = self.entries.get(site)
        return CONFIG_KEY if entry is None else f"{ENTRY_KEY}[{entry!r}]"


def _check_layers(trait: str, value: object) -> None:
    for layer in value if isinstance(value, (list, tuple)) else [value]:
        if not (layer is None or isinstance(layer, (str, dict)) or hasattr(layer, "__fspath__") or callable(layer)):
            raise TraitError(
                f"ValueProp.{trait} takes a path, a mapping, a callable or a list of these, not {type(layer).__name__}"
            )
