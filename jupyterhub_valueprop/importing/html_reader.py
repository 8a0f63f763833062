"""Turn HTML from an admin's configuration into inline Markdown or a list of organizations. Words and links stay.

nh3 closes and fixes the HTML first, in time proportional to its length, so that the parser here sees only tags that
are known and nested properly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3
from pydantic_core import PydanticCustomError

from jupyterhub_valueprop.branding.fields.urls import parse_url
from jupyterhub_valueprop.problems.phrases import quote

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
#: Elements that begin and end a line.
_LINES = """
address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header
hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
#: Elements that can be dropped without losing a meaning.
_MEANINGLESS = """
abbr body center cite dfn font head html kbd mark q s samp small span sub sup time u var
"""
_BLOCKS = frozenset(_LINES.split())
_KNOWN = frozenset((*_BLOCKS, *_MEANINGLESS.split(), *_MARKS, "a", "img"))
_UNSEEN = frozenset(("script", "style"))
#: The URL schemes that nh3 accepts, so that `parse_url` can say what is wrong with a URL.
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "javascript", "data", "ftp", "file"))
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]{0,40})")
_SPACES = re.compile(r"\s+")
_SPECIAL = re.compile(r"[\\`*_\[\]<>]|&(?=[#A-Za-z])|(?<=\{)\{")
_SEPARATORS = re.compile(r"[,;|/&+·•–—]|\b(?:and|y|et|und|e)\b", re.I)
_NOTE = re.compile(r"\((.{1,300})\)")


@dataclass(frozen=True)
class HtmlText:
    """The Markdown of a piece of HTML, and what could not be kept, each as a message and a hint."""

    markdown: str
    losses: tuple[tuple[str, str | None], ...]


@dataclass
class HtmlOrganization:
    """An organization in HTML: a link, an image or a line of text."""

    name: str
    url: str | None = None
    logo: str | None = None
    note: str | None = None


def markdown_of(html: str) -> HtmlText:
    """The words, links and emphasis of HTML as one paragraph of inline Markdown."""
    reader = _Reader()
    reader.feed(_mended(html))
    reader.close()
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(reader.frames[0].parts).split("\n"))
    return HtmlText(" ".join(line for line in lines if line.strip(" ·")).removeprefix("· "), _losses(html, reader))


def organizations_of(html: str) -> tuple[list[HtmlOrganization], tuple[tuple[str, str | None], ...]]:
    """All organizations that a list in HTML names, and what could not be kept."""
    reader = _Reader()
    reader.feed(_mended(html))
    reader.close()
    found: list[HtmlOrganization] = []
    losses = list(_losses(html, reader))
    for line in reader.lines():
        losses += _organizations_of_line(line, found)
    for each in found:
        if each.url is not None and (reason := _wrong_url(each.url)):
            losses.append((f"the URL of {quote(each.name)} can't be used: {reason}", None))
            each.url = None
    return [each for each in found if each.name], tuple(dict.fromkeys(losses))


