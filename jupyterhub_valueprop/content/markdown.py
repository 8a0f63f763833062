"""The Markdown parser: CommonMark with tables and strikethrough, and the block and role syntax of MyST."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, reference, table
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.html_inline import html_inline
from markdown_it.rules_inline.image import image
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from .link_targets import LONGEST_ADDRESS
from .markup_allowance import allowance_of

# blocks deeper than this stay as plain text; a list counts twice
DEPTH = 30
IMAGES_IN_IMAGES = 4
#: The most characters of a tag or comment within a text; a longer one stays as text.
LONGEST_TAG = 1_000
# nested links and images: markdown-it reads the content of an open bracket once for each level
_INLINE_DEPTH = 12
# some of markdown-it's inline rules read the rest of the text for each mark
LONGEST_INLINE = 10_000
_LINES_OF_DEFINITION = 20
_MARKS = "[]!*_~`<&{\\"
# markdown-it stops at these characters, too, and tries its rules there
_ENDS_OF_TEXT = "\n#$%+-:=>@^}"


def parse(source: str, env: MutableMapping[str, Any]) -> list[Token]:
    """Block tokens of a whole document; their inline tokens are not made yet."""
    # the block rules of MyST look at the first character of the last line, which must exist
    return _counted(_blocks_only.parse(source.rstrip(), env), env)


def parse_part(source: str, env: MutableMapping[str, Any], first_line: int) -> list[Token]:
    """Block tokens of a part of a document, such as the body of a directive, whose first line counts from 0."""
    tokens: list[Token] = []
    _parser.block.parse(source.rstrip(), _parser, env, tokens)
    for token in tokens:
        if token.map:
            token.map = [line + first_line for line in token.map]
    return _counted(tokens, env)


def _counted(tokens: list[Token], env: MutableMapping[str, Any]) -> list[Token]:
    allowance = allowance_of(env)
    allowance.blocks = max(0, allowance.blocks - len(tokens))
    return tokens


def parse_inline(source: str, env: MutableMapping[str, Any]) -> list[Token] | None:
    """Inline tokens of one paragraph; None if that would take too long."""
    marks = sum(map(source.count, _MARKS))
    if len(source) > LONGEST_INLINE:
        return None if marks else [Token("text", "", 0, content=source)]
    if not allowance_of(env).take("marks", 3 * marks + sum(map(source.count, _ENDS_OF_TEXT))):
        return None
    tokens: list[Token] = []
    _inlines.inline.parse(source, _inlines, env, tokens)
    return _joined(tokens)


def _joined(tokens: list[Token]) -> list[Token]:
    joined: list[Token] = []
    texts: list[str] = []

    def finish() -> None:
        if texts:
            joined.append(Token("text", "", 0, content="".join(texts)))
            texts.clear()

    for token in tokens:
        if token.type not in ("text", "text_special"):
            finish()
            joined.append(token)
        elif token.content:
            texts.append(token.content)
    finish()
    return joined


def _keep_as_text(state: StateBlock, start: int, end: int, reason: str) -> bool:
    """Keep the lines up to the end of their container as text."""
    line = start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    state.tokens += kept_as_text(state.getLines(start, line, state.blkIndent, False), [start, line], reason)
    state.line = line
    return True


def _text_beyond_limits(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Keeps as text what markdown-it drops silently when lists and quotes nest beyond its `maxNesting`."""
    if silent:
        return False
    if state.level >= DEPTH:
        return _keep_as_text(state, start, end, "nested-too-deeply")
    if len(state.tokens) > allowance_of(state.env).blocks:
        return _keep_as_text(state, start, end, "too-much-markup")
    return False


def _bounded_quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Quotations, until the search for their ends would take more steps than one document may take."""
    if silent or not blockquote(state, start, end, True):
        return blockquote(state, start, end, silent)
    allowance = allowance_of(state.env)
    reach, end_of_visits = start, start + allowance.visits
    while reach < min(end, end_of_visits) and not state.isEmpty(reach):
        reach += 1
    if allowance.take("visits", reach - start + 1):
        return blockquote(state, start, end, False)
    # use up the rest, so that the next quotation isn't measured again
    allowance.visits = 0
    return _keep_as_text(state, start, end, "too-much-markup")


def _bounded_reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Definitions of links. For each one, markdown-it before 4 searches all lines of the paragraph again."""
    last = state.lineMax
    state.lineMax = min(last, start + _LINES_OF_DEFINITION)
    try:
        defined = reference(state, start, end, silent)
    finally:
        state.lineMax = last
    if defined and not silent:
        # a link of three characters repeats the whole URL; one character more than allowed makes it refused
        definition = next(reversed(state.env["references"].values()))
        definition["href"] = definition["href"][: LONGEST_ADDRESS + 1]
    return defined


def _bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Tables, as long as the allowance has cells left; further rows become a paragraph."""
    if silent or not table(state, start, end, True):
        return table(state, start, end, silent)
    allowance = allowance_of(state.env)
    columns = state.src.count("|", state.bMarks[start], state.eMarks[start]) + 1
    last = start + 1 + allowance.cells // columns
    if last <= start + 1:
        allowance.refused.append(start + 1)
        return False
    table(state, start, min(end, last + 1), False)
    allowance.take("cells", (state.line - start - 1) * columns)
    if last < state.line < end:
        allowance.refused.append(state.line + 1)
    return True


def kept_as_text(text: str, lines: list[int] | None, reason: str) -> list[Token]:
    """A paragraph of source text that is not parsed any further. The reason is the code of a problem."""
    return [
        Token("paragraph_open", "p", 1, map=lines, block=True),
        Token("inline", "", 0, map=lines, content=text.strip(), children=[], meta={"unread": reason}, block=True),
        Token("paragraph_close", "p", -1, block=True),
    ]


def _short_html(state: StateInline, silent: bool) -> bool:
    """A tag or a comment of limited length: markdown-it searches its end from each "<" to the end of the text."""
    source = state.src
    state.src = source[: state.pos + LONGEST_TAG]
    try:
        return html_inline(state, silent)
    finally:
        state.src = source


def _shallow_image(state: StateInline, silent: bool) -> bool:
    """Images in the alternative text of images, to a limited depth, because markdown-it reads each level again."""
    depth = state.env.get("images", 0)
    if depth >= IMAGES_IN_IMAGES:
        return False
    state.env["images"] = depth + 1
    try:
        return image(state, silent)
    finally:
        state.env["images"] = depth


def _make_parser(depth: int) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": depth}).enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin).use(colon_fence_plugin)
    parser.block.ruler.before("table", "text_beyond_limits", _text_beyond_limits)
    parser.block.ruler.at("blockquote", _bounded_quote, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.block.ruler.at("reference", _bounded_reference)
    parser.block.ruler.at("table", _bounded_table, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.at("image", _shallow_image)
    parser.inline.ruler.at("html_inline", _short_html)
    # URLs are checked in `link_targets`, when the values of substitutions are known
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    parser.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    return parser


_parser = _make_parser(DEPTH + 10)
_inlines = _make_parser(_INLINE_DEPTH)
_blocks_only = _make_parser(DEPTH + 10).disable(["inline", "text_join"])
