"""A hub whose landing page is elsewhere (`sign_in.redirect`): who is sent there, and who came to sign in."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from tornado.web import RequestHandler

from .address import public_origin

#: The cookie of somebody who was sent to the landing page a moment ago: its value is always the same.
COOKIE = "valueprop-redirected"
#: Who comes back within this time is shown the login page, in seconds: no two pages can send them to and fro.
MOMENT = 30


def is_sent_away(handler: RequestHandler | None, to: str, hub_path: str, public_url: str) -> bool:
    """Send a visitor to the landing page `to`, if they came to `/hub/login` itself; whether they are.

    Any query is somebody's intent to sign in: a `next`, a language, a name, or the landing page's own link. A form that
    was sent is never redirected, nor is anybody to a page of this hub.
    """
    if handler is None or not to:
        return False
    request = handler.request
    if request.method != "GET" or request.query or request.path != f"{hub_path}login" or handler.get_cookie(COOKIE):
        return False
    parts, origin = urlsplit(to), public_origin(handler, public_url)
    if parts.netloc.lower() in (urlsplit(origin).netloc.lower(), request.host.lower()):
        return False
    handler.set_cookie(COOKIE, "1", path=hub_path, max_age=MOMENT, httponly=True, samesite="Lax")
    handler.set_status(HTTPStatus.FOUND)
    handler.set_header("Location", to)
    handler.set_header("Cache-Control", "no-store")
    return True
