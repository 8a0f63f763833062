"""The images of the page: measured, with a size known in advance, and on a plate if they would be invisible."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from jupyterhub_valueprop.branding import Community, FileRef, Image, Logo
from jupyterhub_valueprop.content import Cycle
from jupyterhub_valueprop.files import FileError
from jupyterhub_valueprop.pictures import (
    MAX_BYTES,
    Picture,
    PictureError,
    is_on_paper,
    measure_picture,
    needs_plate,
    optical_size,
)
from jupyterhub_valueprop.problems.phrases import quote
from jupyterhub_valueprop.site import Asset
from jupyterhub_valueprop.site.assets import fingerprint
from jupyterhub_valueprop.theme import ColorTheme

from .page_sources import FileKind, Key, PageSources

IMAGE = FileKind("image", MAX_BYTES, "picture-bytes", "the page is shown without it")

#: Logos beside the name have the same area, so that a seal of 64 × 64 px looks as large as a word mark of 167 × 33 px;
#: a logo that replaces the name is as large as a heading.
MASTHEAD = {"area": 5600.0, "max_height": 64.0, "max_width": 320.0}
WORDMARK = {"area": 16_000.0, "max_height": 64.0, "max_width": 400.0}
NAVBAR = {"area": 32 * 80.0, "max_height": 36.0, "max_width": 120.0}
AFFILIATION = {"area": 28 * 90.0, "max_height": 28.0, "max_width": 120.0}
CREDIT = {"area": 6000.0, "max_height": 56.0, "max_width": 180.0}
#: For the middle of the cycle.
CYCLE = {"area": 112 * 44.0, "max_height": 72.0, "max_width": 120.0}
FIGURE = {"area": 1e9, "max_height": 480.0, "max_width": 720.0}

#: The formats that services for link previews can read: none reads SVG, few read AVIF.
PREVIEWED = frozenset(("image/png", "image/jpeg", "image/webp", "image/gif"))

ENDINGS = {
    "image/svg+xml": ".svg",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/x-icon": ".ico",
}


@dataclass(frozen=True)
class ImageElement:
    """One `<img>`: the color scheme in which it is shown (`both`, `light`, `dark`), and its plate.

    `plate_on` names the schemes in which it has a plate of the other shade, or `paper`, which is white in both.

    `width` and `height` are CSS px; None for an image on another host, which can't be measured.
    """

    url: str
    width: int | None
    height: int | None
    shown_on: str
    plate_on: tuple[str, ...]


class Alt(NamedTuple):
    """The alternative text of an image, and the attributes for its language if that is not the page's."""

    words: str
    attributes: Markup = Markup()


@dataclass(frozen=True)
class PictureElement:
    """An image with its alternative text; `alt` is empty if its name is beside it."""

    alt: Alt
    images: tuple[ImageElement, ...]

    @property
    def is_served_here(self) -> bool:
        """Whether all its files are on this hub, so that they are available whenever the page is."""
        return all(image.width for image in self.images)


@dataclass(frozen=True)
class Photo:
    """A photograph in its sizes: `sources` is a `srcset`, empty if there is only one file.

    `width` and `height` are those of the file at `url`; None for an image on another host.
    """

    url: str
    sources: str
    width: int | None
    height: int | None
    is_encoded_anew: bool = False


