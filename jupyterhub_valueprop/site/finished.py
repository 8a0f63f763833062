"""All pages of one branding at one moment: a landing per locale, the files they link to, and what was wrong."""

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
    """Immutable: a request holds on to the site it began with, whatever is saved meanwhile.

    `landings` has one entry per locale of the branding, the default one first. `identities` has all files that were
    looked for, each as it was before it was read; None stands for one that was not there. `fits` has tags of languages,
    in lower case, with the locale that suits their readers best; empty where there is one locale. `shows_login_page` is
    False where the branding leaves the login page to the hub. `landing_page` is the address of one elsewhere that
    visitors are sent to, or empty. `lasting_names` has the names under which the files that stand for the community can
    be asked for whatever their content: `logo`, `logo-dark`, `favicon`, each with the name of its asset.
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
        """The file of this name, which may be a lasting one; None where there is none."""
        return self.assets.get(self.lasting_names.get(name, name))

    @property
    def files(self) -> frozenset[Path]:
        """The files that were looked for: when one changes, the site has to be built anew."""
        return frozenset(map(Path, self.identities))

    @property
    def has_errors(self) -> bool:
        """Whether some of what was written could not be used."""
        return any(problem.severity == "error" for problem in self.problems)
