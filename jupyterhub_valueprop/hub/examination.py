"""A program that loads a hub's configuration as JupyterHub does, builds its page, and reports the results as JSON.

`jupyterhub-valueprop doctor --config` runs it with the hub's Python: the configuration is code, and what it prints or
how it ends must not affect `doctor`. Run it as `python -m jupyterhub_valueprop.hub.examination FILE`.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import jupyterhub
from jupyterhub.app import JupyterHub

from jupyterhub_valueprop.config_run import answer_with, failing_line
from jupyterhub_valueprop.problems import Place, Problem

from .extension import new_sites, settings_of
from .live_site import LiveSite
from .refused_options import refused_options, refused_settings, switches_on
from .setting_up import was_set_up
from .setup_check import setup_problems, undone
from .start_line import start_line
from .switch import VARIABLE, found_in, is_off_in_environment
from .traits import ANY, ValueProp


def main() -> None:
    """Write one JSON object to standard output: `version`, `is_on`, `line`, `problems`."""
    answer_with(lambda: _answer(sys.argv[1]))


def _answer(file: str) -> dict[str, Any]:
    try:
        found = findings(file)
    except BaseException as error:  # a configuration may even call sys.exit()
        found = {"version": jupyterhub.__version__, "is_on": False, "line": "", "problems": [_failed(file, error)]}
    return {**found, "problems": [asdict(problem) for problem in found["problems"]]}


def findings(file: str) -> dict[str, Any]:
    """What a hub with this configuration shows. Raises whatever the configuration raises."""
    hub = JupyterHub.instance(config_file=file, log_level="ERROR")
    hub.raise_config_file_errors = True
    hub.load_config_file(file)
    options = hub.jinja_environment_options
    refused = [*refused_options(options)]
    for name, problem in refused_settings(hub.config, Path(file)):
        refused.append(problem)
        del hub.config.ValueProp[name]  # what is wrong with the others is told as well
    settings = settings_of(hub)
    problems = [*refused, *setup_problems(hub, settings)]
    is_on = switches_on(options) and not refused
    if not is_on and not refused:
        problems.append(undone(options) if was_set_up(hub) else _not_set_up(file))
    shown = []
    for live in new_sites(hub, settings):
        line, found, is_shown = _site(settings, live, is_on=is_on)
        shown.append((line, is_shown))
        problems += [problem for problem in found if problem not in problems]
    is_on = is_on and any(is_shown for _, is_shown in shown)
    if not hub.public_url:
        message = "is not set, so the printed page has no URL and no QR code, and shared links may have a wrong URL"
        problems.append(
            Problem(Place(key="c.JupyterHub.public_url"), "warning", "hub-public-url", message, "set the hub's URL")
        )
    line = "does not start" if refused else "\n".join(line for line, _ in shown if line)
    return {"version": jupyterhub.__version__, "is_on": is_on, "line": line, "problems": problems}


def _site(settings: ValueProp, live: LiveSite, *, is_on: bool) -> tuple[str, list[Problem], bool]:
    """The line that a hub logs about a site, the site's problems, and whether any part of it is shown.

    Where this package is off, the line begins with "when on".
    """
    problems: list[Problem] = []
    switch = VARIABLE if is_off_in_environment() else found_in(live.folders)
    if switch:
        problems.append(Problem(Place(key=str(switch)), "warning", "hub-off", "switches this package off"))
    answer = live.ask()
    if answer.site:
        problems += answer.site.problems
    elif answer.failure:
        problems.append(answer.failure)
    if settings.login_page == "off" or (answer.site and not answer.site.shows_login_page):
        where = "c.ValueProp.login_page" if settings.login_page == "off" else f"{live.key}.hub.login_page"
        problems.append(Problem(Place(key=where), "warning", "hub-off", "leaves the login page to JupyterHub"))
    line = start_line(settings, live.name, answer.site, is_first=True) if answer.site else ""
    name = "" if live.name == ANY or not line else f"{live.name}: "
    would = "when on: " if line and (switch or not is_on) else ""
    return name + would + line, problems, not (switch or (settings.login_page == "off" and settings.pages == "login"))


def _not_set_up(file: str) -> Problem:
    hint = "add 'import jupyterhub_valueprop; jupyterhub_valueprop.setup(c)'"
    return Problem(Place(file), "error", "hub-not-set-up", "doesn't switch this package on", hint)


def _failed(file: str, error: BaseException) -> Problem:
    line = failing_line(error, Path(file))
    place = Place(file, line, 1) if line else Place(file)
    message = f"the configuration can't be loaded: {type(error).__name__}: {error}"
    return Problem(place, "error", "hub-config", message[:1_000])


if __name__ == "__main__":
    main()
