"""The style of the elements of a cleaned SVG: attributes, simple rules of its style sheets, `style` attributes.

Selectors are read if they are one element, class or id. Rules with other selectors are ignored.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import tinycss2
from tinycss2.ast import Node

from .svg_css import read_declarations, read_tokens, target_of_url

#: The properties that are read.
PROPERTIES = frozenset(
    ("fill", "stroke", "color", "fill-opacity", "stroke-opacity", "visibility", "opacity", "display", "stop-color")
)

Style = dict[str, str]
Rules = dict[str, Style]

_SIMPLE = re.compile(r"(?:[A-Za-z]+|\*)?(?:[.#][\w-]+)?")


class StyleReader:
    """The style that style sheets, attributes and `style` set on elements; `dark` adds the rules for dark pages."""

    def __init__(self, css: str) -> None:
        self.dark = False
        self._light: Rules = {}
        self._dark: Rules = {}
        rules = tinycss2.parse_stylesheet(read_tokens(css), skip_comments=True, skip_whitespace=True)
        for rule in rules:
            if rule.type == "qualified-rule":
                for known in (self._light, self._dark):
                    _learn(rule, known)
            elif _is_for_dark(rule):
                for inner in tinycss2.parse_stylesheet(rule.content, skip_comments=True, skip_whitespace=True):
                    if inner.type == "qualified-rule":
                        _learn(inner, self._dark)
        self.knows_dark = self._dark != self._light
        self._attributes: dict[str, Style] = {}

    def of(self, element: ET.Element) -> Style:
        """The style of one element, weakest first: attributes, rules for its name, classes and id, its `style`."""
        style = {key: element.attrib[key] for key in PROPERTIES & element.attrib.keys()}
        rules = self._dark if self.dark else self._light
        if rules:
            name, classes = element.tag.rpartition("}")[2], (element.get("class") or "").split()
            marks = [*("." + each for each in classes), f"#{element.get('id')}"]
            for selector in ("*", name, *(prefix + mark for mark in marks for prefix in ("", name))):
                style |= rules.get(selector, {})
        written = element.get("style")
        return style | self._declared(written) if written else style

    def _declared(self, css: str) -> Style:
        if css not in self._attributes:
            self._attributes[css] = _declared(read_tokens(css))
        return self._attributes[css]


def paint_reference(paint: str) -> str | None:
    """The name in `url(#name)` of a gradient or pattern; None for another paint."""
    if paint[:4].lower() != "url(":
        return None
    tokens = read_tokens(paint)
    target = target_of_url(tokens[0]) if tokens else None
    return target[1:] if target and target.startswith("#") else None


def _learn(rule: Node, rules: Rules) -> None:
    declared = _declared(rule.content)
    for selector in tinycss2.serialize(rule.prelude).split(","):
        if declared and _SIMPLE.fullmatch(selector.strip()):
            rules.setdefault(selector.strip(), {}).update(declared)


def _declared(tokens: list[Node]) -> Style:
    found = {each.lower_name: each for each in read_declarations(tokens) if each.lower_name in PROPERTIES}
    return {name: tinycss2.serialize(declaration.value).strip() for name, declaration in found.items()}


def _is_for_dark(rule: Node) -> bool:
    if rule.type != "at-rule" or rule.lower_at_keyword != "media" or rule.content is None:
        return False
    return "prefers-color-scheme:dark" in "".join(tinycss2.serialize(rule.prelude).lower().split())
