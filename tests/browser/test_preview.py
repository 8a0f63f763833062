"""The preview in a real browser, started as people start it: it follows saves, names keys, and ends on Ctrl-C."""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from browser.gallery import OVERHANG
from browser.page_watch import PATIENCE
from browser.test_page import violations
from playwright.sync_api import FrameLocator, Page, expect

BRANDING = """\
community:
  name: Ocean Data Commons
  tagline: Shared notebooks
theme: {primary: "#ffee00"}
"""
PRINTED = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "generate.py"))["PRINTED"]["preview"]
COMMAND = [sys.executable, "-c", "from jupyterhub_valueprop.cli import main; main()", "preview"]


@dataclass
class Previewed:
    """A running preview and the file that it shows."""

    url: str
    file: Path
    process: subprocess.Popen[str]


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Previewed]:
    folder = tmp_path_factory.mktemp("preview")
    file = folder / "branding.yaml"
    file.write_text(BRANDING)
    process = subprocess.Popen(
        [*COMMAND, "--no-open"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    url = process.stdout.readline().strip()
    assert url.startswith("http://127.0.0.1:"), process.stderr.read()
    yield Previewed(url, file, process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    shown = PRINTED.replace("hub/", "").replace("http://127.0.0.1:8765/", url)
    assert (process.returncode, {url, *told.splitlines()}) == (0, {*shown.splitlines()})
    assert [path.name for path in folder.iterdir()] == ["branding.yaml"]


def revision(previewed: Previewed) -> int:
    return int(httpx.get(f"{previewed.url}about.json").json()["revision"])


def begin_with_branding(previewed: Previewed) -> None:
    """The preview shows `BRANDING` from the beginning, not first what the test before has left."""
    if previewed.file.read_text() == BRANDING:
        return
    before = revision(previewed)
    previewed.file.write_text(BRANDING)
    give_up = time.monotonic() + PATIENCE / 1000
    while revision(previewed) == before:
        assert time.monotonic() < give_up
        time.sleep(0.05)


def opened(page: Page, previewed: Previewed, part: str = "form.en.light.") -> FrameLocator:
    begin_with_branding(previewed)
    page.goto(f"{previewed.url}#{part}")
    frame = page.frame_locator("#frame")
    expect(frame.locator("h1")).to_have_text("Ocean Data Commons")
    return frame


def test_a_save_shows_at_once_and_scroll_and_focus_stay(page: Page, previewed: Previewed) -> None:
    frame = opened(page, previewed)
    frame.locator("#username_input").fill("grace")
    frame.locator("#password_input").focus()
    inner = page.frames[1]
    inner.evaluate("scrollTo(0, 300)")
    position = inner.evaluate("scrollY")
    assert position > 100
    begun = time.monotonic()
    previewed.file.write_text(BRANDING.replace("Ocean", "River"))
    expect(frame.locator("h1")).to_have_text("River Data Commons")
    took = time.monotonic() - begun

    page.wait_for_function("document.getElementById('frame').contentWindow.scrollY > 100")
    assert page.frames[1].evaluate("scrollY") == position
    assert page.frames[1].evaluate("document.activeElement.id") == "password_input"
    assert took < 5  # under a second on a quiet machine: see tests marked `clock`


@pytest.mark.clock
def test_a_save_shows_within_a_second(page: Page, previewed: Previewed) -> None:
    frame = opened(page, previewed)
    took = []
    for name in ("Alpha", "Beta", "Gamma"):
        begun = time.monotonic()
        previewed.file.write_text(BRANDING.replace("Ocean", name))
        expect(frame.locator("h1")).to_have_text(f"{name} Data Commons")
        took.append(time.monotonic() - begun)
    assert min(took) < 1, took


@pytest.mark.unwatched
def test_a_page_that_did_not_load_is_there_with_the_next_save(page: Page, previewed: Previewed) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    begin_with_branding(previewed)
    page.route("**/*", lambda route: route.abort() if route.request.frame != page.main_frame else route.continue_())
    page.goto(previewed.url)
    expect(page.locator("#frame")).to_have_js_property("contentDocument", None)
    page.unroute("**/*")
    previewed.file.write_text(BRANDING.replace("Ocean", "River"))
    expect(page.frame_locator("#frame").locator("h1")).to_have_text("River Data Commons")
    assert errors == []


def test_a_mistake_is_told_and_the_page_stays(page: Page, previewed: Previewed) -> None:
    frame = opened(page, previewed)
    previewed.file.write_text(BRANDING.replace("tagline", "taglime"))
    problems = page.locator("#problems")
    expect(problems).to_contain_text("taglime")
    expect(problems).to_contain_text("branding.yaml:3:3")
    expect(problems.locator("pre")).to_contain_text("^")
    expect(problems).to_contain_text("did you mean 'tagline'?")
    expect(page.locator("#summary")).to_have_text("1 error, 0 warnings")
    expect(frame.locator("h1")).to_have_text("Ocean Data Commons")


def test_adjusted_colors_are_pairs_with_ratios(page: Page, previewed: Previewed) -> None:
    opened(page, previewed)
    pair = page.locator("#adjustments li").first
    expect(pair).to_contain_text("#ffee00")
    expect(pair.locator(".swatch")).to_have_count(2)
    expect(pair).to_contain_text(":1")


def test_a_click_on_a_part_names_key_and_line(page: Page, previewed: Previewed) -> None:
    frame = opened(page, previewed)
    origin = page.locator("#origin")
    frame.locator("h1").click()
    expect(origin).to_contain_text("community.name")
    expect(origin).to_contain_text("branding.yaml, line 2")
    frame.get_by_text("Shared notebooks").first.click()
    expect(origin).to_contain_text("community.tagline")
    frame.locator("#login_submit").click()
    expect(origin).to_contain_text("sign_in.button")
    expect(frame.locator("h1")).to_have_text("Ocean Data Commons")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_own_page_has_nothing_that_axe_finds(
    new_page: Callable[..., Page], previewed: Previewed, scheme: str
) -> None:
    page = new_page(width=1280, color_scheme=scheme)
    opened(page, previewed)
    previewed.file.write_text(f"{BRANDING}nothing: here\n")
    expect(page.locator("#problems li")).to_have_count(1)
    page.locator("#frame").evaluate("it => it.remove()")  # its page is looked at elsewhere
    assert violations(page) == {}
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(OVERHANG) == 0
        assert violations(page) == {}


def test_the_keyboard_reaches_states_and_stays_there(page: Page, previewed: Previewed) -> None:
    frame = opened(page, previewed)
    page.locator("#state").focus()
    page.keyboard.press("ArrowDown")
    expect(frame.locator("a.vp-button")).to_have_text("Sign in with Example University")
    assert page.evaluate("document.activeElement.id") == "state"
    page.locator("#scheme").select_option("dark")
    expect(frame.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert "button.en.dark" in page.url


def test_paper_and_plain_http_are_shown(page: Page, previewed: Previewed) -> None:
    frame = opened(page, previewed, "form.en.light.print")
    expect(frame.locator(".vp-form")).to_be_hidden()
    opened(page, previewed, "without-encryption.en.light.")
    expect(page.frame_locator("#frame").locator("#insecure-login-warning")).to_be_visible()
