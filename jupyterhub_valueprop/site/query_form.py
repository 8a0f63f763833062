"""Turn a URL into a form: a form with GET replaces the query by its own fields."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class QueryForm:
    """The `action` of a form with GET, and the hidden `fields` that make the query."""

    action: str
    fields: tuple[tuple[str, str], ...]


def query_form(address: str) -> QueryForm:
    """The form that leads to the same page as a link to `address`; a fragment stays with the action."""
    path, mark, fragment = address.partition("#")
    action, _, query = path.partition("?")
    return QueryForm(action + mark + fragment, tuple(parse_qsl(query, keep_blank_values=True)))
