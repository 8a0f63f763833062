"""An address as a form leads to it: a form that is sent with GET puts its own fields in the place of the query."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class QueryForm:
    """Where a form with GET leads (`action`), and the hidden `fields` that make up the query there."""

    action: str
    fields: tuple[tuple[str, str], ...]


def query_form(address: str) -> QueryForm:
    """The form that leads where a link to `address` does; a fragment stays with the action."""
    path, mark, fragment = address.partition("#")
    action, _, query = path.partition("?")
    return QueryForm(action + mark + fragment, tuple(parse_qsl(query, keep_blank_values=True)))
