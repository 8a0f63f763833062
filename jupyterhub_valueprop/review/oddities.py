"""Valid values that are probably not meant, such as a color that YAML takes for a comment, or HTML in a text.

`check` reports them. A hub shows such a branding and logs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from jupyterhub_valueprop.branding import BrandingReading
from jupyterhub_valueprop.branding.sources.text_files import BRANDING_ENDINGS, read_source
from jupyterhub_valueprop.branding.sources.tree import Node, dotted, leaves
from jupyterhub_valueprop.branding.sources.yaml_errors import lines_of
from jupyterhub_valueprop.branding.sources.yaml_reader import parse_yaml
from jupyterhub_valueprop.content import (
    LARGEST_DOCUMENT,
    Proposition,
    proposition_from_document,
    read_proposition,
)
from jupyterhub_valueprop.files import FileError
from jupyterhub_valueprop.importing import markdown_of
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import quote

from .text_slips import text_slips, texts_in_comments, unused_anchors, written_texts
from .unshown_translations import unshown_translations
from .url_slips import url_slips

#: The keys of a branding that take a color.
COLORS = frozenset(("primary", "accent"))
_HEX = re.compile(r"#[0-9A-Fa-f]{3,8}\b")
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,40}(?:\s[^<>]{0,500})?/?>")  # not <https://example.org>


def oddities(reading: BrandingReading, text: str | None = None, shown: str = "") -> Iterator[Problem]:
    """All such problems of a branding. `text` is given for a branding that is only a part of a file."""
    texts = written_texts(reading)
    for name, content in _files(reading, text, shown):
        yield from unused_anchors(texts, name, content)
        if "#" in content:
            lines = lines_of(content)
            yield from _colors_in_comments(name, content, lines)
            yield from texts_in_comments(texts, name, lines)
    for path, node in leaves(reading.tree):
        if isinstance(node.value, str) and path[:2] != ("proposition", "document"):
            yield from _html(dotted(path), node)
            yield from url_slips(dotted(path), node)
    yield from text_slips(texts)
    yield from unshown_translations(reading)
    yield from _without_promises(reading)


def _files(reading: BrandingReading, text: str | None, shown: str) -> Iterator[tuple[str, str]]:
    """The branding files that were read, by how problems call them."""
    if text is not None:
        yield shown, text
    names = {node.place.file for _, node in leaves(reading.tree) if node.place.file}
    known = {Path(name).absolute(): name for name in names}
    for path in sorted(reading.files):
        if path.suffix in BRANDING_ENDINGS:
            name = known.get(path, str(path))
            content = read_source(path, name, reading.access, confined=False, named_at=None)
            if not isinstance(content, Problem):
                yield name, content


def _colors_in_comments(name: str, content: str, lines: Sequence[str]) -> Iterator[Problem]:
    root, _ = parse_yaml(content, name, Path())
    for path, node in _empty(root, ()):
        key, place = path[-1] if path else "", node.key_place
        # a whole values file has other keys of that name
        if (
            path[-2:-1] != ("theme",)
            or key not in COLORS
            or place is None
            or place.line is None
            or place.column is None
        ):
            continue
        _, _, after = lines[place.line - 1][place.column - 1 :].partition(":")
        color = _HEX.match(after.strip())
        if color:
            message = f"{quote(key)} is empty: YAML takes {quote(color[0])} for a comment"
            hint = f'put it in quotes: "{color[0]}"'
            yield Problem(place, "error", "color-in-comment", message, hint)


def _empty(node: Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    if node.value is None:
        yield path, node
    for step, child in node.children.items():
        yield from _empty(child, (*path, str(step)))


def _html(key: str, node: Node) -> Iterator[Problem]:
    if not _HTML.search(node.value):
        return
    # a branding's placeholders are filled in; those of an imported text never were
    markdown = markdown_of(node.value).markdown.replace("{\\{", "{{")
    message = f"{quote(key)} has HTML; the page shows its words, but not its links"
    yield Problem(node.place, "warning", "html-in-text", message, f"write Markdown: {quote(markdown, 300)}")


def _without_promises(reading: BrandingReading) -> Iterator[Problem]:
    for place, proposition in propositions_of(reading):
        sections = [section for section in proposition.sections if section.detail]
        if sections and not any(section.promises for section in proposition.sections):
            message = f"no promise was recognized in {len(sections)} section{'s' * (len(sections) > 1)} of the document"
            hint = "begin a paragraph with a bold sentence: '**You own your data.** So that you can leave.'"
            yield Problem(place, "warning", "no-promises", message, hint)


def propositions_of(reading: BrandingReading) -> Iterable[tuple[Place, Proposition]]:
    """The value proposition that a branding brings, with the place of its document; nothing for the default one."""
    settings = reading.branding.proposition
    if settings.document is not None:
        data = settings.document.model_dump(exclude_none=True)
        place = reading.place(("proposition", "document"))
        return [(place, proposition_from_document(data, locale=reading.branding.locales[0]).proposition)]
    if settings.source is None or settings.source.path is None:
        return []
    try:
        content = reading.access.read(settings.source.path, LARGEST_DOCUMENT, confined=settings.source.confined)
        text = content.decode("utf-8")
    except (FileError, UnicodeDecodeError):
        return []  # building the page reports it
    file = str(settings.source.path)
    read = read_proposition(text, file=file, locale=reading.branding.locales[0])
    return [(Place(file, 1, 1), read.proposition)]