@dataclass
class Gallery:
    """Reads the images of one branding. A file that is used twice is read once."""

    theme: ColorTheme
    static_url_prefix: str
    sources: PageSources
    _read: dict[Path, tuple[Picture, Asset] | None] = field(default_factory=dict)
    _shown: dict[str, Asset] = field(default_factory=dict)
    _photos: dict[FileRef, Photo | None] = field(default_factory=dict)

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The files of all images that were used so far."""
        return tuple(self._shown.values())

    def logo(self, logo: Logo | None, alt: Alt, key: Key, *, bounds: dict[str, float]) -> PictureElement | None:
        """A logo in its one or two versions, sized within `bounds` (see `optical_size`), if there is one."""
        if logo is None:
            return None
        pair = {"light": logo.light, "dark": logo.dark}
        # if one can't be read, the other is used for both schemes
        given = {scheme: file for scheme, file in pair.items() if file and self._is_there(file, (*key, scheme))}
        images = (
            self._image(file, scheme if len(given) == 2 else "both", (*key, scheme), bounds)
            for scheme, file in given.items()
        )
        shown = tuple(image for image in images if image)
        return PictureElement(alt, shown) if shown else None

    def picture(self, file: FileRef, alt: Alt, key: Key) -> PictureElement | None:
        """An image in its own size, within the bounds of a figure; None if it can't be read."""
        image = self._image(file, "both", key, FIGURE)
        return PictureElement(alt, (image,)) if image else None

    def figure(self, cycle: Cycle, document: FileRef | None, told: Markup) -> PictureElement | None:
        """The document's image of its cycle, beside it or in another folder of the branding; None if there is none.

        `told` are the attributes for the document's language if that is not the page's.
        """
        if cycle.image and _is_remote(cycle.image):
            key: Key = ("proposition", "source" if document else "document")
            message = f"the image {quote(cycle.image)} of the cycle is on another host, and is not shown"
            hint = "download it beside the document and name it there"
            self.sources.report(key, "image-dropped", message, hint, "warning")
            return None
        if not cycle.image or document is None or document.path is None:
            return None
        if not document.confined:
            self.sources.files.allow(document.path.parent)
        path = document.path.parent / cycle.image
        try:
            self.sources.files.check(path, confined=True)
        except FileError as error:
            if error.code != "missing-file":  # its steps say the same
                message = f"the image {quote(cycle.image)} of the cycle {error.reason}"
                self.sources.report(("proposition", "source"), error.code, message, IMAGE.instead, "warning")
            return None
        return self.picture(FileRef(cycle.image, path=path), Alt(cycle.alt, told), ("proposition", "source"))

    def address(self, file: FileRef | None, key: Key) -> str | None:
        """The URL of an image that is linked to, not shown, such as the favicon."""
        if file is None or file.is_remote:
            return file.url if file else None
        entry = self._entry(file, key)
        return self._url(entry[1]) if entry else None

    def lasting_names(self, community: Community) -> dict[str, str]:
        """The community's logo and icon, by the names under which other programs find them.

        `logo` is for a light background and `logo-dark` for a dark one; a logo in one version is both. An image on
        another host, or can't be read, has no such name.
        """
        files: dict[str, FileRef | None] = {"favicon": community.favicon}
        if logo := community.logo:
            files |= {"logo": logo.light or logo.dark, "logo-dark": logo.dark or logo.light}
        entries = {name: file and file.path and self._read.get(file.path) for name, file in sorted(files.items())}
        return {name: entry[1].name for name, entry in entries.items() if entry}

    def photo(self, image: Image | None) -> Photo | None:
        """The community's photograph, made once for all languages; None if there is none or it can't be read."""
        if image is None:
            return None
        if image.src not in self._photos:
            self._photos[image.src] = self._photo(image)
        return self._photos[image.src]

    def _photo(self, image: Image) -> Photo | None:
        if image.src.url is not None:
            return Photo(image.src.url, "", None, None)
        key = ("community", "image", "src")
        entry = self._entry(image.src, key)
        if entry is None:
            return None
        picture, asset = entry
        # importing Pillow takes 40 ms, which only a hub with a photograph needs
        from jupyterhub_valueprop.pictures.band import WIDTHS, bands  # noqa: PLC0415

        sizes = bands(picture, image.focus)
        if not sizes:
            return Photo(self._url(asset), "", round(picture.width), round(picture.height))
        if sizes[-1].width < WIDTHS[0]:
            name, width = quote(image.src.written), sizes[-1].width
            message = f"the photograph {name} is {width} px wide, and is enlarged to the width of the window"
            self.sources.report(
                key, "image-narrow", message, f"use one that is at least {WIDTHS[1]} px wide", "warning"
            )
        urls = [self._url(Asset.of(_name(size.data, ".webp"), "image/webp", size.data)) for size in sizes]
        sources = ", ".join(f"{url} {size.width}w" for url, size in zip(urls, sizes, strict=True))
        middle = len(sizes) // 2
        width, height = sizes[middle].width, sizes[middle].height
        return Photo(urls[middle], sources if len(sizes) > 1 else "", width, height, is_encoded_anew=True)

    def _url(self, asset: Asset) -> str:
        self._shown[asset.name] = asset
        return asset.url(self.static_url_prefix)

    def preview_address(self, file: FileRef, key: Key) -> str | None:
        """The URL of an image for link previews, if services can read its format."""
        if file.is_remote:
            return None if urlsplit(file.url or "").path.lower().endswith(".svg") else file.url
        photo = self._photos.get(file)
        if photo and photo.is_encoded_anew:
            return photo.url
        entry = self._entry(file, key)
        return self._url(entry[1]) if entry and entry[0].media_type in PREVIEWED else None

    def _image(self, file: FileRef, shown_on: str, key: Key, bounds: dict[str, float]) -> ImageElement | None:
        if file.url is not None:
            return ImageElement(file.url, None, None, shown_on, ())
        entry = self._entry(file, key)
        if entry is None:
            return None
        picture, asset = entry
        width, height = optical_size(picture.width, picture.height, **bounds)
        if picture.media_type != "image/svg+xml" and width > picture.width:
            width, height = round(picture.width), round(picture.height)
        grounds = {"light": self.theme.light["surface"], "dark": self.theme.dark["surface"]}
        seen = grounds if shown_on == "both" else {shown_on: grounds[shown_on]}
        plates = tuple(scheme for scheme, ground in seen.items() if needs_plate(picture, ground))
        plates = ("paper",) if is_on_paper(picture) else plates
        return ImageElement(self._url(asset), width, height, shown_on, plates)

    def _is_there(self, file: FileRef, key: Key) -> bool:
        return file.is_remote or self._entry(file, key) is not None

    def _entry(self, file: FileRef, key: Key) -> tuple[Picture, Asset] | None:
        path = file.path
        assert path is not None
        if path not in self._read:
            self._read[path] = self._measured(file, key)
        return self._read[path]

    def _measured(self, file: FileRef, key: Key) -> tuple[Picture, Asset] | None:
        data = self.sources.read(file, IMAGE, key)
        if data is None:
            return None
        try:
            picture = measure_picture(data, name=file.path.name if file.path else file.written)
        except PictureError as error:
            self.sources.report(key, error.code, error.message, IMAGE.instead)
            return None
        name = _name(picture.data, ENDINGS[picture.media_type])
        return picture, Asset.of(name, picture.media_type, picture.data)


def _is_remote(written: str) -> bool:
    try:
        return bool(urlsplit(written).scheme)
    except ValueError:  # such as http://[x
        return True


def _name(data: bytes, ending: str) -> str:
    """A name for the URL, different for each content, because two folders may each have a `logo.svg`."""
    return f"picture-{fingerprint(data)[:10]}{ending}"
