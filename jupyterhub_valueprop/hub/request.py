"""What a request asks for, and what its response says: the language."""

from __future__ import annotations

from collections.abc import Sequence

from tornado.web import RequestHandler

from .languages import accepted, negotiate


def choose_language(handler: RequestHandler | None, available: Sequence[str]) -> str:
    """The language for this visitor: `?lang=`, else the browser's preference, else the first available.

    Where there is a choice, the response says that it depends on the visitor's preference (RFC 9110, 12.5.5).
    """
    if handler is None or len(available) == 1:
        return available[0]
    handler.add_header("Vary", "Accept-Language")
    # as bytes: tornado refuses to decode what is not UTF-8, and a visitor can send anything
    asked = [each.decode("latin-1") for each in handler.request.query_arguments.get("lang", [])[-1:]]
    return negotiate([*asked, *accepted(handler.request.headers.get("Accept-Language", ""))], available)


def set_language(handler: RequestHandler | None, tag: str) -> None:
    """Say which language the whole response is in (RFC 9110, 8.5)."""
    if handler is not None:
        handler.set_header("Content-Language", tag)
