"""What axe finds, in both color schemes and three widths, under brand colors that are hard to read; and reflow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .chromium import browser
from .hubs import Bench
from .lines import Budget, Line

SCHEMES = ("light", "dark")
WIDTHS = {320: 640, 768: 1024, 1280: 800}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# yellow, mid-gray, near black, near white, neon: colors that no text can simply be set in or on
HARD_COLORS = (("#FFFF00", "#FF00FF"), ("#777777", "#777777"), ("#000000", "#FFFFFF"), ("#F7F7F7", "#00FF66"))
# 400 % zoom of a window of 1280 by 1024 is a window of 320 by 256 CSS px (WCAG 1.4.10)
REFLOW = {"320 px": (320, 640, 2), "400 % zoom": (320, 256, 4)}
OVERFLOW = """() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)
  - document.documentElement.clientWidth"""


def measure(bench: Bench) -> list[Line]:
    """Rules that axe finds broken (stock, ours, ours in hard brand colors) and px of sideways scrolling."""
    hubs = bench.pair()
    with browser() as running:
        stock, ours = (violations(running, hubs[name].login) for name in ("stock", "ours"))
        scrolling = [
            Line(
                f"sideways scrolling at {name}",
                "px",
                *(_overflow(running, hub.login, *window) for hub in hubs.values()),
            )
            for name, window in REFLOW.items()
        ]
        colored = Counter(rule for url in _colored(bench) for rule in violations(running, url))
    where = f"{', '.join(SCHEMES)} at {', '.join(map(str, WIDTHS))} px"
    return [
        _line(f"axe: rules broken, {where}", len(stock), ours),
        _line(f"axe: the same in {len(HARD_COLORS)} hard brand colors", None, colored),
        *(Line(each.what, each.unit, each.stock, each.ours, Budget(0)) for each in scrolling),
    ]


def _line(what: str, stock: int | None, ours: Counter[str]) -> Line:
    return Line(what, "", stock, len(ours), Budget(0), note=", ".join(f"{rule} ({n})" for rule, n in ours.items()))


def violations(browser: Browser, url: str) -> Counter[str]:
    """The rules that are broken, and in how many of the six views."""
    return Counter(rule for page in _views(browser, url) for rule in _broken(page))


def _views(browser: Browser, url: str) -> Iterator[Page]:
    schemes: tuple[Any, ...] = SCHEMES
    for scheme in schemes:
        for width, height in WIDTHS.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            page.goto(url, wait_until="networkidle")
            yield page
            context.close()


def _broken(page: Page) -> set[str]:
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    return {violation["id"] for violation in Axe().run(page, options=options).response["violations"]}


def _colored(bench: Bench) -> Iterator[str]:
    for primary, accent in HARD_COLORS:
        with bench.ours({**(bench.branding or {}), "theme": {"primary": primary, "accent": accent}}) as hub:
            yield hub.login


def _overflow(browser: Browser, url: str, width: int, height: int, scale: float) -> int:
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    pixels: int = page.evaluate(OVERFLOW)
    context.close()
    return pixels
