"""From a branding to the finished `Site`: every landing, and every file that they link to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from jupyterhub_valueprop.branding import CONFIG_KEY, Branding, BrandingReading, read_branding
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.problems import first_of, in_order
from jupyterhub_valueprop.problems.phrases import quote
from jupyterhub_valueprop.site import Site
from jupyterhub_valueprop.theme import bootstrap_properties, field_pattern, make_theme

from .best_fits import best_fits
from .citing import lacks_funders
from .documents import Documents
from .fonts import Fonts
from .gallery import Gallery
from .landings import PageFiles, build_landing
from .page_sources import PageSources
from .stylesheets import PARTS, parts_for, script, stylesheet, wrapped_stylesheet
from .translations import find_locale
from .typesetting import typesetting_css
from .wording import Wording


def build_site(
    source: Any,
    *,
    static_url_prefix: str,
    template_folders: tuple[Path, ...] = (),
    files: Files | None = None,
    public_url: str = "",
    key: str = CONFIG_KEY,
) -> Site:
    """The site of a branding: a path, a mapping, a callable, a list of these, or None for the defaults.

    `static_url_prefix` ends with a slash and is the URL of the assets (`/hub/static/`). Templates
    `valueprop/<name>.html` in `template_folders` replace this package's. `files` says what may be read.
    `public_url` is the hub's URL, if it is known: a printed page shows it. `key` is the setting that holds
    `source`, as problems call it.
    """
    reading = read_branding(source, files=files, key=key)
    return site_of(
        reading, static_url_prefix=static_url_prefix, template_folders=template_folders, public_url=public_url
    )


def site_of(
    reading: BrandingReading,
    *,
    static_url_prefix: str,
    template_folders: tuple[Path, ...] = (),
    public_url: str = "",
) -> Site:
    """Like `build_site`, for a branding that has been read already."""
    branding = reading.branding
    primary, accent = branding.theme.primary, branding.theme.accent
    theme = make_theme(primary=primary, accent=accent, color_scheme=branding.theme.color_scheme)
    both = branding.theme.color_scheme == "auto"
    sources = PageSources(reading.place, reading.access)
    gallery = Gallery(theme, static_url_prefix, sources)
    documents = Documents(branding, sources)
    fonts = Fonts(sources)
    font_css = fonts.css(branding.theme.font.heading, branding.theme.font.body)
    assets = {
        "wrapped_stylesheet": wrapped_stylesheet(
            ("" if both else make_theme(primary=primary, accent=accent).css)
            + bootstrap_properties(theme.light, theme.dark)
        ),
        "script": script("page.js"),
        "hub_script": script("hub-scripts.js"),
    }
    files = PageFiles(**{name: asset.url(static_url_prefix) for name, asset in assets.items()}, gallery=gallery)
    wordings = [Wording(branding, find_locale(tag), template_folders) for tag in branding.locales]
    if any(map(lacks_funders, wordings)):
        sources.report(
            ("credits", "acknowledgement"),
            "no-funders",
            "'{{ funders }}' has no funders to name",
            "name them in 'credits.funded_by'; until then, the sentence is not shown",
            "warning",
        )
    for index, wording in enumerate(wordings):
        _tell_untranslated(wording, ("locales", index), sources)
    # first, because previews of links show the sizes of the photograph that are made here
    own_css = theme.css + _ground(branding, gallery) + font_css + typesetting_css(branding.locales)
    landings = [build_landing(each, *documents.read(each), files, public_url) for each in wordings]
    # an admin's templates may use any class, so all rules are needed
    css = stylesheet(own_css, PARTS if template_folders else parts_for(landings))
    every_asset = {asset.name: asset for asset in (css, *assets.values(), *gallery.assets, *fonts.assets)}
    return Site(
        {each.locale.tag: replace(each, stylesheet_url=css.url(static_url_prefix)) for each in landings},
        every_asset,
        first_of(in_order((*reading.problems, *sources.problems))),
        {str(path): identity for path, identity in reading.access.looked_for.items()},
        shows_login_page=branding.hub.login_page == "on",
        fits=best_fits(branding.locales) if len(landings) > 1 else {},
        landing_page=branding.sign_in.redirect or "",
        lasting_names=gallery.lasting_names(branding.community),
    )


def _tell_untranslated(wording: Wording, key: tuple[str, int], sources: PageSources) -> None:
    """Report a language of the page for which this package has no texts."""
    if wording.locale.fallback_attributes:
        tag = quote(wording.locale.tag)
        message = f"this package has no texts in {tag}; only texts of this branding are shown in it"
        sources.report(key, "untranslated-interface", message, "everything else is shown in English", "warning")


def _ground(branding: Branding, gallery: Gallery) -> str:
    """The background of the first screen: the focus of the photograph, or else the pattern of the community's name.

    The name is that of the page's first language, so that the pattern is the same in all languages.
    """
    image, name = branding.community.image, branding.community.name
    if image and gallery.photo(image):
        return f".vp-photo img{{object-position:{image.focus}}}"
    return field_pattern(name.get(branding.locales[0], branding.locales[0]) if name else "", branding.theme.pattern)
