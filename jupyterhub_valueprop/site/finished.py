"""All pages of one branding at one moment: a landing per language, the files they link to, and the problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jupyterhub_valueprop.files import Identity
from jupyterhub_valueprop.problems import Problem

from .assets import Asset
from .landing import Landing


@dataclass(frozen=True)
class Site:
    """The finished site. It never changes: a request keeps the site that it began with.

    `landings` has one entry per language of the branding, the default first. `identities` has all files that were
    looked for, each as it was before it was read; None means a missing file. `fits` has tags of languages,
    in lower case, with the best language for their readers; empty if there is only one. `shows_login_page` is
    False if the branding leaves the login page to the hub. `landing_page` is the URL of a page elsewhere that
    visitors are sent to, or empty. `lasting_names` has the names by which the community's logo and icon can
    be requested, whatever their content: `logo`, `logo-dark`, `favicon`, each with the name of its asset.
    """

    landings: Mapping[str, Landing]
    assets: Mapping[str, Asset]
    problems: tuple[Problem, ...]
    identities: Mapping[str, Identity | None]
    shows_login_page: bool = True
    fits: Mapping[str, str] = field(default_factory=dict)
    landing_page: str = ""
    lasting_names: Mapping[str, str] = field(default_factory=dict)

    def asset(self, name: str) -> Asset | None:
        """The file of this name, which may be a lasting name; None if there is no such file."""
        return self.assets.get(self.lasting_names.get(name, name))

    @property
    def files(self) -> frozenset[Path]:
        """The files that were looked for. When one changes, the site has to be built again."""
        return frozenset(map(Path, self.identities))

    @property
    def has_errors(self) -> bool:
        """Whether a part of the branding could not be used."""
        return any(problem.severity == "error" for problem in self.problems)
