"""Front matter: invisible facts about a document for the tool that publishes it."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import date
from typing import Any, Literal

from markdown_it.token import Token

from .markdown import parse_part

#: The largest front matter that is read, and the most lists and mappings in brackets: YAML's reader takes a second for
#: two thousand of them inside each other.
_LARGEST, _MOST_BRACKETS = 10_000, 200


def kind(content: str) -> Literal["facts", "prose", "broken"]:
    """The text between the two `---` that a document begins with."""
    try:
        value = _read(content)
    except ValueError:
        return "broken"
    return (
        "prose" if isinstance(value, str) and value else "facts" if not value or isinstance(value, dict) else "broken"
    )


def _read(content: str) -> Any:
    """What the text says, as texts, lists and mappings; raises ValueError if it is too large or not YAML."""
    import yaml  # noqa: PLC0415 - takes 10 ms, and most documents begin without facts

    if len(content) > _LARGEST or content.count("[") + content.count("{") > _MOST_BRACKETS:
        raise ValueError(len(content))
    try:
        # BaseLoader makes texts only, so no invalid date and no object
        return yaml.load(content, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error)) from error


def date_in(tokens: list[Token]) -> date | None:
    """The date of a document that begins with these tokens, as MyST has it (`date: 2026-03-12`), if it is one."""
    if not tokens or tokens[0].type != "front_matter" or kind(tokens[0].content) != "facts":
        return None
    facts = _read(tokens[0].content) or {}
    try:
        return date.fromisoformat(str(facts.get("date"))[:10])
    except ValueError:
        return None


def as_prose(tokens: list[Token], env: MutableMapping[str, Any]) -> list[Token]:
    """The tokens, with a first paragraph between two rules read as a paragraph, not as front matter."""
    if tokens and tokens[0].type == "front_matter" and kind(tokens[0].content) == "prose":
        return [*parse_part(tokens[0].content, env, 1), *tokens[1:]]
    return tokens
