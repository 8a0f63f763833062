"""Makes the contact sheets in docs/screenshots: many brandings and every state, at seven widths, light and dark.

`make contact-sheet`, or `PYTHONPATH=tests python -m browser.contact_sheet`; some names after it draw only these, and
`--keep FOLDER` keeps every picture in its own size, to be looked at closely.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from browser.arrival import see
from browser.branded_hub import BrandedHub
from browser.conftest import run_chromium
from browser.gallery import BRANDED, Gallery
from browser.states import STATES
from browser.still import hold_still
from every_page import HUB
from nobodys_cluster import cluster_of_nobody
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page
from real_hub import OURS, HubThread

ROOT = Path(__file__).parents[2]
SHEETS = ROOT / "docs" / "screenshots"
BRANDINGS = ROOT / "tests" / "browser" / "brandings"
#: The windows of the first screens, by their width: a phone's, a tablet's, those of computers.
WINDOWS = {320: 640, 390: 844, 768: 1024, 1024: 768, 1280: 800, 1440: 900, 1920: 1080}
#: Widths at which whole pages are shown, and how many stand in a row.
WHOLE = {1280: 6, 390: 9}
SCHEMES = ("light", "dark")
#: How much smaller than in a browser.
SCALE, WHOLE_SCALES = 0.2, {1280: 0.17, 390: 0.22}
HUB_PAGES = ("forbidden", "not found", "logout", "not on the list", "home")
GAP, LABEL, GROUND, INK = 12, 22, "#8a9096", "#ffffff"
QUALITY = 16


def whole_widths(scheme: str) -> list[int]:
    """The widths at which whole pages are shown: in light only, since first screens have both schemes."""
    return list(WHOLE) if scheme == "light" else []


@dataclass
class Shots:
    """Pictures of one color scheme by their row and width, and whole pages by their width and name."""

    first: dict[tuple[str, int], Image.Image] = field(default_factory=dict)
    whole: dict[tuple[int, str], Image.Image] = field(default_factory=dict)


@dataclass
class Camera:
    """Takes pictures of an open page; `keep` is a folder for them in their own size."""

    keep: Path | None
    shots: Mapping[str, Shots] = field(default_factory=lambda: {scheme: Shots() for scheme in SCHEMES})

    @property
    def ratio(self) -> float:
        """How many pixels a CSS pixel is: less than one draws faster, and is more than a sheet shows."""
        return 1.0 if self.keep else 0.5

    def take(self, page: Page, name: str, *, whole: bool) -> None:
        """The first screen at every width in both schemes; and the whole page at some."""
        hold_still(page)
        for scheme, shots in self.shots.items():
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            for width, height in WINDOWS.items():
                page.set_viewport_size({"width": width, "height": height})
                shots.first[name, width] = self._picture(page, SCALE, f"{name}-{scheme}-{width}")
                if whole and width in whole_widths(scheme):
                    scale = WHOLE_SCALES[width]
                    shots.whole[width, name] = self._picture(page, scale, f"{name}-{scheme}-{width}-whole", whole=True)

    def _picture(self, page: Page, scale: float, name: str, *, whole: bool = False) -> Image.Image:
        taken = page.screenshot(full_page=whole, type="jpeg", quality=90)
        if self.keep:
            (self.keep / f"{name.replace(' ', '-')}.jpg").write_bytes(taken)
        with Image.open(BytesIO(taken)) as picture:
            size = (round(picture.width * scale / self.ratio), round(picture.height * scale / self.ratio))
            return picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def photograph_brandings(browser: Browser, hubs: HubThread, folder: Path, camera: Camera, names: Sequence[str]) -> None:
    """Every branding on one hub, the first screen and the whole page."""
    shutil.copytree(BRANDINGS, folder, dirs_exist_ok=True)
    hub = BrandedHub(hubs, folder, OURS + 'c.JupyterHub.public_url = "https://hub.example.org/"\n')
    page = browser.new_page(device_scale_factor=camera.ratio)
    for name in names:
        see(page, hub.show({"extends": f"{name}.yaml"}))
        camera.take(page, name, whole=True)
    page.close()


def photograph_states(gallery: Gallery, camera: Camera, names: Iterable[str]) -> None:
    """Every state, each as the person who gets there sees it."""
    for name in names:
        config, setup = (STATES[name].config, "") if name in STATES else (HUB, BRANDED)
        hub, _ = gallery.hub(config + setup)
        hub.live.require()  # a busy machine may take longer than a visitor waits
        with gallery.visit(setup, name, device_scale_factor=camera.ratio) as page:
            camera.take(page, name, whole=False)


def rows_sheet(shots: Shots, names: Sequence[str]) -> Image.Image:
    """A row for each name, a column for each width."""
    columns = {width: round(width * SCALE) for width in WINDOWS}
    heights = {name: max(shots.first[name, width].height for width in WINDOWS) for name in names}
    size = (GAP + sum(width + GAP for width in columns.values()), GAP + sum(h + LABEL + GAP for h in heights.values()))
    sheet, draw = _blank(size)
    top = GAP
    for name in names:
        draw.text((GAP, top), name, INK, _font())
        left = GAP
        for width, shown in columns.items():
            sheet.paste(shots.first[name, width], (left, top + LABEL))
            left += shown + GAP
        top += LABEL + heights[name] + GAP
    return sheet


def whole_sheet(shots: Shots, width: int, names: Sequence[str]) -> Image.Image:
    """Whole pages side by side, some in a row."""
    many, shown = WHOLE[width], round(width * WHOLE_SCALES[width])
    rows = [names[start : start + many] for start in range(0, len(names), many)]
    heights = [max(shots.whole[width, name].height for name in row) for row in rows]
    sheet, draw = _blank((GAP + min(many, len(names)) * (shown + GAP), GAP + sum(h + LABEL + GAP for h in heights)))
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for place, name in enumerate(row):
            left = GAP + place * (shown + GAP)
            draw.text((left, top), name, INK, _font())
            sheet.paste(shots.whole[width, name], (left, top + LABEL))
        top += height + LABEL + GAP
    return sheet


def _blank(size: tuple[int, int]) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    sheet = Image.new("RGB", size, GROUND)
    return sheet, ImageDraw.Draw(sheet)


def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(15)


def sheets_of_brandings(camera: Camera, names: Sequence[str]) -> Iterator[tuple[str, Image.Image]]:
    """First screens and whole pages, each sheet by its name."""
    for scheme, shots in camera.shots.items():
        yield f"brandings-{scheme}", rows_sheet(shots, names)
        for width in whole_widths(scheme):
            yield f"brandings-whole-{scheme}-{width}", whole_sheet(shots, width, names)


def sheets_of_states(camera: Camera, names: Sequence[str]) -> Iterator[tuple[str, Image.Image]]:
    """First screens, each sheet by its name."""
    for scheme, shots in camera.shots.items():
        yield f"states-{scheme}", rows_sheet(shots, names)


def main(arguments: Sequence[str] | None = None) -> None:
    """Take all pictures, or those of some names, and write the sheets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="brandings and states; all of them if none is named")
    parser.add_argument("--keep", type=Path, help="a folder for every picture in its own size")
    parser.add_argument("--out", type=Path, default=SHEETS, help="a folder for the sheets")
    options = parser.parse_args(arguments)
    every_branding = sorted(path.stem for path in BRANDINGS.glob("*.yaml") if path.stem != "network")
    brandings, states = (
        [name for name in every if not options.names or name in options.names]
        for every in (every_branding, [*STATES, *HUB_PAGES])
    )
    for folder in filter(None, (options.keep, options.out)):
        folder.mkdir(parents=True, exist_ok=True)
    of_states, of_brandings = Camera(options.keep), Camera(options.keep)
    with tempfile.TemporaryDirectory() as name, run_chromium(dict(os.environ)) as browser:
        folder = Path(name)
        os.environ["KUBECONFIG"] = cluster_of_nobody(folder)
        hubs = HubThread(folder)
        try:
            photograph_states(Gallery(browser, hubs), of_states, states)
            photograph_brandings(browser, hubs, folder / "brandings", of_brandings, brandings)
        finally:
            hubs.stop()
    if states:
        _save(sheets_of_states(of_states, states), options.out)
    if brandings:
        _save(sheets_of_brandings(of_brandings, brandings), options.out)


def _save(sheets: Iterable[tuple[str, Image.Image]], folder: Path) -> None:
    for name, sheet in sheets:
        sheet.save(folder / f"{name}.webp", quality=QUALITY, method=6)


if __name__ == "__main__":
    main()
