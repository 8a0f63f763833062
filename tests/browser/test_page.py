"""What the login page is in a real Chromium: accessible, light, quiet, and signing in before everything else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browser.arrival import see
from browser.login_modes import BRANDINGS, MODES
from browser.page_watch import PATIENCE, Watch
from browser.states import CROWDED, CUSTOM_HTML, OWN_FORM
from playwright.sync_api import Browser, Page
from real_hub import OURS, HubThread

SIGN_IN = "input[name=username], input[name=password], form[method=post] [type=submit], a[href*=oauth_login]"
STOCK_FILES = ("css/style.min.css", "bootstrap", "require", "jquery", "darkmode")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


mode = pytest.mark.parametrize("mode", MODES)
branding = pytest.mark.parametrize("branding", BRANDINGS)
scheme = pytest.mark.parametrize("scheme", ["light", "dark"])
FONTS = """() => {
    const shown = [...document.querySelectorAll(".vp, .vp *")].filter(it => it.checkVisibility()).map(getComputedStyle)
    const fonts = new Set(shown.map(it => [it.fontFamily, it.fontSize, it.fontWeight].join("|")))
    return [...fonts].map(it => it.split("|"))
}"""
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def open_pages(browser: Browser, login_pages: Callable[[str, str], str]) -> Iterator[Callable[..., tuple[Page, Watch]]]:
    """A login page in a mode with a branding, opened once in each size and only to be looked at; and what went wrong.

    `page, watch = open_pages("form", "default", color_scheme="dark")`
    """
    opened: dict[tuple[str, str, int, int], tuple[Page, Watch]] = {}

    def show(
        mode: str, branding: str, width: int = 1280, height: int = 800, color_scheme: str = "light"
    ) -> tuple[Page, Watch]:
        key = (mode, branding, width, height)
        if key not in opened:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_default_timeout(PATIENCE)
            watch = Watch()
            watch.follow(page)
            opened[key] = see(page, login_pages(mode, branding)), watch
        page, watch = opened[key]
        page.emulate_media(color_scheme=color_scheme)  # type: ignore[arg-type]
        return page, watch

    yield show
    for page, _ in opened.values():
        page.close()


@pytest.mark.sampled
@mode
@branding
@scheme
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_no_violation(
    open_pages: Callable[..., tuple[Page, Watch]], mode: str, branding: str, scheme: str, width: int
) -> None:
    page, watch = open_pages(mode, branding, width, color_scheme=scheme)
    assert violations(page) == {}
    assert watch.troubles == []


@scheme
def test_axe_finds_no_violation_in_a_form_that_asks_for_everything(
    page_hub: HubThread, new_page: Callable[..., Page], scheme: str
) -> None:
    assert violations(see(new_page(color_scheme=scheme), page_hub(CROWDED).login)) == {}


@scheme
@pytest.mark.unwatched
def test_axe_finds_no_violation_after_a_wrong_password(
    login_pages: Callable[..., str], new_page: Callable[..., Page], scheme: str
) -> None:
    page = see(new_page(color_scheme=scheme), login_pages("form"))
    page.locator("input[name=username]").fill("ada")
    page.locator("input[name=password]").fill("wrong")
    page.locator("form[method=post] [type=submit]").click()
    page.get_by_text("Invalid username or password").wait_for()
    assert violations(page) == {}


def violations(page: Page) -> dict[str, list[tuple[str, str]]]:
    """What axe finds wrong in the page as it is: by rule, the elements and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options).then(results => results.violations)", options)
    return {rule["id"]: [(node["html"], node["failureSummary"]) for node in rule["nodes"]] for rule in found}


@pytest.mark.sampled
@mode
@branding
@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_nothing_scrolls_sideways(
    open_pages: Callable[..., tuple[Page, Watch]], mode: str, branding: str, width: int
) -> None:
    page, watch = open_pages(mode, branding, width)
    assert page.evaluate(OVERHANG) == 0
    assert watch.troubles == []


@pytest.mark.sampled
@mode
@branding
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_sign_in_control_is_visible_without_scrolling(
    open_pages: Callable[..., tuple[Page, Watch]], mode: str, branding: str, width: int, height: int
) -> None:
    page, watch = open_pages(mode, branding, width, height)
    box = page.locator(SIGN_IN).last.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= height
    assert watch.troubles == []


@mode
@branding
def test_only_the_skip_link_comes_before_the_sign_in_control(
    open_pages: Callable[..., tuple[Page, Watch]], mode: str, branding: str
) -> None:
    page, watch = open_pages(mode, branding)
    before = page.evaluate(
        """selector => {
            const stops = [...document.querySelectorAll(
                'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
            const control = stops.findIndex(stop => stop.matches(selector))
            return stops.slice(0, control).map(stop => stop.getAttribute('href') ?? stop.outerHTML)
        }""",
        SIGN_IN,
    )
    assert len(before) == 1
    assert before[0].startswith("#")
    assert watch.troubles == []


