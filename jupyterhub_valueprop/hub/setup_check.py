"""Find errors in the setup of a hub. They are logged once at start, and `jupyterhub-valueprop doctor` shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jupyterhub
from jupyterhub.app import JupyterHub

from jupyterhub_valueprop.config_names import SECTION, misspelt_names
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import quote

from .traits import ANY, ValueProp

#: The oldest and the newest version of JupyterHub that this package is tested with.
OLDEST_TRIED, NEWEST_TRIED = (5, 2), (6, 1)
#: How many characters of an admin's template are read.
LONGEST_TEMPLATE = 1_000_000

_OWN_LOGIN, _PARENT_LOGIN = "valueprop-own/login.html", "valueprop/login.html"

_EXTENDS = re.compile(r"{%-?\s*extends\s+[\"']([^\"']{1,200})[\"']")


def undone(options: Mapping[str, Any]) -> Problem:
    """The problem of a hub whose configuration took the extension out of Jinja's options after `setup(c)`."""
    place, key = Place(key="c.JupyterHub.jinja_environment_options"), "['extensions'].append(…)"
    if "extensions" in options:
        message = "'extensions' was replaced after setup(c), and 'jupyterhub_valueprop.Extension' is no longer in it"
        hint = f"add to the list with {key}, or call setup(c) after this"
    else:
        message, hint = (
            "was assigned after setup(c), which undoes setup(c)",
            "assign it before setup(c), or change it with .update(…)",
        )
    return Problem(place, "error", "hub-undone", f"{message}: JupyterHub's pages are shown", hint)


def setup_problems(hub: JupyterHub, settings: ValueProp) -> tuple[Problem, ...]:
    """Problems for sections of the configuration without effect, conflicting templates, and an untested JupyterHub."""
    folders = admins_folders(hub)
    return (
        *misspelt_names(hub.config, hub.config.get(SECTION, {})),
        *_no_logo(hub),
        *_unused(settings),
        *_in_the_way(settings, folders),
        *_untried(jupyterhub.__version__),
    )


def admins_folders(hub: JupyterHub) -> list[Path]:
    """The folders of `template_paths` that are not JupyterHub's."""
    stock = Path(hub.data_files_path) / "templates"
    return [folder for folder in map(Path, hub.template_paths) if folder != stock]


def _no_logo(hub: JupyterHub) -> Iterator[Problem]:
    given = hub.config.JupyterHub.get("logo_file")
    if given and isinstance(given, str) and not Path(given).is_file():
        message = f"names a file that does not exist: {quote(given, 300)}"
        hint = "write its absolute path, or leave it out and set 'community.logo' in the branding"
        yield Problem(Place(key="c.JupyterHub.logo_file"), "warning", "missing-file", message, hint)


def _unused(settings: ValueProp) -> Iterator[Problem]:
    if settings.branding is not None and ANY in settings.brandings:
        hint = f"remove it, or the entry '{ANY}'"
        message = f"is not shown, because 'brandings' has an entry '{ANY}' for every other host"
        yield Problem(Place(key=f"c.{SECTION}.branding"), "warning", "hub-unused", message, hint)


def _in_the_way(settings: ValueProp, folders: Iterable[Path]) -> Iterator[Problem]:
    for folder in folders:
        own = _text(folder / "valueprop" / "login.html")
        if own is not None and not _leads_to(_OWN_LOGIN, own, folder):
            place, message = Place(str(folder / "valueprop" / "login.html")), "replaces the whole login page"
            yield Problem(place, "warning", "hub-shadowed", message, f"begin it with {{% extends '{_OWN_LOGIN}' %}}")
        login = _text(folder / "login.html")
        if login is not None and settings.login_page == "page" and not _leads_to(_PARENT_LOGIN, login, folder):
            hint = f"begin it with {{% extends '{_PARENT_LOGIN}' %}}, or set c.ValueProp.login_page = 'wrap'"
            yield Problem(Place(str(folder / "login.html")), "warning", "hub-unused", "is not shown", hint)


def _leads_to(parent: str, source: str, folder: Path) -> bool:
    """Whether a template extends this one, directly or through another template of the admin."""
    extended = _EXTENDS.search(source)
    return parent in source or (extended is not None and (folder / extended[1]).is_file())


def _text(path: Path) -> str | None:
    """The text of a template; None if it can't be read."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(LONGEST_TEMPLATE)
    except OSError:
        return None


def _untried(version: str) -> Iterator[Problem]:
    numbers = re.match(r"(\d+)\.(\d+)", version)
    if numbers and not OLDEST_TRIED <= (int(numbers[1]), int(numbers[2])) <= NEWEST_TRIED:
        oldest, newest = (".".join(map(str, each)) for each in (OLDEST_TRIED, NEWEST_TRIED))
        message = f"this package was tested with {oldest} to {newest}, not with {version}"
        hint = "upgrade jupyterhub-valueprop, or look at each page yourself first"
        yield Problem(Place(key="JupyterHub"), "warning", "hub-version", message, hint)
