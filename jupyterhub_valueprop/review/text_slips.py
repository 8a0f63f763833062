"""Texts that a page can show and that were probably typed in another way: quotes, comments, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from jupyterhub_valueprop.branding import BrandingReading
from jupyterhub_valueprop.branding.fields.locale_codes import canonical
from jupyterhub_valueprop.branding.models.base import Model
from jupyterhub_valueprop.branding.models.branding import LocalizedText
from jupyterhub_valueprop.branding.sources.tree import KeyPath, Node, dotted, leaves
from jupyterhub_valueprop.branding.sources.typing_slips import between_curly_quotes, key_of, missed_space
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import did_you_mean, nearest, one_of, quote

#: The keys of texts that nobody begins and ends with quotes.
SHORT_TEXTS = frozenset(("name", "label", "tagline", "heading", "button", "alt"))
#: What `{{ … }}` can name in the texts of a branding.
VALUES = ("community.name", "community.url", "network.name", "network.url", "funders")
_PLACEHOLDER = re.compile(r"\{\{[ \t]{0,9}([^{}\s]{1,60})[ \t]{0,9}\}\}")
_ANCHOR = re.compile(r"[\s\[{,]&[^\s&]")
_COMMENT = re.compile(r"\s#(?=[^\s#!])")


def localized_texts(part: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, LocalizedText]]:
    """Every text that visitors read in a branding, or in a part of one, with its key path."""
    if isinstance(part, LocalizedText):
        yield path, part
    elif isinstance(part, Model):
        for name, value in part:
            yield from localized_texts(value, (*path, name))
    elif isinstance(part, tuple):
        for index, value in enumerate(part):
            yield from localized_texts(value, (*path, index))


def text_slips(reading: BrandingReading) -> Iterator[Problem]:
    """Warnings for the texts of a branding."""
    for path, node in _written_texts(reading):
        yield from _curly_quotes(path, node)
        yield from _missed_space(dotted(path), node)
        yield from _unknown_values(dotted(path), node)


def texts_in_comments(reading: BrandingReading, name: str, lines: Sequence[str]) -> Iterator[Problem]:
    """Warnings for texts of a file that YAML ends before a `#`: `tagline: We are #1`."""
    for path, node in _written_texts(reading):
        line, column = node.place.line or 0, node.place.column or 0
        if node.place.file != name or not 0 < line <= len(lines):
            continue
        written = lines[line - 1][column - 1 :]
        match = _COMMENT.search(written)
        if match and written[: match.start()].rstrip() == node.value:
            message = f"{quote(dotted(path))} ends before {quote(written[match.end() - 1 :])}"
            hint = "put the text in quotes, or put a space after '#' if it is a comment"
            yield Problem(node.place, "warning", "text-in-comment", f"{message}, which YAML takes for a comment", hint)


def unused_anchors(reading: BrandingReading, name: str, content: str) -> Iterator[Problem]:
    """Warnings for texts that lose their first word, because YAML takes it for an anchor: `name: &Co and Sons`."""
    if not _ANCHOR.search(content):
        return
    try:
        events = list(yaml.parse(content, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError):  # reading the file reports it
        return
    texts = {node.place for _, node in _written_texts(reading)}
    used = {event.anchor for event in events if isinstance(event, yaml.AliasEvent)}
    for event in events:
        mark = event.start_mark
        if not isinstance(event, yaml.ScalarEvent) or not mark or not event.anchor or event.anchor in used:
            continue
        place = Place(name, mark.line + 1, mark.column + 1)
        if place in texts:
            message = f"YAML takes {quote(f'&{event.anchor}')} for an anchor, which nothing refers to"
            yield Problem(place, "warning", "unused-anchor", message, "put the text in quotes, or remove the anchor")


def _written_texts(reading: BrandingReading) -> Iterator[tuple[KeyPath, Node]]:
    texts = {path for path, _ in localized_texts(reading.branding)}
    for path, node in leaves(reading.tree):
        if isinstance(node.value, str) and (path in texts or path[:-1] in texts):
            yield path, node


def _curly_quotes(path: KeyPath, node: Node) -> Iterator[Problem]:
    meant = between_curly_quotes(node.value) if SHORT_TEXTS.intersection(path[-2:]) else None
    if meant:
        message = f"{quote(dotted(path))} is in typographic quotes, which the page shows"
        hint = f'if they are not part of it, write straight ones: "{quote(meant)[1:-1]}"'
        yield Problem(node.place, "warning", "typographic-quotes", message, hint)


def _missed_space(key: str, node: Node) -> Iterator[Problem]:
    hint = missed_space(node.value)
    if hint and (locale := canonical(key_of(node.value))):
        message = f"{quote(key)} begins with the locale code {quote(locale)}, which the page shows as a word"
        yield Problem(node.place, "warning", "missed-space", message, hint)


def _unknown_values(key: str, node: Node) -> Iterator[Problem]:
    known = VALUES if key.startswith("credits.acknowledgement") else VALUES[:-1]
    for name in dict.fromkeys(_PLACEHOLDER.findall(node.value)):
        if name not in known:
            near = nearest(name, known)
            hint = did_you_mean(f"{{{{ {near} }}}}") if near else one_of(f"{{{{ {each} }}}}" for each in known)
            message = f"{quote(key)} has the unknown substitution {quote(f'{{{{ {name} }}}}')}"
            yield Problem(node.place, "warning", "unknown-substitution", message, hint)
