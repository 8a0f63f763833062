"""Make the files of an export from a branding: pages, a fragment, and the proposition as data. Writes nothing."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from jupyterhub_valueprop.branding import BrandingReading
from jupyterhub_valueprop.page import site_of
from jupyterhub_valueprop.page.compiled_files import compiled_text
from jupyterhub_valueprop.page.examples import REQUEST
from jupyterhub_valueprop.page.landings import template_environment
from jupyterhub_valueprop.page.stylesheets import PARTS
from jupyterhub_valueprop.problems import Problem
from jupyterhub_valueprop.site import Asset, Landing, Site

from .local_files import without_remote
from .proposition_data import SCHEMA_FILE, proposition_data

#: The parts of the style sheet that a fragment needs. The others style the page around it.
_FRAGMENT_PARTS = {
    "base.css",
    "documents.css",
    "pictures.css",
    "plates.css",
    "door.css",
    "story.css",
    "credits.css",
    "citation.css",
}
#: In a fragment, the control is between texts, and this package's script is missing.
_FRAGMENT_RULES = (
    ".vp-fragment{padding-block:var(--vp-rhythm)}"
    ".vp-fragment .vp-button{display:inline-block;width:auto;margin-block-start:1.5rem;padding-inline:2rem}"
    ".vp-fragment .vp-copy{display:none}"
)
_ROOT = re.compile(r":root\b")


@dataclass(frozen=True)
class ExportedFiles:
    """The contents by their names below the folder, and the problems of their sources.

    `left_out` has the keys of images on other hosts, which an exported page never contacts.
    """

    contents: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]


def export_files(reading: BrandingReading, hub_url: str) -> ExportedFiles:
    """Every file of an export whose pages lead to the hub at `hub_url`. Equal input gives equal files."""
    branding, left_out = without_remote(reading.branding)
    local = replace(reading, branding=branding)
    site = site_of(local, static_url_prefix="", public_url=hub_url)
    pages = _pages(site)
    contents: dict[str, bytes] = {}
    for index, (tag, landing) in enumerate(site.landings.items()):
        page, fragment = _page(landing, pages, hub_url), _fragment(landing, site, hub_url)
        names = ("", f".{tag}") if index == 0 else (f".{tag}",)
        for name in names:
            contents[f"index{name}.html"] = page
            contents[f"fragment{name}.html"] = fragment
    linked = b"".join(contents.values()) + b"".join(asset.data for asset in site.assets.values())
    for asset in site.assets.values():
        if asset.name.encode() in linked:
            contents[f"valueprop/{asset.name}"] = asset.data
    contents["proposition.json"] = _json(proposition_data(local, hub_url))
    contents[SCHEMA_FILE.name] = SCHEMA_FILE.read_bytes()
    return ExportedFiles(contents, site.problems, left_out)


def _json(data: Any) -> bytes:
    return f"{json.dumps(data, indent=2, ensure_ascii=False)}\n".encode()


def _pages(site: Site) -> list[dict[str, str]]:
    """The pages in other languages, where there are any."""
    languages = next(iter(site.landings.values())).languages
    return [{"tag": each.tag, "address": f"index.{each.tag}.html"} for each in languages]


def _render(name: str, landing: Landing, **values: Any) -> bytes:
    context = {
        **REQUEST,
        "landing": landing,
        "notices": Markup(),  # announcements are temporary, so only a hub shows them
        "static_url": str,
        **landing.locale.functions,
        **values,
    }
    return template_environment(()).get_template(f"export/{name}").render(context).strip().encode() + b"\n"


def _page(landing: Landing, pages: list[dict[str, str]], hub_url: str) -> bytes:
    """A page in one language. Its links to the other languages lead to their files."""
    page = _render("page.html", landing, pages=pages, hub_url=hub_url).decode()
    for each in pages:
        page = page.replace(f'href="?lang={each["tag"]}"', f'href="{each["address"]}"')
    return page.encode()


def _fragment(landing: Landing, site: Site, hub_url: str) -> bytes:
    css = Markup(_scoped(site))  # noqa: S704 - made of colors that were parsed and of this package's own files
    html = _render("fragment.html", landing, css=css, hub_url=hub_url)
    return _inlined(html.decode(), site.assets.values()).encode()


def _scoped(site: Site) -> str:
    """The rules for the fragment alone: all rules of this package use its own classes, except for `:root`."""
    css = site.assets["page.css"].data.decode()
    for name in PARTS:
        if name not in _FRAGMENT_PARTS:
            css = css.replace(compiled_text(name), "")
    return _inlined(_ROOT.sub(".vp-fragment", css) + _FRAGMENT_RULES, site.assets.values()).replace("</", "<\\/")


def _inlined(text: str, assets: Iterable[Asset]) -> str:
    """The text with its linked files embedded, so that any page can include it."""
    for asset in assets:
        address = f"{asset.name}?v={asset.version}"
        if address in text:
            data = f"data:{asset.media_type.replace(' ', '')};base64,{base64.b64encode(asset.data).decode()}"
            text = text.replace(f"valueprop/{address}", data).replace(address, data)
    return text