@branding
@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_the_card_is_at_most_27_rem_wide(
    open_pages: Callable[..., tuple[Page, Watch]], branding: str, width: int
) -> None:
    page, _ = open_pages("form", branding, width)
    card = page.locator(".vp-card").bounding_box()
    assert card is not None
    assert card["width"] <= 27 * 16


def test_the_first_field_has_a_ring_of_two_pixels(open_pages: Callable[..., tuple[Page, Watch]]) -> None:
    page, _ = open_pages("form", "default")
    page.locator("#username_input").focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "2px" in outline


def test_the_password_can_be_shown_and_hidden_again(login_pages: Callable[..., str], page: Page) -> None:
    see(page, login_pages("form"))
    password, seen = page.locator("#password_input"), []
    for name in ("Show password", "Hide password", "Show password"):
        button = page.get_by_role("button", name=name, exact=True)
        seen.append((button.inner_text().split()[0], password.get_attribute("type")))
        button.click()
    assert seen == [("Show", "password"), ("Hide", "text"), ("Show", "password")]


def test_the_promises_beside_the_card_lead_to_their_section(open_pages: Callable[..., tuple[Page, Watch]]) -> None:
    page, _ = open_pages("form", "example")
    ticks = page.locator(".vp-ticks a").all()
    assert [tick.inner_text() for tick in ticks] == [
        "Open yesterday’s data without a download".replace("’", "'"),
        "Keep one environment for everybody",
        "Keep the keys",
    ]
    assert {tick.get_attribute("href") for tick in ticks} == {"#hub"}
    assert page.locator("section#hub").count() == 1
    boxes = [tick.bounding_box() for tick in ticks]
    assert all(box and box["y"] + box["height"] <= 800 for box in boxes)


FOCUSED = "document.activeElement.name || document.activeElement.tagName"


def test_the_keyboard_starts_in_the_name_and_goes_on_to_the_password(
    login_pages: Callable[..., str], page: Page
) -> None:
    see(page, login_pages("form"))
    assert page.evaluate(FOCUSED) == "username"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "password"