@dataclass
class _Frame:
    tag: str
    href: str | None = None
    parts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Piece:
    """A run of text, or a link or an image with its words; None for the end of a line."""

    text: str
    is_named: bool = False
    href: str | None = None
    image: str | None = None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.frames = [_Frame("")]
        self.pieces: list[_Piece | None] = []
        self.losses: list[tuple[str, str | None]] = []
        self._link: _Piece | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self._image(given)
        elif tag == "a":
            self.frames.append(_Frame(tag, given.get("href", "").strip()))
            self._link = _Piece("", True, given.get("href", "").strip() or None)
        elif tag in _MARKS:
            self.frames.append(_Frame(tag))
        elif tag in _BLOCKS:
            self.frames[-1].parts.append("\n· " if tag == "li" else "\n")
            self.pieces.append(None)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.frames[-1].tag and tag:
            frame = self.frames.pop()
            self.frames[-1].parts.append(self._closed(frame))
        elif tag in _BLOCKS:
            self.frames[-1].parts.append("\n")
            self.pieces.append(None)
        if tag == "a" and self._link:
            self.pieces.append(self._link)
            self._link = None

    def handle_data(self, data: str) -> None:
        text = _SPACES.sub(" ", data)
        self.frames[-1].parts.append(text if self.frames[-1].tag == "code" else _escaped(text))
        if self._link:
            self._link = _Piece(self._link.text + text, True, self._link.href, self._link.image)
        else:
            self.pieces.append(_Piece(text))

    def lines(self) -> Iterator[list[_Piece]]:
        """The pieces, line by line."""
        line: list[_Piece] = []
        for piece in (*self.pieces, None):
            if piece is not None:
                line.append(piece)
            elif line:
                yield line
                line = []

    def _image(self, given: dict[str, str]) -> None:
        alt, source = given.get("alt", ""), given.get("src", "")
        self.frames[-1].parts.append(_escaped(alt))
        if self._link:
            self._link = _Piece(self._link.text + alt, True, self._link.href, source or None)
        else:
            self.pieces.append(_Piece(alt, True, None, source or None))
        self.losses.append((f"the image {quote(source)} can't be part of a text; its alternative text stays", None))

    def _closed(self, frame: _Frame) -> str:
        """The content of a frame as Markdown, with spaces at its ends outside of the marks."""
        inner = "".join(frame.parts).replace("\n", " ")
        text = inner.strip()
        if frame.tag == "a":
            text = self._linked(text, frame.href or "")
        elif text:
            mark = _MARKS[frame.tag]
            text = f"{mark}{text}{mark}" if mark != "`" or "`" not in text else _escaped(text)
        before = " " if inner[:1].isspace() else ""
        return f"{before}{text}{' ' if inner[-1:].isspace() and text else ''}"

    def _linked(self, text: str, href: str) -> str:
        if not href:
            self.losses.append((f"the link {quote(text)} has no URL that is safe on a page; its words stay", None))
            return text
        if reason := _wrong_url(href):
            self.losses.append((f"the link {quote(text)} has an unusable URL: {reason}; its words stay", None))
            return text
        target = href.replace("<", "%3C").replace(">", "%3E")
        return f"[{text or _escaped(href)}]({f'<{target}>' if set('()') & set(target) else target})"


def _mended(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(_BLOCKS | _MARKS.keys() | {"a", "img"}),
        attributes={"a": {"href"}, "img": {"src", "alt"}},
        clean_content_tags=set(_UNSEEN),
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )


def _losses(html: str, reader: _Reader) -> tuple[tuple[str, str | None], ...]:
    unknown = dict.fromkeys(tag for match in _TAG.finditer(html) if (tag := match[1].lower()) not in _KNOWN)
    dropped = [
        (f"<{tag}> is left out" + ("" if tag in _UNSEEN else "; its words stay"), "this package's pages take Markdown")
        for tag in list(unknown)[:10]
    ]
    return tuple(dict.fromkeys((*reader.losses, *dropped)))


def _wrong_url(url: str) -> str | None:
    try:
        parse_url(url)
    except PydanticCustomError as error:
        return error.message()
    return None


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)


def _organizations_of_line(line: list[_Piece], found: list[HtmlOrganization]) -> Iterator[tuple[str, str | None]]:
    """Add the organizations of a line to `found`; yield the words that name nobody."""
    if not any(piece.is_named for piece in line):
        if name := _SPACES.sub(" ", "".join(piece.text for piece in line)).strip(" ,;|·•"):
            found.append(HtmlOrganization(name))
        return
    first = len(found)
    for piece in line:
        text = _SPACES.sub(" ", piece.text).strip()
        if piece.is_named:
            found.append(HtmlOrganization(text, piece.href, piece.image))
            if not text:
                yield f"{quote(piece.href or piece.image or '')} has no words that could be a name", None
            continue
        if (note := _NOTE.search(text)) and len(found) > first:
            found[-1].note = note[1].strip()
            text = text.replace(note[0], "", 1)
        if rest := _SEPARATORS.sub(" ", text).strip(" .:"):
            yield f"the words {quote(_SPACES.sub(' ', rest))} name no organization and are left out", None
