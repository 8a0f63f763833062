"""From a Markdown document to a `Proposition`: hide values, parse, keep what is visible, read the grammar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from markdown_it.token import Token

from jupyterhub_valueprop.problems import Problem

from .anchors import name_sections
from .blocks import Block, blocks
from .directives import expand
from .front_matter import as_prose, date_in
from .link_targets import Links
from .markdown import parse
from .markup_allowance import MarkupAllowance
from .opening import Opening
from .proposition import Proposition
from .sections import read_section
from .signal_words import signal_words_for
from .substitutions import Substitutions, writable
from .text_problems import TextProblems
from .visible import Visible

NO_VALUES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Reading:
    """What a document says, and the problems with it."""

    proposition: Proposition
    problems: tuple[Problem, ...] = ()


def read_proposition(
    source: str,
    *,
    file: str | None = None,
    values: Mapping[str, str] = NO_VALUES,
    base_url: str | None = None,
    locale: str = "en",
) -> Reading:
    """Read a value-proposition document. Never raises, whatever the text is.

    `values` are the substitutions by name (`network.name`), `base_url` is the URL that relative links start from,
    `locale` is the locale code of the words that mark an audience and an outcome.
    """
    source = writable(source)
    text_problems = TextProblems(file, tuple(source.split("\n")))
    allowance = MarkupAllowance()
    source = allowance.part(source, text_problems)
    unlinked = Visible(text_problems, Substitutions(values, text_problems, allowance), {"allowance": allowance})
    parsed = parse(unlinked.substitutions.hide(source), unlinked.env)
    read = list(blocks(_visible_tokens(parsed, unlinked, base_url)))
    first = next((index for index, block in enumerate(read) if block.level == 2), len(read))
    opening = Opening(signal_words_for(locale)).read(read[:first])
    proposition = Proposition(
        title=opening.title,
        statement=opening.statement,
        summary=tuple(opening.summary),
        beneficiaries=opening.beneficiaries,
        cycle=opening.cycle,
        sections=tuple(
            read_section(group[0], group[1:], signal_words_for(locale)) for group in _by_section(read[first:])
        ),
    )
    if proposition == Proposition():
        text_problems.add(
            "empty-document", 1, "the document has no words", "write a '# Title' and sections", severity="error"
        )
    return Reading(replace(proposition, dated=date_in(parsed)), text_problems.in_order())


def _visible_tokens(parsed: list[Token], unlinked: Visible, base_url: str | None) -> list[Token]:
    """Block tokens that may be printed. `unlinked` parses them first, to find the targets of links."""
    env = unlinked.env
    tokens = list(expand(as_prose(parsed, env), env))
    unlinked.footnotes()
    unlinked.parse_inlines(tokens)
    visible = replace(unlinked, links=Links(base_url, name_sections(tokens)), cycle=_marked_cycle(tokens))
    found = list(visible.blocks(tokens))
    visible.refused()
    return found


def _marked_cycle(tokens: Sequence[Token]) -> Token | None:
    """Mark the figure that becomes the cycle."""
    cycle = _cycle(tokens)
    if cycle is not None:
        cycle.meta["is-cycle"] = True
    return cycle


def _cycle(tokens: Sequence[Token]) -> Token | None:
    """The first figure at the top level before the first section."""
    depth = 0
    for token in tokens:
        if depth == 0 and token.type == "heading_open" and token.tag == "h2":
            return None
        if depth == 0 and token.type == "directive_open" and token.meta["name"] == "figure":
            return token
        depth += token.nesting
    return None


def _by_section(read: Sequence[Block]) -> list[list[Block]]:
    groups: list[list[Block]] = []
    for block in read:
        if block.level == 2:
            groups.append([block])
        else:
            groups[-1].append(block)
    return groups
