"""The first screen in a real Chromium: the field behind it, and the photograph across it, measured on pixels."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any

import pytest
from browser.arrival import see
from browser.branded_hub import BrandedHub
from browser.gallery import SHIFTS
from PIL import Image
from playwright.sync_api import Page, Route
from real_hub import OURS, PASSWORD, HubThread

from jupyterhub_valueprop.theme import FAMILIES
from jupyterhub_valueprop.theme.color import contrast

CREDIT = f"Photo: [A. Diver](/diver), {'who waited for the light ' * 8}"
COLORS = ("#ffde17", "#1d4ef5", "#39ff14", "#777777", "#8a1538", "#086b8a")
WORDS = {
    "community": {"name": "The Visualization and Analysis Project", "tagline": "For *everyone*, [see](/why)"},
    "network": {"name": "Tidewater", "url": "https://tidewater.example.org"},
}
#: The texts on the field, each with the color of its letters and where it is.
TEXTS = """[...document.querySelectorAll('.vp-masthead h1, .vp-introduction :is(p, li, a)')].map(it => {
    const box = it.getBoundingClientRect()
    return [getComputedStyle(it).color, [box.left, box.top, box.right, box.bottom].map(Math.round)]
})"""
ALONE = ".vp-door > *, .vp-door > * * { visibility: hidden !important }"
PSEUDO = "['::before', '::after'].map(part => getComputedStyle(document.querySelector('.vp-door'), part).content)"
RULE = "getComputedStyle(document.querySelector('.vp-door + *')).borderTopWidth"
CHOSEN = "it => it.srcset.split(', ').find(one => it.currentSrc.endsWith(one.split(' ')[0])).split(' ')[1]"


@pytest.fixture(scope="module")
def brand(page_hub: HubThread, tmp_path_factory: pytest.TempPathFactory) -> BrandedHub:
    folder = tmp_path_factory.mktemp("first-screen")
    Image.effect_noise((2400, 1800), 120).convert("RGB").save(folder / "reef.jpg")
    Image.new("RGB", (600, 200), "white").save(folder / "logo.jpg")
    return BrandedHub(page_hub, folder, OURS)


def photographed(**more: Any) -> dict[str, Any]:
    """The words with a photograph, its credit, and what else the community has."""
    image = {"src": "reef.jpg", "alt": "A reef", "focus": "50% 30%", "credit": CREDIT}
    return WORDS | {"community": WORDS["community"] | {"image": image} | more}


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


def worst_contrasts(page: Page) -> list[float]:
    """Of each text on the field, its contrast with the pixel behind it that is most like it."""
    texts = page.evaluate(TEXTS)
    style = page.add_style_tag(content=ALONE)
    lefts, tops, rights, bottoms = zip(*(place for _, place in texts), strict=True)
    left, top = min(lefts), min(tops)
    clip = {"x": left, "y": top, "width": max(rights) - left, "height": max(bottoms) - top}
    taken = page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]
    field = Image.open(io.BytesIO(taken)).convert("RGB")
    style.evaluate("it => it.remove()")
    return [
        min(
            contrast(hex_of(color), hex_of(pixel))
            for pixel in pixels(field, x - left, y - top, right - left, bottom - top)
        )
        for color, (x, y, right, bottom) in texts
    ]


def pixels(image: Image.Image, *place: int) -> list[tuple[int, ...]]:
    return [pixel for _, pixel in image.crop(place).getcolors(1_000_000) or ()]  # type: ignore[arg-type,misc]


def hex_of(color: str | tuple[int, ...]) -> str:
    parts = color if isinstance(color, tuple) else [int(part) for part in color.strip("rgb()").split(",")]
    return "#{:02x}{:02x}{:02x}".format(*parts[:3])


@pytest.mark.parametrize(("family", "color"), list(zip(FAMILIES, COLORS, strict=True)))
def test_every_text_on_the_field_can_be_read_on_every_pixel_of_it(
    brand: BrandedHub, page: Page, family: str, color: str
) -> None:
    see(page, brand.show(WORDS | {"theme": {"primary": color, "pattern": family}}))
    worst = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        worst[scheme] = min(worst_contrasts(page))
        ground = Image.open(io.BytesIO(page.screenshot(clip={"x": 0, "y": 0, "width": 600, "height": 60})))
        assert len(ground.convert("RGB").getcolors(1_000_000) or ()) > 5, "no pattern is to be seen"
    assert {scheme: ratio for scheme, ratio in worst.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("asked", [{"forced_colors": "active"}, {"contrast": "more"}, {"media": "print"}], ids=str)
def test_the_field_is_gone_for_those_who_ask_for_less(brand: BrandedHub, page: Page, asked: Any) -> None:
    see(page, brand.show(WORDS))
    assert page.evaluate(PSEUDO) == ['""', '""']
    page.emulate_media(**asked)
    assert page.evaluate(PSEUDO) == ["none", "none"]


def test_the_field_is_high_where_there_is_room_and_ends_without_a_rule(brand: BrandedHub, page: Page) -> None:
    see(page, brand.show(WORDS))
    heights = {}
    for width, height in ((1280, 800), (1440, 900), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        door = box(page, ".vp-door")
        assert (door["x"], door["width"], page.evaluate(RULE)) == (0, width, "0px")
        heights[height] = door["height"]
    assert {height: found for height, found in heights.items() if found + 1 < max(608, 0.78 * height)} == {}


@pytest.mark.parametrize(("width", "height", "band"), [(1280, 800, 320), (1920, 1080, 432), (390, 844, 128)])
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_photograph_is_a_band_with_the_card_over_it_and_the_name_below(
    brand: BrandedHub, new_page: Callable[..., Page], locale: str, width: int, height: int, band: int
) -> None:
    page = see(new_page(width, height), brand.show(photographed(logo="logo.jpg") | {"locales": [locale]}))
    page.mouse.move(4, height - 4)  # a browser without a window may begin with the pointer in the corner, on the photo
    parts = ("photo", "photo figcaption", "logo img", "card", "masthead h1")
    photo, credit, logo, card, name = (box(page, f".vp-{part}") for part in parts)

    assert (photo["x"], photo["y"], photo["width"], photo["height"]) == (0, 0, width, band)
    assert logo["y"] < band < logo["y"] + logo["height"] <= name["y"]
    assert name["y"] >= band
    assert credit["y"] + credit["height"] <= band
    assert credit["height"] < 30, "more than a line"
    if width > 390:
        assert card["y"] < band < card["y"] + card["height"]
        assert credit["y"] + credit["height"] <= card["y"]
    assert min(worst_contrasts(page)) >= 4.5
    page.locator(".vp-photo figcaption a").click(trial=True)
    middle = [card["x"] + card["width"] / 2, card["y"] + card["height"] / 2]
    page.mouse.move(4, 4)
    assert width > 390 or box(page, ".vp-photo figcaption")["height"] > 30, "the rest of the credit can't be read"
    assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('.vp-card') !== null", middle)


@pytest.mark.parametrize(("width", "chosen"), [(390, 800), (1280, 1440), (1920, 2200)])
def test_a_window_gets_the_photograph_in_its_size_and_nothing_moves(
    brand: BrandedHub, new_page: Callable[..., Page], width: int, chosen: int
) -> None:
    page = see(new_page(width, 844), brand.show(photographed(logo="logo.jpg")))
    image = page.locator(".vp-photo img")

    assert image.evaluate("it => it.complete && it.naturalWidth > 0")
    assert image.evaluate(CHOSEN) == f"{chosen}w"
    assert page.evaluate(SHIFTS) == 0
    assert image.evaluate("it => getComputedStyle(it).objectPosition") == "50% 30%"


@pytest.mark.unwatched
def test_the_photograph_is_asked_for_last_and_signing_in_never_waits_for_it(
    brand: BrandedHub, new_page: Callable[..., Page]
) -> None:
    asked: list[str] = []

    def late(route: Route) -> None:
        time.sleep(0.3)
        asked.append("stylesheet")
        route.continue_()

    page = new_page()
    page.route("**/page.css*", late)
    page.route("**/*.webp*", lambda route: asked.append("photograph"))  # never answered
    page.goto(f"{brand.show(photographed())}?next=%2Fhub%2Ftoken", wait_until="load")
    page.wait_for_timeout(100)
    assert asked == ["stylesheet", "photograph"]
    page.fill("#username_input", "ada")
    page.fill("#password_input", PASSWORD)
    page.click("#login_submit")
    page.wait_for_url("**/hub/token")
