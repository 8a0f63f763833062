"""A page that is ready for a picture: complete down to its end, and nothing on it moves."""

from __future__ import annotations

from playwright.sync_api import Page

STILL = "*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent }"
COMPLETE = """async () => {
    for (const image of document.images) image.loading = "eager"
    await Promise.all([...document.images].map(it => it.complete || new Promise(done => it.onload = it.onerror = done)))
    await document.fonts.ready
    document.activeElement.blur()
}"""


def hold_still(page: Page) -> None:
    """Wait for all images and fonts, stop animations, and take the focus away."""
    page.add_style_tag(content=STILL)
    page.evaluate(COMPLETE)