def test_the_keyboard_reaches_the_oauth_button_right_after_the_skip_link(
    login_pages: Callable[..., str], page: Page
) -> None:
    see(page, login_pages("oauth"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    page.keyboard.press("Tab")
    assert "oauth_login" in page.evaluate("document.activeElement.href")


@mode
@branding
def test_sign_in_controls_are_large_enough_for_a_thumb(
    open_pages: Callable[..., tuple[Page, Watch]], mode: str, branding: str
) -> None:
    page, watch = open_pages(mode, branding, 390, 844)
    boxes = [control.bounding_box() for control in page.locator(SIGN_IN).all()]
    assert [box for box in boxes if box and box["height"] < 44] == []
    assert watch.troubles == []


@mode
@branding
def test_headings_are_in_order_below_one_h1_and_sign_in_comes_first(
    open_pages: Callable[..., tuple[Page, Watch]], mode: str, branding: str
) -> None:
    page, watch = open_pages(mode, branding)
    headings = page.evaluate(
        """selector => {
            const control = document.querySelector(selector)
            return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(heading =>
                [Number(heading.tagName[1]),
                 Boolean(heading.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING)])
        }""",
        SIGN_IN,
    )
    levels = [level for level, _ in headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert sum(before_control for _, before_control in headings) <= 2  # the page's own and that of the sign-in
    assert watch.troubles == []


@mode
def test_the_document_has_its_language_direction_and_landmarks(
    open_pages: Callable[..., tuple[Page, Watch]], mode: str
) -> None:
    page, watch = open_pages(mode, "default")
    found = page.evaluate(
        """() => ({
            lang: document.documentElement.lang, dir: document.documentElement.dir,
            main: document.querySelectorAll('main').length,
            banner: document.querySelectorAll('body > header').length,
            contentinfo: document.querySelectorAll('body > footer').length,
            title: document.title !== '',
        })"""
    )
    assert found == {"lang": "en", "dir": "ltr", "main": 1, "banner": found["banner"], "contentinfo": 1, "title": True}
    assert found["banner"] <= 1
    assert watch.troubles == []


@mode
def test_nothing_of_the_stock_page_is_loaded(
    login_pages: Callable[..., str], page: Page, watch: Watch, mode: str
) -> None:
    see(page, login_pages(mode))
    assert [r.url for r in watch.requests if any(name in r.url for name in STOCK_FILES)] == []


def test_an_authenticators_own_html_gets_the_hubs_own_css(page_hub: HubThread, page: Page, watch: Watch) -> None:
    see(page, page_hub(OURS + CUSTOM_HTML).login)
    assert page.get_by_text("One", exact=True).is_visible()
    assert any("css/style.min.css" in request.url for request in watch.requests)


@scheme
@pytest.mark.unwatched  # axe looks for the imports of the hub's stylesheet beside the page
def test_an_authenticators_own_button_can_be_read_as_ours_can(
    page_hub: HubThread, new_page: Callable[..., Page], scheme: str
) -> None:
    """The hub's orange has 2.8:1 with its white text; its class for such buttons gets the brand's colors."""
    page = see(new_page(color_scheme=scheme), page_hub(OURS + CUSTOM_HTML).login)
    button = page.get_by_text("One", exact=True)
    primary = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--vp-primary')")
    page.evaluate("color => document.body.style.setProperty('accent-color', color)", primary)

    assert violations(page) == {}
    assert button.evaluate("it => getComputedStyle(it).backgroundColor") == page.evaluate(
        "getComputedStyle(document.body).accentColor"
    )


#: The elements of an authenticator that reach past the card.
PAST_THE_CARD = """() => {
    const card = document.querySelector('.vp-card').getBoundingClientRect()
    return [...document.querySelectorAll('.vp-custom :not(option)')]
        .filter(it => it.getBoundingClientRect().right > card.right || it.getBoundingClientRect().left < card.left)
        .map(it => it.outerHTML)
}"""
LOOKS = "it => (({color, backgroundColor}) => ({color, backgroundColor}))(getComputedStyle(it))"


@pytest.mark.unwatched  # axe looks for the imports of the hub's stylesheet beside the page
def test_an_authenticators_own_form_is_at_home_in_the_card(page_hub: HubThread, new_page: Callable[..., Page]) -> None:
    own, usual = page_hub(OURS + OWN_FORM).login, page_hub(OURS).login
    for color_scheme in ("light", "dark"):
        page = see(new_page(320, 800, color_scheme=color_scheme), own)
        seen = [page.locator(name).evaluate(LOOKS) for name in ("#user", "select", ".btn-jupyter", ".text-muted")]
        assert page.evaluate(PAST_THE_CARD) == []
        assert violations(page) == {}
        see(page, usual)
        page.evaluate(
            "document.querySelector('.vp-card h2').insertAdjacentHTML('afterend', '<p class=vp-help>Help</p>')"
        )
        field, button, muted = (
            page.locator(name).evaluate(LOOKS) for name in ("#username_input", "#login_submit", ".vp-help")
        )
        assert seen == [field, field, button, muted]


@scheme
def test_other_classes_of_an_authenticators_markup_keep_the_hubs_look(
    page_hub: HubThread, new_page: Callable[..., Page], scheme: str
) -> None:
    seen = []
    for setup in ("", OURS):
        page = see(
            new_page(color_scheme=scheme), page_hub(setup + CUSTOM_HTML.replace("btn-jupyter", "btn-info")).login
        )
        style = page.get_by_text("One", exact=True).evaluate("it => JSON.stringify(getComputedStyle(it))")
        look = json.loads(style)
        seen.append({name: look[name] for name in ("color", "backgroundColor", "textDecorationLine")})
    assert seen[0] == seen[1]


@mode
def test_the_page_stays_within_its_budget_of_requests_and_bytes(
    login_pages: Callable[..., str], page: Page, watch: Watch, mode: str
) -> None:
    see(page, login_pages(mode))
    assert_light(watch)


def test_a_whole_value_proposition_stays_within_the_same_budget(
    page_hub: HubThread, page: Page, watch: Watch, shared: Path
) -> None:
    source = shared / "inputs" / "value-proposition.md"
    hub = page_hub(OURS + f"c.ValueProp.branding = {{'proposition': {{'source': {str(source)!r}}}}}\n")
    see(page, hub.login)
    assert_light(watch)


@branding
def test_few_fonts_are_looked_up_before_the_first_paint(
    open_pages: Callable[..., tuple[Page, Watch]], branding: str
) -> None:
    """Chromium asks another process for each: about 8 ms on a processor four times slower."""
    page, _ = open_pages("form", branding, width=412, height=823)
    fonts = page.evaluate(FONTS)
    assert len(fonts) <= 12, fonts
    assert {weight for _, _, weight in fonts} == {"400", "650"}


def assert_light(watch: Watch) -> None:
    """DESIGN 5: at most three requests and 45 kB, without logo and favicon."""
    sizes = {
        request.url: request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"]
        for request in watch.requests
        if not any(name in request.url for name in ("logo", "favicon", "data:"))
    }
    assert len(sizes) <= 3, sizes
    assert sum(sizes.values()) <= 45_000, sizes
