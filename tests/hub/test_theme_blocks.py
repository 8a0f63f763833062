"""What a theme says in its own announcement shows on the login page as it does on JupyterHub's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from real_hub import OURS, HubsInLoop

pytestmark = [pytest.mark.asyncio, pytest.mark.any_hub]

#: As JupyterHub's example of a service of announcements has it.
SERVICE = """{% extends "templates/page.html" %}
{% block announcement %}
<div class="container text-center announcement" id="from-service"></div>
{% if announcement %}{{ super() }}{% endif %}
{% endblock %}
{% block script %}
{{ super() }}
<script>$.get("/services/announcement/", function(data) { $("#from-service").html(data["announcement"]); });</script>
{% endblock %}
"""


async def login(hub: HubsInLoop, folder: Path, page: str, more: str = "") -> tuple[str, str]:
    """The login page over this `page.html`, and the log."""
    (folder / "page.html").write_text(page, encoding="utf-8")
    running = await hub(f"{OURS}c.JupyterHub.template_paths = [{str(folder)!r}]\n{more}")
    async with running.visitor() as visitor:
        return (await visitor.get("/hub/login")).text, running.log.text


async def test_the_announcement_of_a_service_is_there_with_what_its_script_needs(
    hub: HubsInLoop, tmp_path: Path
) -> None:
    page, log = await login(
        hub, tmp_path, SERVICE, "c.JupyterHub.template_vars = {'announcement': 'On <b>Sunday</b>'}\n"
    )
    assert 'class="vp-card"' in page
    assert 0 < page.index('id="from-service"') < page.index('id="vp-main"')
    assert page.count("On <b>Sunday</b>") == 1  # by super(), and not once more by ours
    assert page.index("components/jquery/dist/jquery.min.js") < page.index("/services/announcement/")
    assert "ERROR" not in log


@pytest.mark.parametrize(
    "theme",
    [
        '{% extends "templates/page.html" %}{% block footer %}Bye{% endblock %}',
        '{% extends "templates/page.html" %}{% block script %}<script>later()</script>{% endblock %}',
    ],
)
async def test_a_theme_without_an_announcement_changes_nothing(hub: HubsInLoop, tmp_path: Path, theme: str) -> None:
    page, _ = await login(hub, tmp_path, theme)
    assert 'class="vp-card"' in page
    assert "jquery" not in page
    assert "later()" not in page


@pytest.mark.parametrize("fault", ["{{ 1 / 0 }}", "{{ nothing.at.all }}", "{% include 'gone.html' %}"])
async def test_an_announcement_that_fails_keeps_the_page(hub: HubsInLoop, tmp_path: Path, fault: str) -> None:
    theme = '{% extends "templates/page.html" %}{% block announcement %}' + fault + "{% endblock %}"
    page, log = await login(hub, tmp_path, theme)
    assert 'class="vp-card"' in page
    assert len(re.findall("announcement of your theme's page.html failed", log)) == 1
