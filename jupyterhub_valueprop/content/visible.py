"""Reduce tokens to what readers see: insert values, reduce raw HTML and images to their words, check links.

After this step, every token may be printed, and everything that could not be kept has been reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from jupyterhub_valueprop.isolates import without_isolates
from jupyterhub_valueprop.problems.phrases import quote

from .directives import CODE, HTML, KNOWN, PICTURES, VISIBLE_OPTIONS
from .front_matter import kind
from .inlines import end_of, plain_text, strip, text_token, unwrapped
from .link_targets import Links, Trouble
from .markdown import parse_inline
from .markup_allowance import allowance_of
from .rich_text import paragraph, strong, without_tags
from .signal_words import seen_from
from .substitutions import Substitutions
from .text_problems import TextProblems

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_UNSEEN = frozenset({"myst_line_comment", "myst_target", "hr", "front_matter"})
_TROUBLES: dict[Trouble, tuple[str, str]] = {
    "unsafe-link": ("the link {} can't be followed safely; its text is kept", "use http, https, mailto or tel"),
    "relative-link": (
        "the link {} is relative to the document; its text is kept",
        "set 'proposition.base_url' to the URL where the document is published",
    ),
    "unknown-target": (
        "the link {} leads to a section that this document doesn't have; its text is kept",
        "check its target",
    ),
}
_UNREAD = {
    "nested-too-deeply": "lists and quotations are nested too deeply here; they are kept as text",
    "too-much-markup": "there is too much Markdown here; it is kept as text",
}


@dataclass
class Visible:
    """What the functions that go through the tokens of one text share."""

    text_problems: TextProblems
    substitutions: Substitutions
    env: MutableMapping[str, Any] = field(default_factory=dict)
    links: Links = field(default_factory=Links)
    # the figure that becomes the cycle, so that its image is not lost
    cycle: Token | None = None
    line: int = 1

    def parse_inlines(self, tokens: Iterable[Token]) -> None:
        """Give every block its inline tokens, with values instead of substitutions."""
        for token in tokens:
            if token.type == "inline":
                children = None if token.meta.get("unread") else parse_inline(token.content, self.env)
                if children is None:
                    token.meta.setdefault("unread", "too-much-markup")
                token.children = self._restored(children, token.content)

    def parsed(self, source: str) -> list[Token]:
        """The inline tokens of one text, with values instead of substitutions."""
        children = parse_inline(source, self.env)
        if children is None:
            self._report("too-much-markup", _UNREAD["too-much-markup"])
        return self._restored(children, source)

    def _restored(self, children: list[Token] | None, source: str) -> list[Token]:
        if children is None:
            return [text_token(self.substitutions.restore(source))]
        self.restore(children)
        return children

    def restore(self, children: Iterable[Token]) -> None:
        """Put the values of substitutions into inline tokens."""
        for child in children:
            code = child.type == "code_inline"
            child.content = self.substitutions.restore(child.content, report=not code)
            if "href" in child.attrs:
                child.attrs["href"] = self.substitutions.restore(str(child.attrs["href"]))
            self.restore(child.children or ())

    def blocks(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """Block tokens that may be printed."""
        for token in tokens:
            self.line = token.map[0] + 1 if token.map else self.line
            if token.type == "inline":
                unread = token.meta.get("unread")
                if unread:
                    self._report(unread, _UNREAD[unread])
                token.children = list(self.inlines(token.children or []))
                yield token
            elif token.type == "html_block":
                yield from self._html(token)
            elif token.type == "directive_open":
                yield self._directive(token)
            elif token.type == "front_matter":
                self._front_matter(token.content)
            elif token.type == "myst_block_break":
                yield from paragraph([text_token(self.substitutions.restore(token.content))]) if token.content else ()
            elif token.type not in _UNSEEN:
                token.content = self.substitutions.restore(token.content, report=False)
                token.info = ""
                yield token

    def inlines(self, children: Sequence[Token]) -> Iterator[Token]:
        """Inline tokens that may be printed."""
        line = self.line
        refused: set[int] = set()
        for index, child in enumerate(children):
            if child.type in ("softbreak", "hardbreak"):
                self.line += 1
            if child.type == "link_open":
                href = self._followed(str(child.attrs.get("href", "")))
                if href is None:
                    refused |= {index, end_of(children, index)}
                else:
                    yield child.copy(attrs={"href": href})
            elif index not in refused:
                yield from self._inline(child)
        self.line = line

    def _inline(self, child: Token) -> Iterator[Token]:
        if child.type == "image":
            yield from self._image(child)
        elif child.type == "html_inline":
            if _BREAK.fullmatch(child.content):
                yield Token("hardbreak", "br", 0)
            elif not _is_comment(child.content) and not child.content.startswith("</"):
                self._raw_html(child.content)
        elif child.type == "myst_role":
            yield text_token(_without_target(child.content))
        else:
            yield child

    def _image(self, child: Token) -> Iterator[Token]:
        alt = plain_text(list(self.inlines(child.children or []))).strip()
        kept = f"; its alternative text {quote(alt)} is kept" if alt else ""
        self._report("image-dropped", f"an image in the text is not shown{kept}", near="![")
        if alt:
            yield text_token(alt)

    def _html(self, token: Token) -> Iterator[Token]:
        if _is_comment(token.content):
            return
        self._raw_html(token.content)
        # values are inserted afterwards, so that a "<" in one stays text
        text = self.substitutions.restore(without_tags(token.content).strip())
        if text:
            yield from paragraph([text_token(text)], token.map)

    def _raw_html(self, content: str) -> None:
        self._report(
            "raw-html",
            f"raw HTML is not shown: {quote(self.substitutions.restore(content, report=False))}; its text is kept",
            "write it as Markdown",
            near=content.split("\n", 1)[0].strip(),
        )

    def _directive(self, token: Token) -> Token:
        name = token.meta["name"]
        argument = without_isolates(self.substitutions.restore(token.meta["argument"]))
        options = {key: self.substitutions.restore(value) for key, value in token.meta["options"].items()}
        for offset, line in token.meta["ignored"]:
            message = f"unknown option {quote(line)} of '{{{name}}}' is not shown"
            self.text_problems.add("unknown-option", self.line + 1 + offset, message, near=line.strip())
        heads: list[Token] = []
        if token is self.cycle:
            if "caption" in options:
                self._report("unknown-option", f"unknown option ':caption: {options['caption']}' is not shown")
        else:
            shown = [options[key] for key in VISIBLE_OPTIONS if options.get(key)]
            if name in PICTURES:
                self._dropped_picture(argument, options.get("alt", ""))
            elif argument:
                heads += self._title(name, token.meta["argument"])
            heads += [Token("inline", "", 0, children=[text_token(text)]) for text in shown]
        if name not in KNOWN:
            self._report("unknown-directive", f"unknown directive '{{{name}}}'; its text is kept", near=name)
        elif token is self.cycle and argument and Links(as_written=True).resolve(argument)[0] is None:
            self._report("unsafe-link", f"the image {quote(argument)} can't be loaded safely", "use http or https")
            argument = ""
        return token.copy(meta=token.meta | {"argument": argument, "options": options}, children=heads)

    def _title(self, name: str, argument: str) -> Iterator[Token]:
        text = strip(list(self.inlines(self.parsed(argument))))
        # `{grid} 1 2 3` counts columns, `{code} python` names a language
        technical = name in (CODE | HTML) - {"math"} if name in KNOWN else not any(map(str.isalpha, argument))
        if plain_text(text) and not technical:
            yield Token("inline", "", 0, children=strong(unwrapped(text, "strong") or text))

    def _dropped_picture(self, path: str, alt: str) -> None:
        kept = f"; its words {quote(alt)} are kept" if alt else "; its words are kept"
        self._report("image-dropped", f"the image {quote(path)} is not shown here{kept}", near=path)

    def _followed(self, href: str) -> str | None:
        address, trouble = self.links.resolve(href)
        if trouble:
            message, hint = _TROUBLES[trouble]
            self._report(trouble, message.format(quote(href)), hint, near=href)
        if address and not allowance_of(self.env).take("repeated", len(address)):
            allowance_of(self.env).refused.append(self.line)
            return None
        return address

    def _front_matter(self, content: str) -> None:
        if kind(content) == "broken":
            self._report(
                "bad-front-matter",
                "the front matter is too large or not a YAML mapping, so it is not shown",
                "write 'key: value'",
            )

    def _report(self, code: str, message: str, hint: str | None = None, *, near: str = "") -> None:
        self.text_problems.add(code, self.line, message, hint, near=near)

    def footnotes(self) -> None:
        """Report definitions of footnotes: Markdown reads them as URLs of links, so nobody would see them."""
        references = self.env.get("references", {})
        for label in [label for label in references if label.startswith("^")]:
            self.line = references.pop(label)["map"][0] + 1
            self._report("footnote", f"the footnote {quote(label.lower())} is not shown", "write it as a sentence")

    def refused(self) -> None:
        """Report where Markdown was kept as text while it was parsed."""
        for line in allowance_of(self.env).refused:
            self.line = line
            self._report("too-much-markup", _UNREAD["too-much-markup"])


def _is_comment(content: str) -> bool:
    """Whether HTML is nothing but comments."""
    rest = 0
    while content.startswith("<!--", rest := seen_from(content, rest)):
        end = content.find("-->", rest + 4)
        if end < 0:
            return False
        rest = end + 3
    return 0 < rest == len(content)


def _without_target(role: str) -> str:
    """The words of a role such as `words <target>`."""
    words, opened, target = role.rpartition("<")
    return words.rstrip() if opened and target.find(">") == len(target) - 1 and words.strip() else role
