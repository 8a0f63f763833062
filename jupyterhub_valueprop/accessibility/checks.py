"""The checks of an open page: keyboard, focus, narrow windows, spacing, zoom, forced colors, errors, the tree.

A check gets an open page (`playwright.sync_api.Page`), leaves it as it was, and returns what is wrong with it. An
empty result means only that this check found no failure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import scripts

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: After this many stops of Tab, the page counts as a keyboard trap.
MOST_STOPS = 400
#: Most stops of Tab from the start of a page to its sign-in control.
STOPS_TO_SIGN_IN = 2
#: CSS px: 1280 px at a zoom of 400 %, and an ordinary phone.
ZOOMED, PHONE = {"width": 320, "height": 256}, {"width": 390, "height": 844}

#: The states of the page in which a check runs.
EVERY_STATE, FIRST_STATE, AFTER_AN_ERROR = "every state", "the first state", "after an error"


@dataclass(frozen=True)
class Check:
    """One check: its WCAG 2.2 criteria, what it tests in one sentence, and the function that does it."""

    name: str
    criteria: tuple[str, ...]
    about: str
    states: str
    run: Callable[[Page], list[str]]


def reach_everything(page: Page) -> list[str]:
    """Press Tab to the end of the page. Report what is not reached, has no ring, is covered, or traps the keyboard."""
    expected = set(page.evaluate(scripts.REACHABLE))
    stops = _stops(page)
    wrong = [f'the keyboard does not reach "{name}"' for name in sorted(expected - {stop["name"] for stop in stops})]
    wrong += [f'nothing shows that "{stop["name"]}" has the focus' for stop in stops if not stop["ringed"]]
    wrong += [f'something covers "{stop["name"]}" when it has the focus' for stop in stops if stop["covered"]]
    if len(stops) >= MOST_STOPS:
        wrong.append("the keyboard can't leave the page")
    return list(dict.fromkeys(wrong))


def _stops(page: Page) -> list[dict[str, Any]]:
    page.evaluate("() => { document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0) }")
    page.evaluate(
        "() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex') }"
    )
    stops: list[dict[str, Any]] = []
    while len(stops) < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(scripts.FOCUSED)
        if stop is None or (stops and stop["name"] == stops[0]["name"]):
            break
        stops.append(stop)
    return stops


def reach_sign_in(page: Page) -> list[str]:
    """Load the page again, and count the stops of Tab before the sign-in control has the focus."""
    page.reload(wait_until="load")
    _settle(page)
    at_sign_in = """() => document.activeElement.matches(
        '.vp-form input:not([type=hidden]), .vp-button, .vp-custom :is(a, button, input)')"""
    for stop in range(STOPS_TO_SIGN_IN + 1):
        if page.evaluate(at_sign_in):
            return []
        if stop and page.evaluate("document.activeElement.matches('.vp-skip')"):
            page.keyboard.press("Enter")
        page.keyboard.press("Tab")
    return [f"the sign-in control is more than {STOPS_TO_SIGN_IN} stops of Tab from the start of the page"]


def _asking(script: str) -> Callable[[Page], list[str]]:
    def run(page: Page) -> list[str]:
        return list(page.evaluate(script))

    return run


def reflow(page: Page) -> list[str]:
    """Show the page as at 1280 px and a zoom of 400 %. Report what is cut off or scrolls sideways."""
    return _at(page, ZOOMED, lambda: list(page.evaluate(scripts.CLIPPED)))


def space_text(page: Page) -> list[str]:
    """Set the spacing of WCAG 1.4.12 in a phone's window and a wide one. Report what is cut off or scrolls sideways."""
    style = page.add_style_tag(content=scripts.SPACED)
    try:
        wide = list(page.evaluate(scripts.CLIPPED))
        return list(dict.fromkeys(wide + _at(page, PHONE, lambda: list(page.evaluate(scripts.CLIPPED)))))
    finally:
        style.evaluate("it => it.remove()")


