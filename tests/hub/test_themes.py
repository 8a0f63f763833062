"""Over somebody else's theme and under an admin's own templates: the page asked for is shown, and people sign in."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from real_hub import OURS, PASSWORD, Hub, HubsInLoop

pytestmark = pytest.mark.asyncio

ROOT = Path(__file__).parents[2]
THEMES = Path(__file__).parent / "themes"
GUIDE = (ROOT / "docs" / "how-to" / "themes.md").read_text(encoding="utf-8")
OWN_MARKS = {"hero": "Welcome to the theme's own hub", "bare": "A motto of the theme"}
OURS_IS_SHOWN = 'class="vp-card"'
STORY_IS_SHOWN = 'class="vp-promises"'
STOCK_IS_SHOWN = "css/style.min.css"
ORDERS = {
    "theme before": "c.JupyterHub.template_paths = [{folder!r}]\n" + OURS,
    "theme after": OURS + "c.JupyterHub.template_paths = [{folder!r}]\n",
}


async def signs_in(running: Hub) -> str:
    """Sign in after a wrong password and look at two pages; the login page that was shown first."""
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login?next=%2Fhub%2Fhome")
        assert page.status_code == 200
        refused = await visitor.submit(page, username="ada", password="wrong")
        assert "Invalid username or password" in refused.text
        answer = await visitor.submit(refused, username="ada", password=PASSWORD)
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/hub/home")
        assert (await visitor.get("/hub/home")).status_code == 200
        assert (await visitor.get("/hub/no/such/page")).status_code == 404
    return page.text


def written(folder: Path, templates: dict[str, str]) -> str:
    """The line of configuration for a folder with these templates of an admin."""
    for name, source in templates.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8", errors="surrogateescape")
    return f"c.JupyterHub.template_paths = [{str(folder)!r}]\n"


def examples(heading: str) -> dict[str, str]:
    """The templates under a heading of the guide, by the path in their first line."""
    text = re.split(rf"^## {heading}\n", GUIDE, flags=re.M)[1].split("\n## ")[0]
    blocks = re.findall(r"```jinja\n\{# templates/(\S+) #\}\n(.*?)```", text, re.S)
    assert blocks
    return dict(blocks)


# --- over a theme -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("theme", OWN_MARKS)
@pytest.mark.parametrize(
    ("login_page", "shown"),
    [
        ("page", {"ours": True, "theme": False, "story": True}),
        ("wrap", {"ours": False, "theme": True, "story": True}),
        ("off", {"ours": False, "theme": True, "story": False}),
    ],
)
async def test_over_a_theme_the_login_page_is_what_was_asked_for_and_signs_in(
    hub: HubsInLoop, theme: str, order: str, login_page: str, shown: dict[str, bool]
) -> None:
    config = ORDERS[order].format(folder=str(THEMES / theme))
    running = await hub(f"{config}c.ValueProp.login_page = {login_page!r}\n")
    page = await signs_in(running)
    marks = {"ours": OURS_IS_SHOWN, "theme": OWN_MARKS[theme], "story": STORY_IS_SHOWN}
    assert {name: mark in page for name, mark in marks.items()} == shown
    assert "Traceback" not in running.log.text


@pytest.mark.parametrize("theme", OWN_MARKS)
async def test_over_a_theme_the_other_pages_keep_the_themes_parts_and_ours(hub: HubsInLoop, theme: str) -> None:
    running = await hub(ORDERS["theme after"].format(folder=str(THEMES / theme)))
    async with running.visitor() as visitor:
        await visitor.sign_in("ada", PASSWORD)
        home = (await visitor.get("/hub/home")).text
    assert "The theme's footer" in home
    assert "vp-footer" in home


@pytest.mark.parametrize("theme", OWN_MARKS)
async def test_where_ours_fails_the_theme_is_shown_not_the_stock_page(
    hub: HubsInLoop, tmp_path: Path, theme: str
) -> None:
    written(tmp_path / "broken", {"valueprop/login.html": "{{ 1 // 0 }}"})
    paths = [str(tmp_path / "broken"), str(THEMES / theme)]
    running = await hub(f"{OURS}c.JupyterHub.template_paths = {paths!r}\n")
    page = await signs_in(running)
    assert OWN_MARKS[theme] in page
    assert OURS_IS_SHOWN not in page


# --- under an admin's own templates -----------------------------------------------------------------------------------


async def test_a_login_page_that_extends_ours_replaces_single_blocks(hub: HubsInLoop, tmp_path: Path) -> None:
    running = await hub(OURS + written(tmp_path / "templates", examples("Change one block of the login page")))
    page = await signs_in(running)
    assert OURS_IS_SHOWN in page
    assert STORY_IS_SHOWN in page
    help_text = page.index("Ask Dr. Reef in room 12")
    assert page.index('id="login_submit"') < help_text < page.index("</section>", help_text)
    assert "Traceback" not in running.log.text


async def test_it_may_extend_ours_through_another_template(hub: HubsInLoop, tmp_path: Path) -> None:
    templates = {
        "login.html": '{% extends "faculty.html" %}{% block footer %}{{ super() }}<p>of the lab</p>{% endblock %}',
        "faculty.html": '{% extends "valueprop/login.html" %}{% block footer %}<p>of the faculty</p>{% endblock %}',
    }
    page = await signs_in(await hub(OURS + written(tmp_path / "templates", templates)))
    assert OURS_IS_SHOWN in page
    assert "<p>of the faculty</p><p>of the lab</p>" in page


async def test_an_edited_override_shows_on_the_next_view(hub: HubsInLoop, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    head = '{% extends "valueprop/login.html" %}{% block valueprop_help %}'
    running = await hub(OURS + written(folder, {"login.html": f"{head}first{{% endblock %}}"}))
    assert "first" in await signs_in(running)
    await asyncio.sleep(0.01)
    written(folder, {"login.html": f"{head}second{{% endblock %}}"})
    assert "second" in await signs_in(running)


async def test_an_added_stock_extension_turns_into_an_override_without_a_restart(
    hub: HubsInLoop, tmp_path: Path
) -> None:
    folder = tmp_path / "templates"
    running = await hub(OURS + written(folder, {"login.html": '{% extends "templates/login.html" %}'}))
    assert "mended" not in await signs_in(running)
    await asyncio.sleep(0.01)
    written(folder, {"login.html": '{% extends "valueprop/login.html" %}{% block title %}mended{% endblock %}'})
    assert "<title>mended</title>" in await signs_in(running)


@pytest.mark.parametrize(
    "heading", ["Replace a part of the login page", "Add to a part", "Replace the whole login page"]
)
async def test_the_guides_other_examples_show_what_they_say(hub: HubsInLoop, tmp_path: Path, heading: str) -> None:
    running = await hub(OURS + written(tmp_path / "templates", examples(heading)))
    page = await signs_in(running)
    said = {
        "Replace a part of the login page": ("The sea, for everyone", STORY_IS_SHOWN, (True, False)),
        "Add to a part": ("More about this hub", STORY_IS_SHOWN, (True, True)),
        "Replace the whole login page": ("Hello from a page of our own", OURS_IS_SHOWN, (True, False)),
    }[heading]
    assert tuple(mark in page for mark in said[:2]) == said[2]
    assert "Traceback" not in running.log.text


async def test_a_footer_of_an_admins_own_is_shown_where_no_link_is_configured(hub: HubsInLoop, tmp_path: Path) -> None:
    config = written(tmp_path / "templates", {"valueprop/footer.html": "<p>Run by the Reef Institute</p>"})
    running = await hub(OURS + config)
    assert "Run by the Reef Institute" in await signs_in(running)


# --- templates of an admin that cannot work: people still sign in -----------------------------------------------------

EXTENDS_OURS = '{% extends "valueprop/login.html" %}'
BROKEN = {
    "raises": {"login.html": EXTENDS_OURS + "{% block main %}{{ 1 // 0 }}{% endblock %}"},
    "does not parse": {"login.html": EXTENDS_OURS + "{% block main %}"},
    "asks for what is not there": {"login.html": EXTENDS_OURS + "{% block main %}{{ landing.no.such }}{% endblock %}"},
    "extends itself": {"login.html": '{% extends "login.html" %}'},
    "extends itself by the other name": {"login.html": '{% extends "valueprop-next/login.html" %}'},
    "extends what is not there": {"login.html": '{% extends "no-such-template.html" %}'},
    "goes round in a circle": {"login.html": '{% extends "a.html" %}', "a.html": '{% extends "login.html" %}'},
    "ours extends itself": {"valueprop/login.html": EXTENDS_OURS},
    "ours extends the hub's": {"valueprop/login.html": '{% extends "login.html" %}', "login.html": EXTENDS_OURS},
    "is not text": {"login.html": "\udcff\udcfe"},
    "a broken part": {"valueprop/story.html": "{% if %}"},
}


@pytest.mark.sampled
@pytest.mark.parametrize("login_page", ["page", "wrap", "off"])
@pytest.mark.parametrize("templates", BROKEN.values(), ids=BROKEN)
async def test_with_a_broken_template_of_an_admin_people_sign_in(
    hub: HubsInLoop, tmp_path: Path, templates: dict[str, str], login_page: str
) -> None:
    config = written(tmp_path / "templates", templates)
    running = await hub(f"{OURS}{config}c.ValueProp.login_page = {login_page!r}\n")
    page = await signs_in(running)
    assert OURS_IS_SHOWN in page or STOCK_IS_SHOWN in page


async def test_switching_ours_off_with_an_override_in_place_shows_the_stock_page(
    hub: HubsInLoop, tmp_path: Path
) -> None:
    config = written(tmp_path / "templates", examples("Change one block of the login page"))
    running = await hub(f"{OURS}{config}c.ValueProp.login_page = 'off'\nc.ValueProp.pages = 'login'\n")
    page = await signs_in(running)
    assert STOCK_IS_SHOWN in page
    assert "vp-" not in page
