"""The login page in Firefox and in WebKit: layout, keyboard, forms, announcements, and what axe finds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browser.login_modes import MODES
from browser.states import example
from browser.web_driver import TAB, Engine, missing_firefox, missing_webkit, run_firefox, run_webkit
from real_hub import HubThread

ENGINES = {"firefox": (missing_firefox, run_firefox), "webkit": (missing_webkit, run_webkit)}
MORE = {
    "announcements": [
        {"text": "Old files are deleted tonight", "level": "danger", "dismissible": True},
        {"text": "The storage works again", "level": "success", "dismissible": True},
    ],
    "sign_in": {"terms": {"version": "1", "text": "I accept the [rules](/rules)"}},
}
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED = "document.activeElement.id || document.activeElement.className"
RING = "(({outlineStyle, outlineWidth}) => `${outlineStyle} ${outlineWidth}`)(getComputedStyle(document.activeElement))"
#: WebKit has old colors for what is below the screen until somebody scrolls there.
LAY_OUT = """(document.head.append(Object.assign(document.createElement('style'),
    {textContent: '.vp-section { content-visibility: visible !important; animation: none !important }'})), true)"""
VIOLATIONS = """axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
    .then(found => found.violations.map(rule => [rule.id, rule.nodes[0].html, rule.nodes[0].failureSummary]))"""
SEND = "(document.querySelector('#login_submit').click(), true)"


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    missing, run = ENGINES[request.param]
    if reason := missing():
        pytest.skip(reason)
    with run() as running:
        yield running


@pytest.fixture(scope="module")
def addresses(page_hub: HubThread) -> dict[str, str]:
    return {mode: page_hub(example(MORE, mode)).login for mode in MODES}


def until(engine: Engine, script: str, expected: Any) -> None:
    """Wait until an expression has a value."""
    give_up = time.monotonic() + 30
    while (found := engine.evaluate(script)) != expected:
        assert time.monotonic() < give_up, (script, found)
        time.sleep(0.1)


@pytest.mark.parametrize("mode", MODES)
def test_nothing_scrolls_sideways_and_sign_in_is_seen_at_once(
    engine: Engine, addresses: dict[str, str], mode: str
) -> None:
    seen = {}
    for width in (1280, 390, 320):
        engine.open(addresses[mode], width, 844)
        bottom = engine.evaluate("document.querySelector('.vp-button').getBoundingClientRect().bottom <= innerHeight")
        seen[width] = (engine.evaluate(OVERHANG), bottom or width == 320)

    assert seen == dict.fromkeys(seen, (0, True))


def test_the_keyboard_starts_in_the_form_and_goes_on(engine: Engine, addresses: dict[str, str]) -> None:
    engine.open(addresses["form"], 1280)
    until(engine, FOCUSED, "username_input")
    engine.press(TAB)
    assert engine.evaluate(FOCUSED) == "password_input"
    if engine.evaluate("document.hasFocus()"):  # the window of a Firefox without a screen never has it
        assert engine.evaluate(RING) == "solid 2px"


def test_announcements_close_tell_and_lead_on(engine: Engine, addresses: dict[str, str]) -> None:
    engine.open(addresses["form"], 1280)
    until(engine, "document.querySelector('.vp-dismiss').hidden", False)
    close = "(document.querySelector('.vp-dismiss').click(), document.querySelector('.vp-closed').textContent)"
    assert engine.evaluate(close) == "Announcement closed: Old files are deleted tonight"
    assert engine.evaluate("document.activeElement.innerText").startswith("Success: The storage works again")
    assert engine.evaluate(close) == "Announcement closed: The storage works again"
    assert engine.evaluate(FOCUSED) == "username_input"
    engine.evaluate("(localStorage.clear(), true)")


@pytest.mark.parametrize("mode", MODES)
def test_the_terms_hold_and_a_wrong_password_is_told(engine: Engine, addresses: dict[str, str], mode: str) -> None:
    engine.open(addresses[mode], 1280)
    until(engine, "document.readyState", "complete")
    engine.evaluate(SEND)
    assert engine.evaluate("document.querySelector('#vp-terms').matches(':invalid')")
    assert engine.evaluate("location.pathname") == "/hub/login"
    engine.evaluate("(document.querySelector('#vp-terms').checked = true)")
    assert engine.evaluate("document.querySelector('.vp-form').checkValidity()")
    if mode == "form":
        engine.evaluate("(document.querySelector('#username_input').value = 'ada', true)")
        engine.evaluate("(document.querySelector('#password_input').value = 'wrong', true)")
        engine.evaluate(SEND)
        until(engine, "document.querySelector('.login_error')?.textContent ?? ''", "Invalid username or password")
        until(engine, FOCUSED, "password_input")
        assert engine.evaluate("document.title").startswith("Error: ")


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_no_violation(engine: Engine, addresses: dict[str, str], mode: str) -> None:
    engine.open(addresses[mode], 390, 844)
    assert engine.evaluate(LAY_OUT)
    engine.evaluate(f"() => {{ {AXE_SCRIPT}; return true }}")
    assert engine.evaluate(VIOLATIONS) == []
