"""Texts and documents in languages that `locales` doesn't name, so that no visitor sees them.

A network's file may have more languages than one of its communities shows. So a language is only reported for the file
that sets `locales`, and for the topmost layer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jupyterhub_valueprop.branding import BrandingReading, LocalizedText, values_of
from jupyterhub_valueprop.branding.fields.locale_codes import canonical
from jupyterhub_valueprop.branding.sources.tree import nearest_node
from jupyterhub_valueprop.language_tags import shortened
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import counted, quote

#: The key that names the languages of the page.
KEY = "locales"


def unshown_translations(reading: BrandingReading) -> Iterator[Problem]:
    """One warning for each language and layer, at the first text, and one for each document."""
    yield from _of_texts(reading)
    yield from _of_documents(reading)


def _of_texts(reading: BrandingReading) -> Iterator[Problem]:
    places: dict[tuple[str, str], list[Place]] = {}
    for path, text in values_of(reading.branding, LocalizedText):
        reached, node = nearest_node(reading.tree, path)
        if reached != path or not node.is_mapping:
            continue
        for written, child in node.value.items():
            place, tag = child.key_place or child.place, canonical(str(written))
            if tag and _is_unshown(tag, text, reading.branding.locales) and _is_own(place, reading):
                places.setdefault((tag, place.file or ""), []).append(place)
    for (tag, _), found in places.items():
        first = min(found, key=lambda place: (place.line or 0, place.column or 0))
        yield _unshown(tag, first, f"{counted(len(found), 'text')} in {quote(tag)}", reading)


def _of_documents(reading: BrandingReading) -> Iterator[Problem]:
    source = reading.branding.proposition.source
    place = reading.place(("proposition", "source"))
    if source is None or source.path is None or place.file is None or not _is_own(place, reading):
        return
    if Path(place.file).absolute().parent != source.path.parent:
        return  # it is shared, perhaps with communities that show more languages
    shown = {tag for locale in reading.branding.locales for tag in shortened(locale)}
    stem, ending = source.path.stem, source.path.suffix
    for name in sorted(reading.access.names_beside(source.path, confined=source.confined)):
        if name.startswith(f"{stem}.") and name.endswith(ending):
            tag = canonical(name.removeprefix(f"{stem}.").removesuffix(ending))
            if tag and tag not in shown:
                yield _unshown(tag, place, f"the document {quote(name, 300)}", reading)


def _is_unshown(tag: str, text: LocalizedText, locales: tuple[str, ...]) -> bool:
    """Whether a translation is neither shown in any language of the page nor a language that one of them falls back on.

    A text in `es-AR` stands in for one in `es-MX`, if there is no other.
    """
    if any(tag in shortened(locale) for locale in locales):
        return False
    return all(text.choose(locale, locales[0])[0] != tag for locale in locales)


def _is_own(place: Place, reading: BrandingReading) -> bool:
    """Whether a value is in the layer that sets `locales`, or in the topmost one."""
    locales, layer = reading.tree.child(KEY), reading.tree.place
    setting = replace(locales.place, key=(locales.place.key or "").removesuffix(f".{KEY}")) if locales else layer
    return any(_is_in(place, each) for each in (setting, layer))


def _is_in(place: Place, layer: Place) -> bool:
    if place.file is not None or layer.file is not None:
        return place.file == layer.file
    return (place.key or "").startswith(f"{layer.key}.")


def _unshown(tag: str, place: Place, what: str, reading: BrandingReading) -> Problem:
    verb = "are" if not what.startswith(("1 ", "the ")) else "is"
    locales = reading.branding.locales
    message = f"{what} {verb} not shown: {quote(KEY)} is [{', '.join(locales)}]"
    hint = f"write '{KEY}: [{', '.join((*locales, tag))}]' to show this language"
    return Problem(place, "warning", "unshown-translation", message, hint)
