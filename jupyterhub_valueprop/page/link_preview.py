"""Make the preview of a link to the page: the `Sharing` of one language from a branding."""

from __future__ import annotations

from collections.abc import Iterator

from jupyterhub_valueprop.branding import FileRef, Logo
from jupyterhub_valueprop.site import Party, PreviewImage, Sharing

from .gallery import Gallery
from .likely_subtags import likely_of
from .page_sources import Key
from .wording import Wording


def sharing_of(wording: Wording, gallery: Gallery) -> Sharing:
    """The preview of a page, and the organization behind it."""
    branding = wording.branding
    community, network = branding.community, branding.network
    network_name = wording.text(network.name)
    is_own_network = wording.text(community.name) == network_name
    return Sharing(
        index=branding.sign_in.index,
        site_name="" if is_own_network else network_name,
        locale=_open_graph_locale(wording.locale.tag),
        image=_preview_image(wording, gallery),
        community=Party(wording.community_name, community.url, _address(gallery, community.logo, ("community", "logo")))
        if community.name
        else None,
        network=Party(network_name, network.url) if network_name and not is_own_network else None,
    )


def _preview_image(wording: Wording, gallery: Gallery) -> PreviewImage | None:
    """The photo, else the logo: the first image that services for link previews can read. They can't read SVG."""
    community, name = wording.branding.community, wording.community_name
    if community.image:
        address = gallery.preview_address(community.image.src, ("community", "image", "src"))
        if address:
            return PreviewImage(address, wording.text(community.image.alt) or name, is_photo=True)
    for file, key in _versions(community.logo, ("community", "logo")):
        if address := gallery.preview_address(file, key):
            return PreviewImage(address, name, is_photo=False)
    return None


def _address(gallery: Gallery, logo: Logo | None, key: Key) -> str | None:
    return next((gallery.address(file, key) for file, key in _versions(logo, key)), None)


def _versions(logo: Logo | None, key: Key) -> Iterator[tuple[FileRef, Key]]:
    """The versions of a logo, first the one for light backgrounds, as previews have."""
    if logo and logo.light:
        yield logo.light, (*key, "light")
    if logo and logo.dark:
        yield logo.dark, (*key, "dark")


def _open_graph_locale(tag: str) -> str:
    """A language as Open Graph writes it, always with a country: `pt_BR`, `es_ES` for `es`; empty for its default."""
    language, _, territory = likely_of(tag)
    written = f"{language}_{territory}" if territory else language
    return "" if written == "en_US" else written
