"""A hub whose landing page is elsewhere (`sign_in.redirect`): who is sent there, and who came to sign in."""

from __future__ import annotations

from collections.abc import Collection
from http import HTTPStatus
from urllib.parse import urlencode

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from .hosts import host_of_header, name_of_host

#: The cookie of somebody who was sent to the landing page a moment ago: its value is always the same.
COOKIE = "valueprop-redirected"
#: Who comes back within this time is shown the login page, in seconds: no two pages can send them to and fro.
MOMENT = 30


def is_sent_away(handler: RequestHandler | None, to: str, hub_path: str, own_hosts: Collection[str]) -> bool:
    """Send a visitor to the landing page `to`, if they came to the hub or to `/hub/login` itself; whether they are.

    Any other query is somebody's intent to sign in: another `next`, a language, a name, or the landing page's own link.
    A form that was sent is never redirected, nor is anybody to a page of this hub, whose hosts are `own_hosts` and the
    one that the request came to.
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
    """What a link of ours leads to that is for signing in, where visitors of `/hub/login` itself are sent to `to`."""
    return f"{login_url}?next=" if to and login_url == f"{hub_path}login" else login_url


def _came_for_nothing(request: HTTPServerRequest, hub_path: str) -> bool:
    """Whether they asked for the login page alone, or for the hub: JupyterHub sends them here with that as `next`."""
    return request.path == f"{hub_path}login" and request.query in ("", urlencode({"next": hub_path}))
