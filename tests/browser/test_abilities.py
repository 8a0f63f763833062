"""The checks of `jupyterhub_valueprop.accessibility`: nothing on our page, and what is broken on purpose.

A page is opened once for each state; what breaks it is put into the open page and taken out again.
"""

from __future__ import annotations

import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from browser.arrival import arriving
from browser.login_modes import EXAMPLE
from click.testing import CliRunner
from playwright.sync_api import Browser, Page

from jupyterhub_valueprop.accessibility import CHECKS, BrowserMissingError, Results
from jupyterhub_valueprop.accessibility.browsers import NEEDS_BROWSER, NEEDS_EXTRA
from jupyterhub_valueprop.accessibility.checks import AFTER_AN_ERROR
from jupyterhub_valueprop.accessibility.evaluation import run_axe
from jupyterhub_valueprop.accessibility.visits import ADDRESS, STATES, Visit, shown
from jupyterhub_valueprop.cli import accessibility, main
from jupyterhub_valueprop.page import build_site
from jupyterhub_valueprop.page.examples import login_page

PROGRAM = "from jupyterhub_valueprop.cli import main; main()"
PRINTED: str = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "generate.py"))["PRINTED"]["accessibility"]
MORE = {
    "announcements": [
        {"text": "Old files are deleted tonight", "level": "danger", "dismissible": True},
        {"text": "The storage works again", "level": "success", "dismissible": True},
    ],
    "locales": ["en", "es"],
    "sign_in": {
        "help": "Use your account of the [institute](/institute).",
        "request_access": {"label": "Ask", "url": "/ask"},
    },
}
#: By the name of a check: a state, and what is put into its page: CSS, or JavaScript where it begins with `js:`.
BROKEN = [
    ("keyboard", "a form", "*:focus-visible { outline: 0 !important }"),
    ("keyboard", "a form", "js:document.querySelector('#password_input').tabIndex = -1"),
    ("keyboard", "a form", ".vp-footer { position: fixed; inset: 0; z-index: 9; pointer-events: auto }"),
    ("keyboard", "a form", "js:document.querySelector('#password_input').onkeydown = event => event.preventDefault()"),
    ("reflow", "a form", ".vp-card { min-width: 400px }"),
    ("reflow", "a form", ".vp-card h2 { width: 10px; overflow: hidden }"),
    ("text spacing", "a form", "#login-main h2 { height: 1em; overflow: hidden; white-space: normal; width: 3em }"),
    ("text size", "a form", ".vp label, .vp p { font-size: 16px !important }"),
    ("text size", "a form", ".vp h1 { white-space: nowrap }"),
    ("forced colors", "a form", ".vp .vp-button { border: 0 !important }"),
    ("forced colors", "a form after a wrong password", "input[aria-invalid=true] { border-width: 1px !important }"),
    ("outlines", "a form", "#username_input { border-color: #ddd !important }"),
    ("lists", "a form", "js:document.querySelector('.vp-card-links').removeAttribute('role'),"
     " document.querySelector('.vp-card-links').style.listStyle = 'none'"),
    ("errors", "a form after a wrong password", "js:document.querySelector('.login_error').removeAttribute('role')"),
    ("errors", "a form after a wrong password",
     "js:document.querySelector('#password_input').removeAttribute('aria-describedby')"),
    ("errors", "a form after a wrong password", "js:document.querySelector('#username_input').focus()"),
    ("errors", "a form after a wrong password", "js:document.title = document.querySelector('h1').textContent"),
    ("errors", "a form after a wrong password", "js:document.querySelector('#username_input').ariaInvalid = 'false'"),
    ("accessibility tree", "a form", "js:document.querySelector('[for=username_input]').remove()"),
    ("accessibility tree", "a form", "js:document.querySelector('h1').remove()"),
    ("accessibility tree", "a form", "js:document.querySelector('main').outerHTML = '<div></div>'"),
    ("accessibility tree", "a form", "js:document.documentElement.lang = ''"),
    ("media", "a form", "js:document.body.append(document.createElement('video'))"),
    ("sign-in in reach", "a button", "js:document.querySelector('.vp-skip').remove(),"
     " document.querySelector('.vp-button').outerHTML = '<a class=vp-button href=/in>In</a>'"),
]  # fmt: skip
AXE_BROKEN = [
    ("1.4.3", ".vp-footer a { color: #ccc !important; background: #fff !important }"),
    ("4.1.2", "js:document.querySelector('.vp-dismiss').hidden = false,"
     " document.querySelector('.vp-dismiss').replaceChildren(),"
     " document.querySelector('.vp-dismiss').removeAttribute('aria-label')"),
]  # fmt: skip
BY_NAME = {check.name: check for check in CHECKS}


