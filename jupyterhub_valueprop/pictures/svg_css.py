"""Clean the style within an SVG: leave out whatever could load something.

A parser reads the style, only what is known to load nothing is kept, and the text is written again from that. So a
browser sees what was checked, and no escape or unclosed bracket can be read in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import tinycss2
from tinycss2.ast import Declaration, IdentToken, Node

from .picture_error import PictureError
from .svg_vocabulary import FUNCTIONS, TRANSFORM_WORDS

#: The most characters of all `<style>` elements, and of all different style, including attributes: a second of reading.
MAX_SHEETS, MAX_STYLE = 100_000, 200_000
MAX_RULES = 5_000
#: The most levels of nested brackets, because writing them is recursive.
MAX_NESTING = 20

#: Tokens that are kept unchanged. `url()`, functions and brackets depend on their content; all others are refused.
_PLAIN = {"ident", "hash", "string", "number", "percentage", "dimension", "whitespace", "literal"}
_FRAGMENT = re.compile(r"#[^\s()'\"]+")
_RASTER = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*", re.I)
_WORD = re.compile(r"[A-Za-z]+")
_TRANSFORM = re.compile(r"[A-Za-z0-9+\-.,\s()]*", re.ASCII)
#: What is refused in the written text, however it was parsed: what needs an escape or is not allowed
#: in XML, and whatever looks like something that loads.
_UNWRITABLE = re.compile(
    r"[\\<@\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|script:|url\((?!\s*[\"']?(?:#|data:image/(?:png|jpe?g|gif|webp|avif);))"
    r"|(?:image-set|image|src|element|cross-fade|expression|paint)\(",
    re.I,
)


class StyleCleaner:
    """Cleans the style of one SVG and counts it; raises `PictureError` if there is too much."""

    def __init__(self) -> None:
        #: The selectors and declarations of the rules that refer to a part of the SVG or draw a line, as written.
        self.referring: list[tuple[str, str]] = []
        self._sheets = self._read = 0
        self._values: dict[str, str] = {}
        self._declarations: dict[str, str] = {}

    def rules(self, css: str) -> str:
        """The content of a `<style>`: its rules and those in `@media`, without those that could load something."""
        self._sheets += len(css)
        if self._sheets > MAX_SHEETS:
            raise _too_much(f"more than {MAX_SHEETS // 1000} kB of style sheets")
        self._count(css)
        return self._clean_rules(read_tokens(css), 0)

    def declarations(self, css: str) -> str:
        """The content of a `style` attribute, without those declarations that could load something."""
        if css not in self._declarations:
            self._count(css)
            self._declarations[css] = _clean_declarations(read_tokens(css))
        return self._declarations[css]

    def value(self, value: str) -> str:
        """The value of a presentation attribute, or `none` if it could load something."""
        if "(" not in value and "\\" not in value:
            return value
        if value not in self._values:
            self._count(value)
            self._values[value] = _clean_value(read_tokens(value)) or "none"
        return self._values[value]

    def _count(self, css: str) -> None:
        self._read += len(css)
        if self._read > MAX_STYLE:
            raise _too_much(f"more than {MAX_STYLE // 1000} kB of style")

    def _clean_rules(self, tokens: list[Node], depth: int) -> str:
        rules = tinycss2.parse_stylesheet(tokens, skip_comments=True, skip_whitespace=True)
        if len(rules) > MAX_RULES:
            raise _too_much(f"more than {MAX_RULES} style rules")
        return "".join(self._clean_rule(rule, depth) for rule in rules)

    def _clean_rule(self, rule: Node, depth: int) -> str:
        is_media = rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None
        if depth > MAX_NESTING or not (is_media or rule.type == "qualified-rule"):
            return ""
        prelude = _clean_value(rule.prelude)
        if prelude is None:
            return ""
        if is_media:
            return f"@media {prelude.strip()}{{{self._clean_rules(rule.content, depth + 1)}}}"
        declarations = _clean_declarations(rule.content)
        if "url(" in declarations.lower() or "path(" in declarations.lower():
            self.referring.append((prelude, declarations))
        return f"{prelude.strip()}{{{declarations}}}"


def is_raster_data(target: str) -> bool:
    """Whether a reference is an embedded raster image."""
    return _RASTER.fullmatch(target) is not None


def is_writable(text: str) -> bool:
    """Whether a text can be written unchanged: without escapes and anything that may load something."""
    return _UNWRITABLE.search(text) is None


def is_transform(value: str) -> bool:
    """Whether a value is a list of transformations in SVG's own grammar, where CSS would read `1.-2` differently."""
    return _TRANSFORM.fullmatch(value) is not None and TRANSFORM_WORDS.issuperset(_WORD.findall(value))


def read_tokens(css: str) -> list[Node]:
    """The tokens of a text in CSS, brackets as trees; empty if it has a number that Python can't convert."""
    try:
        return list(tinycss2.parse_component_value_list(css, skip_comments=True))
    except ValueError:
        return []


def read_declarations(tokens: Iterable[Node]) -> list[Declaration]:
    """The declarations of a `style` attribute or a rule, without anything else between them."""
    found = tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True)
    return [node for node in found if node.type == "declaration"]


def target_of_url(token: Node) -> str | None:
    """The target of a `url(…)`, quoted or not; empty if it is unknown, None for another token."""
    if token.type == "url":
        return str(token.value).strip()
    if token.type == "function" and token.lower_name == "url":
        inside = [argument for argument in token.arguments if argument.type != "whitespace"]
        return str(inside[0].value).strip() if [argument.type for argument in inside] == ["string"] else ""
    return "" if token.type == "error" and token.kind == "bad-url" else None


def _clean_declarations(tokens: list[Node]) -> str:
    return ";".join(filter(None, map(_clean_declaration, read_declarations(tokens))))


def _clean_declaration(declaration: Declaration) -> str:
    value = _clean_value(declaration.value)
    if value is None or declaration.lower_name.endswith(("behavior", "-moz-binding")):
        return ""
    name = tinycss2.serializer.serialize_identifier(declaration.name)
    written = f"{name}:{value.strip()}{' !important' if declaration.important else ''}"
    return written if is_writable(written) else ""


def _clean_value(tokens: list[Node]) -> str | None:
    harmless = _harmless(tokens, 0)
    if harmless is None:
        return None
    written = str(tinycss2.serialize(harmless))
    return written if is_writable(written) else None


def _harmless(tokens: list[Node], depth: int) -> list[Node] | None:
    """The tokens with `none` for each `url()` that would load something; None where anything else could, or might."""
    kept: list[Node] = []
    for token in tokens:
        target = target_of_url(token)
        if target is not None:
            kept.append(token if _FRAGMENT.fullmatch(target) or is_raster_data(target) else IdentToken(1, 1, "none"))
        elif token.type in _PLAIN or (token.type == "error" and token.kind == ")"):
            kept.append(token)
        elif token.type in ("function", "() block", "[] block") and depth < MAX_NESTING:
            if token.type == "function" and token.lower_name not in FUNCTIONS:
                return None
            content = token.arguments if token.type == "function" else token.content
            inside = _harmless(content, depth + 1)
            if inside is None:
                return None
            content[:] = inside
            kept.append(token)
        else:
            return None
    return kept


def _too_much(what: str) -> PictureError:
    return PictureError("picture-complex", f"this SVG has {what}; simplify it")
