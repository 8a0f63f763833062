"""The story below the first screen in a real Chromium: common lines, rhythm, folds, the cycle, credits, long words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser.arrival import see
from browser.branded_hub import BrandedHub
from browser.login_modes import EXAMPLE
from browser.test_page import OVERHANG
from playwright.sync_api import Page
from real_hub import OURS, PASSWORD, HubThread

LOGO = str(EXAMPLE.parent / "foundation.svg")
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbea"
LINKS = {"membership": "/join", "right_to_replicate": "/leave", "fund": "/fund"}
FOUR = ["Sow", "Water", "Reap", "Share with everyone who cares for the field"]
TOPS = """selector => [...document.querySelectorAll('.vp-promises')].map(row => [...row.querySelectorAll(selector)]
    .map(part => Math.round(part.getBoundingClientRect().top)))"""
BETWEEN = """() => {
    const box = element => element.getBoundingClientRect()
    const pad = (element, side) => parseFloat(getComputedStyle(element)[`padding${side}`])
    const sections = [...document.querySelectorAll('.vp-section:not(.vp-brief)')]
    return sections.slice(1).map((below, index) => {
        const above = sections[index]
        const grounds = [above, below].some(one => one.matches('.vp-tint, .vp-band'))
        return [grounds, Math.round(box(below).top + pad(below, 'Top') - box(above).bottom + pad(above, 'Bottom'))]
    })
}"""
STEPS = """() => {
    const middle = element => {
        const {x, y, width, height} = element.getBoundingClientRect()
        return [x + width / 2, y + height / 2]
    }
    const center = middle(document.querySelector('.vp-cycle-drawing'))
    const nodes = [...document.querySelectorAll('.vp-cycle-drawing circle')].map(middle)
    return [...document.querySelectorAll('.vp-cycle-steps > li > span')].map((step, index) => {
        const [x, y] = middle(step)
        return [(x > center[0]) === (nodes[index][0] > center[0]), Math.abs(y - nodes[index][1]) < 20]
    })
}"""


#: The tallest stretch of the page in which nothing is to be seen.
VOID = """() => {
    const seen = [...document.querySelectorAll('.vp *')].filter(one => one.checkVisibility())
        .filter(one => one.matches('img, svg, input') || /\\S/.test([...one.childNodes].map(it => it.data).join('')))
        .map(one => one.getBoundingClientRect()).filter(box => box.height > 1).sort((one, other) => one.top - other.top)
    let [end, tallest] = [seen[0].bottom, 0]
    for (const {top, bottom} of seen) [tallest, end] = [Math.max(tallest, top - end), Math.max(end, bottom)]
    return tallest
}"""
#: Left and top of what a selector finds.
CORNERS = """selector => [...document.querySelectorAll(selector)].map(one => one.getBoundingClientRect())
    .map(box => [box.left, box.top].map(Math.round))"""
COLOR = "selector => getComputedStyle(document.querySelector(selector)).color"


@pytest.fixture(scope="module")
def brand(page_hub: HubThread, tmp_path_factory: pytest.TempPathFactory) -> BrandedHub:
    shared = Path(__file__).parents[3] / "shared" / "inputs"
    return BrandedHub(
        page_hub,
        tmp_path_factory.mktemp("story"),
        f"{OURS}c.ValueProp.folders = [{str(EXAMPLE.parent)!r}, {str(shared)!r}]\n",
    )


def test_promises_side_by_side_begin_their_parts_on_common_lines(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show({"extends": str(EXAMPLE)}))

    for part in (".vp-audience", ".vp-claim", ".vp-outcome", ".vp-benefits"):
        rows = [tops for tops in page.evaluate(TOPS, part)[:2] if tops]
        assert [tops for tops in rows if len(tops) != 3 or len(set(tops)) > 1] == []


def test_promises_stand_in_rows_whatever_their_number(brand: BrandedHub, page: Page) -> None:
    """Four and five in wide sections; four and two side by side; four in the last of three, which has its own row."""
    document = {"title": "Why", "sections": [
        {"title": f"{number}", "id": f"s{place}", "detail": "In a word.",
         "promises": [{"promise": "For all, a claim.", "benefits": ["One"] * (1 + nth % 2)} for nth in range(number)]}
        for place, number in enumerate((4, 5, 4, 2, 4))
    ]}  # fmt: skip
    see(page, brand.show({"community": {"tagline": "T"}, "proposition": {"document": document}}))
    rows, gaps, ends, leads = page.evaluate(ROWS)

    assert rows == [[2, 2], [3, 2], [1, 1, 1, 1], [1, 1], [2, 2]]
    assert set(gaps) == {32}
    assert [abs(end - 48) < 1 for end in ends] == [True, True]
    assert leads == [12] * 5
    # a title with nothing below it is a heading like the others
    sizes = "[...document.querySelectorAll('#vp-proposition, #s0-title')].map(it => getComputedStyle(it).fontSize)"
    assert len(set(page.evaluate(sizes))) == 1


#: For each section how many promises are in each row; how far each row is from what is above it; how far the wide
#: sections go on below their last row; how far the words are below the headings.
ROWS = """() => {
    const box = one => one.getBoundingClientRect()
    const rows = [...document.querySelectorAll('.vp-promises')].map(all => Object.values(Object.groupBy(
        [...all.children], one => 1e6 + Math.round(box(one).top))))
    const low = row => Math.max(...row.map(one => box(one.lastElementChild).bottom))
    return [
        rows.map(section => section.map(row => row.length)),
        rows.flatMap(section => section.slice(1).map((row, above) =>
            Math.round(box(row[0]).top - low(section[above])))),
        rows.slice(0, 2).map((section, wide) =>
            box(document.querySelector(`#s${wide}`)).bottom - low(section.at(-1))),
        [...document.querySelectorAll('#vp-main h2[id^=s]')].map(it => Math.round(
            box(it.nextElementSibling ?? it.parentElement.nextElementSibling.firstElementChild).top - box(it).bottom)),
    ]
}"""


def test_beside_a_long_detail_there_is_no_hole(brand: BrandedHub, page: Page) -> None:
    promises = [{"promise": "A.", "outcome": "So.", "benefits": ["One"]} for _ in range(3)]
    promises[1]["detail"] = "A detail that goes on. " * 20
    see(page, brand.show({"proposition": {"document": {"sections": [{"title": "Why", "promises": promises}]}}}))
    outcomes, lists = (page.evaluate(TOPS, part)[0] for part in (".vp-outcome", ".vp-benefits"))

    assert len(set(outcomes)) == 1
    assert lists[0] == lists[2] < outcomes[0] + 60 < lists[1]


def test_what_the_first_screen_says_without_a_tagline_is_not_said_again_below(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show({}))
    said = page.locator(".vp-tagline").inner_text()

    assert not page.locator(".vp-said").is_visible()
    assert page.locator(".vp-said").text_content() == said
    assert page.locator(".vp-summary").is_visible()


@pytest.mark.parametrize(
    ("branding", "is_there"),
    [
        ({}, True),
        ({"theme": {"color_scheme": "light"}}, False),
        ({"theme": {"color_scheme": "light"}, "links": [{"label": "Guide", "url": "/guide"}]}, True),
    ],
)
def test_a_footer_is_there_if_something_is_in_it(
    brand: BrandedHub, page: Page, branding: dict[str, Any], is_there: bool
) -> None:
    see(page, brand.show(branding))
    assert page.locator(".vp-footer").is_visible() == is_there


def test_the_story_has_its_shape_on_a_wide_screen(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show({"extends": str(EXAMPLE)}))
    (first, second), calls, columns = (
        page.evaluate(CORNERS, part)
        for part in (".vp-beneficiaries > li", ".vp-band .vp-call", ".vp-footer-columns > nav")
    )
    statement, scheme = (page.locator(part).bounding_box() for part in (".vp-statement", ".vp-scheme"))

    assert statement is not None
    assert statement["width"] > 0.9 * (1280 - 2 * 96)
    assert (first[1] == second[1], first[0] < second[0]) == (True, True)
    assert page.locator(".vp-band .vp-call").all_inner_texts() == ["Membership in Tidewater", "Right to replicate"]
    assert len({top for _, top in calls}) == 1
    assert (len(columns), len({top for _, top in columns})) == (3, 1)
    assert scheme is not None
    assert max(top for _, top in page.evaluate(CORNERS, ".vp-footer-columns li")) < scheme["y"]
    assert (
        page.evaluate(COLOR, "#hub .vp-so")
        == page.evaluate(COLOR, ".vp-lead")
        != page.evaluate(COLOR, "#hub .vp-outcome")
    )
    assert page.evaluate(VOID) < 160


def test_on_a_phone_the_cycle_is_one_track(brand: BrandedHub, new_page: Callable[..., Page]) -> None:
    page = see(new_page(width=390, height=844), brand.show({}))
    lefts, tops = zip(*page.evaluate(CORNERS, ".vp-cycle-steps > li"), strict=True)

    assert not page.locator(".vp-cycle-drawing").is_visible()
    assert (len(set(lefts)), sorted(tops)) == (1, list(tops))
    assert page.evaluate("getComputedStyle(document.querySelector('.vp-cycle-steps'), '::before').borderWidth") == "2px"


def test_sections_are_96_px_apart_or_56_where_neither_has_a_ground(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show({"extends": str(EXAMPLE)}))
    distances = page.evaluate(BETWEEN)

    assert {grounds for grounds, _ in distances} == {True, False}
    assert [distance for distance in distances if distance[1] != (96 if distance[0] else 56)] == []


def test_on_a_phone_a_link_unfolds_what_is_folded(brand: BrandedHub, new_page: Callable[..., Page]) -> None:
    address = brand.show({})
    page = new_page(width=390, height=844, java_script_enabled=False)
    see(page, address)
    folds = page.locator(".vp-brief details")
    words = page.locator("#funders .vp-promise").first
    assert (folds.count(), words.is_visible()) == (2, False)

    see(page, f"{address}#funders")
    assert [fold.get_attribute("open") for fold in folds.all()] == [None, ""]
    heading = page.locator("#funders-title").bounding_box()
    assert words.is_visible()
    assert heading is not None
    assert heading["y"] >= 0


@pytest.mark.parametrize("visit", range(6))
def test_on_a_phone_a_page_that_opens_with_such_a_link_shows_what_it_leads_to(
    brand: BrandedHub, new_page: Callable[..., Page], visit: int
) -> None:
    # where the page comes at once, Chromium never scrolled while the sections were laid out later; else, half the time
    page = new_page(width=390, height=844, java_script_enabled=visit % 2 == 0)
    page.route("**/hub/login", lambda route: route.fulfill(response=route.fetch()))
    page.goto(f"{brand.show({'extends': str(EXAMPLE)})}#funders")
    page.wait_for_timeout(500)  # not `see`, which ends the wait that the style sheet gives the sections

    box = page.locator("#funders").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 400


@pytest.mark.parametrize(("width", "media"), [(1280, "screen"), (768, "screen"), (390, "print")])
def test_elsewhere_nothing_is_folded_and_no_control_says_so(
    brand: BrandedHub, new_page: Callable[..., Page], width: int, media: Any
) -> None:
    page = new_page(width=width)
    see(page, brand.show({}))
    page.emulate_media(media=media)
    headings = page.locator(".vp-brief h2")

    assert [one.is_visible() for one in page.locator(".vp-brief .vp-promise").all()] == [True] * 6
    assert [one.is_visible() for one in headings.all()] == [True, True]
    page.evaluate("document.querySelector('.vp-brief summary').focus()")
    assert page.evaluate("document.activeElement.tagName") != "SUMMARY"
    page.emulate_media(forced_colors="active")
    colors = "[...document.querySelectorAll('#hub-title, .vp-brief h2')].map(it => getComputedStyle(it).color)"
    assert len(set(page.evaluate(colors))) == 1, "a control has another color there than a heading"


def test_on_a_phone_the_real_document_is_two_thirds_as_long_as_it_was(
    brand: BrandedHub, new_page: Callable[..., Page], shared: Path
) -> None:
    page = new_page(width=390, height=844)
    source = str(shared / "inputs" / "value-proposition.md")
    see(page, brand.show({"network": {"links": LINKS}, "proposition": {"source": source}}))

    assert page.evaluate("document.documentElement.scrollHeight") <= 8082 * 2 / 3


@pytest.mark.parametrize(
    ("tag", "network", "proposition"),
    [
        ("en", "Northern " * 10, {"document": {"cycle": {"steps": FOUR}}}),
        ("ar", "Institutes of the Northern Seas and Isles", {"document": {"cycle": {"steps": FOUR}}}),
        pytest.param(
            "he", "Universities of the Great Northern Lakes", {}, id="in English on a page from right to left"
        ),
    ],
)
def test_each_step_of_the_cycle_stands_beside_its_own_number(
    brand: BrandedHub, page: Page, tag: str, network: str, proposition: dict[str, Any]
) -> None:
    see(page, brand.show({"locales": [tag], "proposition": proposition, "network": {"name": network}}))

    assert page.evaluate(STEPS) == [[True, True]] * 4
    assert page.evaluate("(it => it.scrollHeight <= it.clientHeight)(document.querySelector('.vp-cycle-name'))")
    heading, drawing = (page.locator(part).bounding_box() for part in (".vp-cycle h2", ".vp-cycle-drawing"))
    assert heading is not None
    assert drawing is not None
    assert heading["y"] + heading["height"] < drawing["y"]


def test_the_logos_of_twelve_funders_share_rows_and_their_names_lines(brand: BrandedHub, page: Page) -> None:
    funders = [{"name": f"Foundation {'for the sea ' * (number % 3)}{number}", "logo": LOGO} for number in range(12)]
    see(page, brand.show({"credits": {"funded_by": [*funders, *({"name": f"Trust {name}"} for name in "ABC")]}}))
    tops = page.evaluate(
        """() => [...document.querySelectorAll('.vp-logos > li')].map(one => [one, one.lastElementChild]
            .map(part => Math.round(part.getBoundingClientRect().top)))"""
    )
    rows = {row: {name for top, name in tops if top == row} for row, _ in tops}
    listed = [one.bounding_box() for one in page.locator(".vp-names > li").all()]

    assert len(rows) <= 3
    assert [names for names in rows.values() if len(names) > 1] == []
    assert len({box["y"] for box in listed if box}) == 1
    for width, each in ((1280, 6), (1024, 4), (768, 3), (390, 2)):
        page.set_viewport_size({"width": width, "height": 800})
        tops = [round(box["y"]) for one in page.locator(".vp-logos > li").all() if (box := one.bounding_box())]
        assert {top: tops.count(top) for top in tops} == dict.fromkeys(tops, each), width


def test_long_lists_are_in_columns_below_their_heading(brand: BrandedHub, page: Page) -> None:
    funders = [{"name": f"Foundation {'for the sea ' * (number % 3)}{number}"} for number in range(30)]
    links = [{"label": f"Guide {number}", "url": "/"} for number in range(12)]
    see(page, brand.show({"credits": {"funded_by": funders}, "links": links}))

    for listed, heading, columns in ((".vp-names > li", ".vp-role h3", 3), (".vp-footer li", ".vp-footer h2", 4)):
        lefts, tops = zip(*page.evaluate(CORNERS, listed), strict=True)
        (title,) = page.evaluate(CORNERS, heading)
        assert (len(set(lefts)), lefts[0]) == (columns, title[0])
        assert {top for left, top in zip(lefts, tops, strict=True) if top < title[1] + 20} == set()
        assert len({tops[lefts.index(left)] for left in set(lefts)}) == 1


LONG_WORDS: dict[str, Any] = {
    "community": {"name": LONG, "tagline": LONG, "url": "/"},
    "network": {
        "name": LONG, "links": {**LINKS, "status": "/up"}, "labels": {"status": LONG},
        "invitation": LONG, "appeal": LONG,
    },
    "credits": {"funded_by": [{"name": LONG, "note": LONG, "url": "/a"}, {"name": f"{LONG}x", "logo": LOGO}]},
    "sign_in": {
        "heading": LONG, "help": LONG, "button": LONG, "request_access": {"label": LONG, "url": "/a"},
        "terms": {"version": "1", "text": LONG},
    },
    "announcements": [{"text": LONG, "dismissible": True}],
    "links": [{"label": LONG, "url": "/a"}],
    "environment": {"kind": "staging", "label": LONG},
    "locales": ["de", "en"],
    "proposition": {
        "document": {
            "title": LONG, "statement": LONG, "summary": LONG, "beneficiaries": [{"who": LONG}],
            "cycle": {"steps": [LONG, LONG, LONG, LONG], "caption": LONG},
            "sections": [
                {
                    "title": LONG, "id": name, "lead": LONG,
                    "promises": [{"promise": f"Für {LONG}, {LONG}.", "label": f"{LONG}:", "benefits": [LONG]}] * 3,
                }
                for name in ("hub", "membership", "ecosystem", "funders")
            ],
        }
    },
}  # fmt: skip
OUTSIDE = """() => [...document.querySelectorAll('.vp *')].filter(one => {
    const {left, right, width} = one.getBoundingClientRect()
    const clipped = one.closest('.vp-sr, .vp-skip, svg')
    return !clipped && width && (left < 0 || right > document.documentElement.clientWidth + 1)
}).map(one => one.outerHTML.slice(0, 99))"""


def test_words_of_64_letters_stay_inside(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show(LONG_WORDS) + "#funders")
    outside = {}
    for width in (256, 320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        outside[width] = (page.evaluate(OUTSIDE), page.evaluate(OVERHANG))

    assert outside == dict.fromkeys(outside, ([], 0))


@pytest.mark.unwatched
def test_code_of_64_letters_stays_inside_on_the_home_page(brand: BrandedHub, page: Page) -> None:
    promises = [{"promise": f"Read `{LONG}`."}] * 3
    see(page, brand.show({"proposition": {"document": {"sections": [{"title": "Hub", "promises": promises}]}}}))
    page.fill("input[name=username]", "ada")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.goto(f"{brand.hub.url}/hub/home", wait_until="load")
    page.locator(".vp-folded > summary").click()
    page.locator(".vp-folded code").first.wait_for()

    outside = {}
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        outside[width] = (page.evaluate(OUTSIDE), page.evaluate(OVERHANG))
    assert outside == dict.fromkeys(outside, ([], 0))
