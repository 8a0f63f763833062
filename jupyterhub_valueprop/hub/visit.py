"""The request behind a template context: JupyterHub hands templates no request, but a bound method of its handler."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2.runtime import Context
from tornado.web import RequestHandler

from jupyterhub_valueprop.page import accepted, negotiate


def handler_of(context: Context) -> RequestHandler | None:
    """The handler that renders this page (all of JupyterHub's pages, 4.1 to 6.1); None for a template without one."""
    handler = getattr(context.get("static_url"), "__self__", None)
    return handler if isinstance(handler, RequestHandler) else None


def choose_language(handler: RequestHandler | None, available: Sequence[str]) -> str:
    """The language for this visitor: `?lang=`, else the browser's preference, else the first available.

    Where there is a choice, the response says that it depends on the visitor's preference (RFC 9110, 12.5.5).
    """
    if handler is None or len(available) == 1:
        return available[0]
    handler.add_header("Vary", "Accept-Language")
    asked = handler.get_query_argument("lang", "")
    return negotiate([asked, *accepted(handler.request.headers.get("Accept-Language", ""))], available)


def set_language(handler: RequestHandler | None, tag: str) -> None:
    """Say which language the whole response is in (RFC 9110, 8.5)."""
    if handler is not None:
        handler.set_header("Content-Language", tag)
