"""Texts that a page can show and that were probably typed in another way: quotes, comments, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from jupyterhub_valueprop.branding import BrandingReading, LocalizedText, values_of
from jupyterhub_valueprop.branding.fields.locale_codes import canonical
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


Texts = Sequence[tuple[KeyPath, Node]]
"""Key paths of texts, and what was written there."""


def written_texts(reading: BrandingReading) -> Texts:
    """Everything that is written in a branding for visitors to read, in each language."""
    texts = {path for path, _ in values_of(reading.branding, LocalizedText)}
    written = ((path, node) for path, node in leaves(reading.tree) if isinstance(node.value, str))
    return [(path, node) for path, node in written if path in texts or path[:-1] in texts]


def text_slips(texts: Texts) -> Iterator[Problem]:
    """Warnings for the texts of a branding."""
    for path, node in texts:
        yield from _curly_quotes(path, node)
        yield from _missed_space(dotted(path), node)
        yield from _unknown_values(dotted(path), node)


def texts_in_comments(texts: Texts, name: str, lines: Sequence[str]) -> Iterator[Problem]:
    """Warnings for texts of a file that YAML ends before a `#`: `tagline: We are #1`."""
    for path, node in texts:
        line, column = node.place.line or 0, node.place.column or 0
        if node.place.file != name or not 0 < line <= len(lines):
            continue
        written = lines[line - 1][column - 1 :]
        match = _COMMENT.search(written)
        if match and written[: match.start()].rstrip() == node.value:
            message = f"{quote(dotted(path))} ends before {quote(written[match.end() - 1 :])}"
            hint = "put the text in quotes, or put a space after '#' if it is a comment"
            yield Problem(node.place, "warning", "text-in-comment", f"{message}, which YAML takes for a comment", hint)


def unused_anchors(texts: Texts, name: str, content: str) -> Iterator[Problem]:
    """Warnings for texts that lose their first word, because YAML takes it for an anchor: `name: &Co and Sons`."""
    if not _ANCHOR.search(content):
        return
    try:
        events = list(yaml.parse(content, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError):  # reading the file reports it
        return
    places = {node.place for _, node in texts}
    used = {event.anchor for event in events if isinstance(event, yaml.AliasEvent)}
    for event in events:
        mark = event.start_mark
        if not isinstance(event, yaml.ScalarEvent) or not mark or not event.anchor or event.anchor in used:
            continue
        place = Place(name, mark.line + 1, mark.column + 1)
        if place in places:
            message = f"YAML takes {quote(f'&{event.anchor}')} for an anchor, which nothing refers to"
            yield Problem(place, "warning", "unused-anchor", message, "put the text in quotes, or remove the anchor")


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
