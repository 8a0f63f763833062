"""MyST directives: fences such as ```` ```{figure} ```` become a pair of tokens with their parsed body in between."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from typing import Any

from markdown_it.token import Token

from .markdown import kept_as_text, parse_part

QUOTES = frozenset({"pull-quote", "epigraph", "highlights", "blockquote"})
PICTURES = frozenset({"figure", "image"})
_WARNINGS = {"warning", "caution", "attention", "danger", "error"}
ADMONITIONS = frozenset({"admonition", "note", "tip", "hint", "important", "seealso", "topic", "sidebar"} | _WARNINGS)
CODE = frozenset({"code", "code-block", "code-cell", "sourcecode", "math", "mermaid", "literalinclude"})
HTML = frozenset({"raw", "html"})
KNOWN = QUOTES | PICTURES | ADMONITIONS | CODE | HTML | {"div", ""}

_HEAD = re.compile(r"\{([\w:.-]+)\}")
_BARE_HEAD = re.compile(r"[\w:.-]*")
_OPTION = re.compile(r":([A-Za-z][\w-]*):")
_LAYOUT = {"align", "class", "figclass", "figwidth", "height", "loading", "open", "placement", "scale", "width"}
_CODE = {"emphasize-lines", "lang", "language", "linenos", "lineno-start"}
_OPTIONS = frozenset({"alt", "caption", "enumerated", "label", "name", "target"} | _LAYOUT | _CODE)
# options whose values are visible in the published document
VISIBLE_OPTIONS = ("alt", "caption")
# each directive inside another is parsed again
_DEPTH = 6


def expand(tokens: list[Token], env: MutableMapping[str, Any], depth: int = 0) -> Iterator[Token]:
    """The tokens with every directive parsed. `meta` of `directive_open` has its name, argument and options."""
    for token in tokens:
        head = _head(token)
        if head is None:
            yield token
        elif depth >= _DEPTH:
            yield from kept_as_text(f"{token.info}\n{token.content}", token.map, "nested-too-deeply")
        else:
            yield from _expanded(token, *head, env, depth)


def _head(token: Token) -> tuple[str, str] | None:
    """The name and the argument of a directive; a fence of colons doesn't need braces around its name."""
    if token.type not in ("fence", "colon_fence"):
        return None
    info = token.info.strip()
    head = _HEAD.match(info)
    if head:
        return head[1].lower(), info[head.end() :].strip()
    bare = _BARE_HEAD.match(info) if token.type == "colon_fence" else None
    return (bare[0].lower(), info[bare.end() :].strip()) if bare else None


def _expanded(token: Token, name: str, argument: str, env: MutableMapping[str, Any], depth: int) -> Iterator[Token]:
    start = token.map[0] if token.map else 0
    options, ignored, body, skipped = _options(token.content)
    if name in QUOTES and argument:
        # in docutils, the text after the name is the first line of the quotation
        body, argument, skipped = f"{argument}\n{body}", "", skipped - 1
    markup = "quote" if name in QUOTES else ""
    meta = {"name": name, "argument": argument, "options": options, "ignored": ignored}
    yield Token("directive_open", "", 1, map=token.map, meta=meta, markup=markup)
    if name in CODE | HTML:
        kind = "html_block" if name in HTML else "fence"
        yield Token(kind, "code" if kind == "fence" else "", 0, content=body, map=token.map, block=True)
    else:
        yield from expand(parse_part(body, env, start + 1 + skipped), env, depth + 1)
    yield Token("directive_close", "", -1, markup=markup)


def _options(content: str) -> tuple[dict[str, str], list[tuple[int, str]], str, int]:
    """Known options, the lines of unknown ones, the body after them, and the number of lines before it."""
    lines = content.split("\n")
    fenced = lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:])
    options: dict[str, str] = {}
    ignored: list[tuple[int, str]] = []
    count = 1 if fenced else 0
    for line in lines[count:]:
        if fenced and line.strip() == "---":
            count += 1
            break
        name, value = _option(line, fenced)
        if name is None:
            if not fenced:
                break
            ignored.append((count, line))
        elif name in _OPTIONS:
            options[name] = value
        else:
            ignored.append((count, line))
        count += 1
    return options, ignored, "\n".join(lines[count:]), count


def _option(line: str, fenced: bool) -> tuple[str | None, str]:
    if fenced:
        name, colon, value = line.partition(":")
        return (name.strip() if colon else None), value.strip().strip("\"'")
    line = line.strip()
    match = _OPTION.match(line)
    value = line[match.end() :] if match else ""
    return (match[1], value.strip()) if match and value[:1] in ("", " ", "\t") else (None, "")
