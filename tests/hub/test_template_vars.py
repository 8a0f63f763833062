"""`from_template_vars` on a real hub: the page shows what an imported file shows."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from real_hub import OURS, HubsInLoop

from jupyterhub_valueprop.importing import as_branding_file, import_sources

VARIABLES = {
    "org": {"name": "Sea <Hub>", "url": "https://sea.example", "logo_url": ""},
    "operated_by": {"name": "Tidewater", "url": "https://tide.example"},
    "funded_by": {"name": "", "custom_html": '<a href="https://n.example">NSF</a> and <a href="x y">Harbor</a>'},
    "announcements": ['<p>Write to <a href="mailto:a@sea.example">us</a>!</p>'],
    "learn_more": "See <b>the book</b>",
    "redirect_to": "https://sea.example/hub",
    "interface_selector": True,
}


@pytest.mark.any_hub
async def test_the_page_is_that_of_the_imported_file(hub: HubsInLoop, tmp_path: Path) -> None:
    values = tmp_path / "values.yaml"
    values.write_text(f"jupyterhub: {{custom: {{homepage: {{templateVars: {VARIABLES!r}}}}}}}\n")
    imported = import_sources([str(values)], tmp_path)
    (tmp_path / "branding.yaml").write_text(as_branding_file(imported.tree, imported.problems, ["values.yaml"]))

    pages = []
    for branding in ("branding.yaml", f"[{{}}, jupyterhub_valueprop.from_template_vars({VARIABLES!r})]"):
        written = repr(branding) if branding.endswith("yaml") else branding
        running = await hub(f"{OURS}c.ValueProp.branding = {written}\n")
        async with httpx.AsyncClient() as client:
            assert (await client.get(running.login)).headers["Location"] == VARIABLES["redirect_to"]
            page = (await client.get(f"{running.login}?next=")).text
        token = page.partition('name="_xsrf" value="')[2].partition('"')[0]
        pages.append(page.replace(token, "").replace(running.url, ""))

    assert pages[0] == pages[1]
    assert "Sea &lt;Hub&gt;" in pages[0]
    assert '<a href="mailto:a@sea.example"' in pages[0]
    warning = "custom.homepage.templateVars.interface_selector: warning: "
    assert running.log.text.count(warning) == 1