def enlarge_text(page: Page) -> list[str]:
    """Set text to 200 % in a phone's window. Report what is cut off, scrolls sideways, or stays small."""
    size = "() => parseFloat(getComputedStyle(document.querySelector('main p, main label')).fontSize)"

    def look() -> list[str]:
        before = page.evaluate(size)
        page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
        try:
            small = [] if page.evaluate(size) >= 1.9 * before else ["text does not grow with the visitor's font size"]
            return [*page.evaluate(scripts.CLIPPED), *small]
        finally:
            page.evaluate("() => document.documentElement.style.removeProperty('font-size')")

    return _at(page, PHONE, look)


def force_colors(page: Page) -> list[str]:
    """Show the page in forced colors. Report controls, links and errors that only a color would mark."""
    page.emulate_media(forced_colors="active")
    try:
        return list(page.evaluate(scripts.FORCED))
    finally:
        page.emulate_media(forced_colors="none")


def _at(page: Page, size: dict[str, int], look: Callable[[], list[str]]) -> list[str]:
    before = page.viewport_size
    page.set_viewport_size(size)  # type: ignore[arg-type]
    try:
        _settle(page)
        return look()
    finally:
        if before:
            page.set_viewport_size(before)


def _settle(page: Page) -> None:
    """Wait until the browser has drawn the page: in its window's new size, and with the focus that it asks for."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


CHECKS: tuple[Check, ...] = (
    Check(
        "keyboard",
        ("2.1.1", "2.1.2", "2.4.3", "2.4.7", "2.4.11"),
        "Tab reaches every visible control and leaves the page; each control gets a ring of 2 px and is not covered",
        EVERY_STATE,
        reach_everything,
    ),
    Check(
        "sign-in in reach",
        ("2.4.1",),
        f"the sign-in control is at most {STOPS_TO_SIGN_IN} stops of Tab from the start of the page",
        FIRST_STATE,
        reach_sign_in,
    ),
    Check(
        "reflow",
        ("1.4.10", "1.4.4"),
        "nothing is cut off or scrolls sideways at 320 by 256 CSS pixels, as at 1280 pixels and a zoom of 400 %",
        EVERY_STATE,
        reflow,
    ),
    Check(
        "text spacing",
        ("1.4.12",),
        "nothing is cut off with the spacing of WCAG 1.4.12, on a phone and on a wide window",
        EVERY_STATE,
        space_text,
    ),
    Check("text size", ("1.4.4",), "no text at 200 % is cut off on a phone of 390 pixels", EVERY_STATE, enlarge_text),
    Check(
        "forced colors",
        ("1.4.1", "1.4.11"),
        "in forced colors, controls have outlines, links are underlined, and more than color marks errors",
        EVERY_STATE,
        force_colors,
    ),
    Check(
        "outlines",
        ("1.4.11",),
        "the outlines of fields and buttons have a contrast of 3 to 1 with their background",
        EVERY_STATE,
        _asking(scripts.FAINT),
    ),
    Check(
        "lists",
        ("1.3.1",),
        "lists without marks keep their role in Safari",
        EVERY_STATE,
        _asking(scripts.UNMARKED),
    ),
    Check(
        "errors",
        ("3.3.1", "4.1.3", "2.4.2"),
        "a failed sign-in is announced, linked to its fields and named in the title; the focus is where you type next",
        AFTER_AN_ERROR,
        _asking(scripts.UNTOLD),
    ),
    Check(
        "accessibility tree",
        ("1.3.1", "2.4.2", "2.4.6", "3.1.1", "3.3.2", "4.1.2"),
        "one main landmark, one main heading, levels in order, names for fields and sections, a title, a language",
        EVERY_STATE,
        _asking(scripts.TREE),
    ),
    Check(
        "media",
        ("1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.4.2", "2.2.2", "2.3.1"),
        "the page has no sound, no video and nothing that moves",
        EVERY_STATE,
        _asking(scripts.MOVING),
    ),
)