@pytest.fixture(scope="module")
def state_pages(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """The page in a state, as the command opens it; loaded anew where something was broken in it."""
    site = build_site([str(EXAMPLE), MORE], static_url_prefix="/hub/static/")
    landing = site.landings["en"]
    opened = {}

    def show(name: str) -> Page:
        if name not in opened:
            request, has_failed = STATES[name]
            window = shown(browser, site, Visit(name, "en", "light", has_failed, login_page(landing, request)))
            opened[name] = window, window.__enter__()
        page = opened[name][1]
        with arriving(page):
            page.reload(wait_until="load")
        return page

    yield show
    for window, _ in opened.values():
        window.__exit__(None, None, None)


@pytest.mark.parametrize("name", STATES)
def test_no_check_finds_anything_in_a_state_of_the_page(state_pages: Callable[[str], Page], name: str) -> None:
    page = state_pages(name)
    checks = sorted(CHECKS, key=lambda check: check.states != AFTER_AN_ERROR)

    assert {
        check.name: wrong
        for check in checks
        if check.states != AFTER_AN_ERROR or STATES[name][1]
        if (wrong := check.run(page))
    } == {}


@pytest.mark.parametrize(("name", "state", "change"), BROKEN)
def test_a_check_finds_what_it_is_for(state_pages: Callable[[str], Page], name: str, state: str, change: str) -> None:
    page, check = state_pages(state), BY_NAME[name]
    if check.name == "sign-in in reach":  # it loads the page itself
        page = page.context.new_page()
        page.goto(ADDRESS)
        page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {change.removeprefix('js:')} }})")
    else:
        put_in(page, change)

    assert check.run(page) != []


def test_every_check_is_broken_once() -> None:
    assert {name for name, _, _ in BROKEN} == BY_NAME.keys()


@pytest.mark.parametrize(("criterion", "change"), AXE_BROKEN)
def test_axe_finds_what_is_broken_and_its_criterion_is_told(
    state_pages: Callable[[str], Page], criterion: str, change: str
) -> None:
    page, results, state = state_pages("a form"), Results(), Visit("a form", "en", "light", False, "")
    put_in(page, change)
    run_axe(results, page, state)

    assert criterion in results.failed


def put_in(page: Page, change: str) -> None:
    if change.startswith("js:"):
        page.evaluate(f"() => {{ {change.removeprefix('js:')} }}")
    else:
        page.add_style_tag(content=change)


def test_the_command_writes_a_report_of_a_branding(tmp_path: Path) -> None:
    """As a program: a second Playwright can't run beside the module's."""
    branding, out = tmp_path / "branding.yaml", tmp_path / "report.yaml"
    branding.write_text(
        "community: {name: Ocean, help: 'mailto:hub@ocean.example.org'}\ntheme: {color_scheme: light}\n"
    )
    command = [sys.executable, "-c", PROGRAM, "accessibility", str(branding), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    made = yaml.safe_load(out.read_text(encoding="utf-8"))

    # it is light only, and has half the states of the one in the reference
    shown = [line for line in PRINTED.replace("6 states", "3 states").splitlines() if "dark" not in line]
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [line.replace("openacr.yaml", str(out)) for line in shown]
    assert made["author"]["email"] == "hub@ocean.example.org"
    assert "supports" not in {
        each["components"][0]["adherence"]["level"] for each in made["chapters"]["success_criteria_level_a"]["criteria"]
    }


@pytest.mark.parametrize(("missing", "words"), [("extra", "pip install"), ("browser", "apt-get install chromium")])
def test_who_lacks_something_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, words: str
) -> None:
    def refuse() -> None:
        raise BrowserMissingError(NEEDS_EXTRA if missing == "extra" else NEEDS_BROWSER)

    monkeypatch.setattr(accessibility, "open_browser", refuse)
    branding = tmp_path / "branding.yaml"
    branding.write_text("{}")
    ran = CliRunner().invoke(main, ["accessibility", str(branding), "--out", str(tmp_path / "report.yaml")])

    assert ran.exit_code == 2
    assert words in ran.output
    assert not (tmp_path / "report.yaml").exists()
