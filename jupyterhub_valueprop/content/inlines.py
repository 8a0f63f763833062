"""Cut inline tokens at a character, so that the markup of both halves stays valid."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

_BREAKS = ("softbreak", "hardbreak")


def text_token(text: str) -> Token:
    """A token of plain text."""
    return Token("text", "", 0, content=text)


def plain_text(tokens: Sequence[Token]) -> str:
    """The text of inline tokens, in which `split` counts."""
    return "".join(_text(token) for token in tokens)


def masked_text(tokens: Sequence[Token]) -> str:
    """The same text with code and links (except their ends) made one word, so that no sentence ends inside them."""
    masked = list(plain_text(tokens))
    position, start = 0, None
    for token in tokens:
        size = len(_text(token))
        if token.type == "link_open":
            start = position
        elif token.type == "link_close" and start is not None:
            masked[start : position - 1] = "x" * max(0, position - 1 - start)
            start = None
        elif token.type == "code_inline":
            masked[position : position + size] = "x" * size
        position += size
    return "".join(masked)


def _text(token: Token) -> str:
    if token.type in ("text", "code_inline"):
        return token.content
    return " " if token.type in _BREAKS else ""


def split(tokens: Sequence[Token], at: int) -> tuple[list[Token], list[Token]]:
    """The tokens before and after a character. Markup across the cut is closed and opened again."""
    before: list[Token] = []
    opened: list[Token] = []
    position = 0
    for index, token in enumerate(tokens):
        size = len(_text(token))
        if position + size > at or (position == at and token.nesting >= 0):
            head, tail = _cut(token, at - position)
            closing = [_closing(one) for one in reversed(opened)]
            return [*before, *head, *closing], [*opened, *tail, *tokens[index + 1 :]]
        position += size
        before.append(token)
        if token.nesting > 0:
            opened.append(token)
        elif token.nesting < 0 and opened:
            opened.pop()
    return before, []


def _cut(token: Token, at: int) -> tuple[list[Token], list[Token]]:
    if at <= 0:
        return [], [token]
    return [token.copy(content=token.content[:at])], [token.copy(content=token.content[at:])]


def _closing(opening: Token) -> Token:
    return Token(opening.type.replace("_open", "_close"), opening.tag, -1)


def strip(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without white space and line breaks at either end."""
    text = plain_text(tokens)
    if text and not text[0].isspace() and not text[-1].isspace():
        return list(tokens)
    _, tail = split(tokens, len(text) - len(text.lstrip()))
    return split(tail, len(text.strip()))[0]


def end_of(tokens: Sequence[Token], start: int) -> int:
    """The index of the token that closes what the token at `start` opens."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def unwrapped(tokens: Sequence[Token], kind: str) -> list[Token] | None:
    """The tokens inside marks of one kind if only white space is outside them, else None."""
    inside: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == f"{kind}_open":
            end = end_of(tokens, index)
            inside += tokens[index + 1 : end]
            index = end
        elif not _text(token).isspace():
            return None
        else:
            inside.append(token)
        index += 1
    return inside if plain_text(inside).strip() else None
