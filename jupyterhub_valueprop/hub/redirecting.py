"""Send visitors to a landing page elsewhere (`sign_in.redirect`), but not those who came to sign in."""

from __future__ import annotations

from collections.abc import Collection
from http import HTTPStatus
from urllib.parse import urlencode

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from .hosts import host_of_header, name_of_host

#: The cookie of a visitor who was just sent to the landing page. Its value is always the same.
COOKIE = "valueprop-redirected"
#: A visitor who comes back within this time, in seconds, gets the login page, so that two pages can't form a loop.
MOMENT = 30


def is_sent_away(handler: RequestHandler | None, to: str, hub_path: str, own_hosts: Collection[str]) -> bool:
    """Send a visitor who came to the hub or to `/hub/login` itself to the landing page `to`; return whether it did.

    Any other query shows an intent to sign in: another `next`, a language, a name, or the landing page's link.
    A sent form is never redirected, and nobody is redirected to a page of this hub. Its hosts are `own_hosts` and the
    host of the request.
    """
    if handler is None or not to:
        return False
    request = handler.request
    if request.method != "GET" or not _came_for_nothing(request, hub_path) or handler.get_cookie(COOKIE):
        return False
    landing, asked = name_of_host(to), host_of_header(request.host)
    if not landing or landing in own_hosts or (asked and landing == asked.name):
        return False
    handler.set_cookie(COOKIE, "1", path=hub_path, max_age=MOMENT, httponly=True, samesite="Lax")
    handler.set_status(HTTPStatus.FOUND)
    handler.set_header("Location", to)
    handler.set_header("Cache-Control", "no-store")
    return True


def address_to_sign_in(login_url: str, to: str, hub_path: str) -> str:
    """The URL of this package's sign-in links if visitors of `/hub/login` itself are sent to `to`."""
    return f"{login_url}?next=" if to and login_url == f"{hub_path}login" else login_url


def _came_for_nothing(request: HTTPServerRequest, hub_path: str) -> bool:
    """Whether the visitor asked for the login page alone, or for the hub, which redirects here with a `next`."""
    return request.path == f"{hub_path}login" and request.query in ("", urlencode({"next": hub_path}))
