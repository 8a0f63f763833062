"""Choose the language of a request, and say and remember it in the response."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from tornado.web import RequestHandler

from .address import public_origin
from .languages import fitting, negotiate

#: The cookie that remembers the chosen language: only its tag.
COOKIE = "valueprop-language"
REMEMBERED_DAYS = 365

#: The most characters of a query that is repeated in the link to each language.
LONGEST_QUERY = 2_000


@dataclass(frozen=True)
class Remembering:
    """Where the choice is remembered: below the hub's `path`, and only over HTTPS if the hub's URL uses it."""

    path: str
    public_url: str

    def choice(self, handler: RequestHandler, tag: str) -> None:
        """Remember a language."""
        handler.set_cookie(
            COOKIE,
            tag,
            path=self.path,
            expires_days=REMEMBERED_DAYS,
            secure=public_origin(handler, self.public_url).lower().startswith("https:"),
            httponly=True,
            samesite="Lax",
        )


def choose_language(
    handler: RequestHandler | None, remembering: Remembering, available: Sequence[str], fits: Mapping[str, str]
) -> str:
    """The language for this visitor: `?lang=`, the last choice, the browser's preference, the first available.

    If there is a choice, the response says what it depends on (RFC 9110, 12.5.5). What a visitor asked for by
    `?lang=` is remembered, but only if it is one of `available`.
    """
    if handler is None or len(available) == 1:
        return available[0]
    handler.add_header("Vary", "Accept-Language, Cookie")
    # as bytes: tornado refuses to decode what is not UTF-8, and a visitor can send anything
    asked = handler.request.query_arguments.get("lang", [b""])[-1].decode("latin-1")
    chosen = fitting(asked, available, fits)
    if chosen:
        remembering.choice(handler, chosen)
        return chosen
    remembered = handler.get_cookie(COOKIE) or ""
    return negotiate([remembered], handler.request.headers.get("Accept-Language", ""), available, fits)


def kept_query(handler: RequestHandler | None, hub_path: str) -> str | None:
    """The query that a link to this page in another language has besides `lang`; None if that link must not exist.

    JupyterHub starts a server for any query of `/hub/spawn` (5.2 to 6.1), and the answer to a form has no link.
    """
    if handler is None or handler.request.method != "GET":
        return None
    if f"{handler.request.path}/".startswith(f"{hub_path}spawn/"):
        return None
    arguments = [(name, value) for name, values in handler.request.query_arguments.items() for value in values]
    query = urlencode([(name, value) for name, value in arguments if name != "lang"])
    return query if len(query) <= LONGEST_QUERY else None


def set_language(handler: RequestHandler | None, tag: str) -> None:
    """Say which language the whole response is in (RFC 9110, 8.5)."""
    if handler is not None:
        handler.set_header("Content-Language", tag)
