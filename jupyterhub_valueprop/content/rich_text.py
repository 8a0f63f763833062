"""Turn tokens into `RichText`. HTML is made and sanitized only here."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from jupyterhub_valueprop.isolates import isolates_as_markup
from jupyterhub_valueprop.url_schemes import SAFE_SCHEMES

from .inlines import strip, text_token
from .proposition import RichText

_INLINE = frozenset({"a", "br", "code", "em", "s", "span", "strong"})
_BLOCKS = frozenset(["blockquote", "li", "ol", "p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul"])
_TAG = re.compile(r"</?([a-z0-9]{1,10})[^>]*>")
_BLOCK_TAG = re.compile(
    r"(?=</?(?:p|div|li|ul|ol|d[ltd]|br|hr|h[1-6]|t[drh]|table|section|article|option)\b)", re.IGNORECASE
)
_MARKUP = re.compile(r"[<>&\x00-\x08\x0b-\x1f\x7f-\xa0]")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
#: nh3 reads badly nested tags as browsers do, which takes a second for 80,000 characters, and four for twice as many.
_LARGEST_HTML = 10_000
_options = MarkdownIt("commonmark", {"xhtmlOut": False}).options
_renderer = RendererHTML()


def inline(tokens: Sequence[Token]) -> RichText:
    """The text of inline tokens, without block elements."""
    return _rich(_renderer.renderInline(strip(tokens), _options, {}))


def prose(tokens: Sequence[Token]) -> RichText | None:
    """The text of block tokens as whole paragraphs, lists and tables; None if there is nothing to read."""
    text = _rich(_renderer.render(list(_printable(tokens)), _options, {}))
    return text if text.text else None


def paragraph(children: Sequence[Token], line: list[int] | None = None) -> list[Token]:
    """A paragraph of inline tokens as block tokens."""
    return [
        Token("paragraph_open", "p", 1, map=line, block=True),
        Token("inline", "", 0, map=line, children=list(children), block=True),
        Token("paragraph_close", "p", -1, block=True),
    ]


def strong(children: Sequence[Token]) -> list[Token]:
    """Inline tokens in bold."""
    return [Token("strong_open", "strong", 1), *children, Token("strong_close", "strong", -1)]


def span(children: Sequence[Token], name: str) -> list[Token]:
    """Inline tokens in a `<span>` of a class."""
    opening = Token("span_open", "span", 1, attrs={"class": name})
    return [opening, *children, Token("span_close", "span", -1)]


def without_tags(source: str) -> str:
    """The visible text of raw HTML, without tags, comments, scripts or styles. Very long HTML stays unchanged."""
    if len(source) > _LARGEST_HTML:
        return source
    spaced = _BLOCK_TAG.sub(" ", source)
    return html.unescape(nh3.clean(spaced, tags=set(), clean_content_tags={"script", "style"}))


def _printable(tokens: Iterable[Token]) -> list[Token]:
    """Turn headings inside prose into bold paragraphs, so that the page's headings stay in order."""
    printable: list[Token] = []
    in_heading = False
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            in_heading = token.nesting > 0
            printable.append(Token(token.type.replace("heading", "paragraph"), "p", token.nesting, block=True))
        elif token.type == "inline" and in_heading:
            printable.append(token.copy(children=strong(token.children or [text_token("")])))
        elif token.type == "directive_open":
            printable += _directive_head(token)
        elif token.type == "directive_close":
            printable += [Token("blockquote_close", "blockquote", -1, block=True)] if token.markup == "quote" else []
        else:
            printable.append(token)
    return printable


def _directive_head(token: Token) -> list[Token]:
    heads: list[Token] = []
    if token.markup == "quote":
        heads.append(Token("blockquote_open", "blockquote", 1, block=True))
    for children in token.children or ():
        heads += paragraph(children.children or [])
    return heads


def _rich(unsafe: str) -> RichText:
    safe = _clean(unsafe).strip()
    # no remaining attribute can contain a ">", because URLs are percent-encoded
    bare = _TAG.sub(lambda tag: "" if tag[1] in _INLINE - {"br"} else " ", safe)
    return RichText(isolates_as_markup(safe), _SPACE.sub(" ", html.unescape(bare)).strip())


def _clean(unsafe: str) -> str:
    if not _MARKUP.search(unsafe):
        # skip texts without markup: a list can have ten thousand of them
        return unsafe
    return nh3.clean(
        unsafe,
        tags=set(_INLINE | _BLOCKS),
        attributes={"a": {"href"}, "ol": {"start"}},
        allowed_classes={"span": {"vp-audience", "vp-so"}},
        url_schemes=set(SAFE_SCHEMES),
        clean_content_tags={"script", "style"},
        link_rel=None,
    )
