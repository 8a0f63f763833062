"""The Markdown parser: CommonMark with tables and strikethrough, and the block and role syntax of MyST."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.image import image
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

# blocks deeper than this stay as plain text; a list counts twice
DEPTH = 30
IMAGES_IN_IMAGES = 4


def parse(source: str, env: MutableMapping[str, Any]) -> list[Token]:
    """Block tokens of a whole document; their inline tokens are not made yet."""
    # the block rules of MyST look at the first character of the last line, which must exist
    return _blocks_only.parse(source.rstrip(), env)


def parse_part(source: str, env: MutableMapping[str, Any], first_line: int) -> list[Token]:
    """Block tokens of a part of a document, such as the body of a directive, whose first line counts from 0."""
    tokens: list[Token] = []
    _parser.block.parse(source.rstrip(), _parser, env, tokens)
    for token in tokens:
        if token.map:
            token.map = [line + first_line for line in token.map]
    return tokens


def parse_inline(source: str, env: MutableMapping[str, Any]) -> list[Token]:
    """Inline tokens of one paragraph."""
    tokens: list[Token] = []
    _parser.inline.parse(source, _parser, env, tokens)
    return _joined(tokens)


def _joined(tokens: list[Token]) -> list[Token]:
    joined: list[Token] = []
    for token in tokens:
        if token.type == "text_special":
            token.type = "text"
        if token.type == "text" and joined and joined[-1].type == "text":
            joined[-1].content += token.content
        elif token.type != "text" or token.content:
            joined.append(token)
    return joined


def _plain_beyond_depth(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Keeps as text what markdown-it drops without a word when lists and quotes nest beyond its `maxNesting`."""
    if silent or state.level < DEPTH:
        return False
    line = start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    state.tokens += too_deep(state.getLines(start, line, state.blkIndent, False), [start, line])
    state.line = line
    return True


def too_deep(text: str, lines: list[int] | None) -> list[Token]:
    """A paragraph of source text that is not parsed any further."""
    return [
        Token("paragraph_open", "p", 1, map=lines, block=True),
        Token("inline", "", 0, map=lines, content=text.strip(), children=[], meta={"too-deep": True}, block=True),
        Token("paragraph_close", "p", -1, block=True),
    ]


def _shallow_image(state: StateInline, silent: bool) -> bool:
    """Images in the alt text of images, but not so many that each level of markdown-it's recursion adds up."""
    depth = state.env.get("images", 0)
    if depth >= IMAGES_IN_IMAGES:
        return False
    state.env["images"] = depth + 1
    try:
        return image(state, silent)
    finally:
        state.env["images"] = depth


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEPTH + 10}).enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin).use(colon_fence_plugin)
    parser.block.ruler.before("table", "plain_beyond_depth", _plain_beyond_depth)
    parser.inline.ruler.at("image", _shallow_image)
    # addresses are judged in `links`, when the values of substitutions are known
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    parser.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    return parser


_parser = _make_parser()
_blocks_only = _make_parser().disable(["inline", "text_join"])
