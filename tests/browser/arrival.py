"""Waits until a page is all there: as long as that takes, and no time for silence after it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from browser.page_watch import PATIENCE
from playwright.sync_api import Page, Request

#: What a page still waits for: images in view, and animations that began just now; it brings animations to their end.
#: It looks when the page has its fonts, has drawn itself twice and has nothing more to do: what came late has then run,
#: and has asked for what it needs.
AT_REST = """async () => {
    // what is animated in a folded part stands still; some animations never end
    const moving = () => document.getAnimations().filter(it => it.playState === 'running'
        && it.effect.getComputedTiming().endTime !== Infinity && it.effect.target.checkVisibility())
    moving().forEach(it => it.finish())
    // without scripts nothing is called back, and nothing comes late
    if (matchMedia('(scripting: enabled)').matches) {
        await document.fonts.ready
        for (const next of [requestAnimationFrame, requestAnimationFrame, requestIdleCallback])
            await new Promise(done => next(done))
    }
    const isInView = it => {
        const box = it.getBoundingClientRect()
        return it.checkVisibility() && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
    }
    const images = [...document.images].filter(it => !it.complete && isInView(it))
    return [...moving().map(it => it.animationName ?? it.transitionProperty), ...images.map(it => it.currentSrc)]
}"""


@dataclass
class Traffic:
    """The requests of a page that have no answer yet, and how many began and ended; a stream of events never ends."""

    under_way: dict[Request, str] = field(default_factory=dict)
    moves: int = 0

    def begin(self, request: Request) -> None:
        if request.resource_type != "eventsource":
            self.under_way[request] = request.url
            self.moves += 1

    def end(self, request: Request) -> None:
        self.moves += self.under_way.pop(request, None) is not None


@contextmanager
def arriving(page: Page) -> Iterator[None]:
    """Go to a page in the block; it ends when the page has loaded, has an answer to each request, and is at rest."""
    traffic = Traffic()
    listeners = {"request": traffic.begin, "requestfinished": traffic.end, "requestfailed": traffic.end}
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]
    try:
        yield
        page.wait_for_load_state("load")
        give_up = time.monotonic() + PATIENCE / 1000
        moves = -1
        missing: list[str] = []
        while moves != traffic.moves or traffic.under_way or missing:
            moves = traffic.moves
            missing = page.evaluate(AT_REST)
            assert time.monotonic() < give_up, f"{page.url} still waits for {[*traffic.under_way.values(), *missing]}"
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)


def see(page: Page, address: str) -> Page:
    """Open the page at this address; it comes back whole."""
    with arriving(page):
        page.goto(address, wait_until="load")
    return page
