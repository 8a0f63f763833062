"""Single texts in Markdown, such as a tagline or one field of a document written as keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from markdown_it.token import Token

from .blocks import blocks
from .directives import expand
from .link_targets import Links
from .markdown import parse
from .markup_allowance import MarkupAllowance
from .proposition import RichText
from .rich_text import inline, prose
from .substitutions import Substitutions, writable
from .text_problems import TextProblems
from .visible import Visible

_NO_VALUES: Mapping[str, str] = MappingProxyType({})


def inline_markdown(source: str, values: Mapping[str, str] = _NO_VALUES) -> RichText:
    """Inline Markdown as sanitized HTML and plain text: emphasis, code and links, no blocks, images or raw HTML."""
    fragments = Fragments(values, Links(as_written=True))
    return inline(fragments.inlines(source))


@dataclass
class Fragments:
    """Reads single texts with the same values and links, and keeps their problems by key."""

    values: Mapping[str, str]
    links: Links
    found: list[TextProblems] = field(default_factory=list)
    allowance: MarkupAllowance = field(default_factory=MarkupAllowance)

    def inlines(self, source: str, key: str | None = None) -> list[Token]:
        """The inline tokens of one text."""
        source, visible = self._visible(source, key)
        return list(visible.inlines(visible.parsed(visible.substitutions.hide(source))))

    def blocks(self, source: str, key: str | None = None) -> list[Token]:
        """The block tokens of one text."""
        source, visible = self._visible(source, key)
        tokens = list(expand(parse(visible.substitutions.hide(source), visible.env), visible.env))
        visible.parse_inlines(tokens)
        found = list(visible.blocks(tokens))
        visible.refused()
        self.allowance.refused.clear()
        return found

    def substituted(self, source: str, key: str | None = None) -> str:
        """One text that is not Markdown, with its values."""
        source, visible = self._visible(source, key)
        return visible.substitutions.restore(visible.substitutions.hide(source))

    def inline(self, source: str, key: str | None = None) -> RichText:
        """One text without blocks."""
        return inline(self.inlines(source, key))

    def prose(self, source: str, key: str | None = None) -> RichText | None:
        """One text as whole paragraphs."""
        return prose(self.blocks(source, key))

    def either(self, source: str, key: str | None = None) -> RichText | None:
        """One text: inline when it is a single paragraph, else prose."""
        tokens = self.blocks(source, key)
        within = list(blocks(tokens))
        return within[0].text if len(within) == 1 and within[0].kind == "paragraph" else prose(tokens)

    def _visible(self, source: str, key: str | None) -> tuple[str, Visible]:
        source = writable(source).strip()
        text_problems = TextProblems(None, (), key)
        self.found.append(text_problems)
        source = self.allowance.part(source, text_problems)
        substitutions = Substitutions(self.values, text_problems, self.allowance)
        return source, Visible(text_problems, substitutions, {"allowance": self.allowance}, self.links)
