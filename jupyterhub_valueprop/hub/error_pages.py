"""Say in a plain sentence what an error page is about. JupyterHub's own message is shown, too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from jinja2.runtime import Context
from tornado.web import HTTPError

from . import internals

#: The statuses of a proxy that can't reach a server.
UNREACHABLE = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT})


@dataclass(frozen=True)
class Happening:
    """What happened, in one or two sentences, and whether it happened during sign-in or because of the account.

    People with `is_turned_away` can ask for access; those with `came_to_sign_in` can try again.
    """

    sentence: str
    came_to_sign_in: bool = False
    is_turned_away: bool = False


def what_happened(context: Context) -> Happening:
    """What an error page is about, in the visitor's language."""
    values = context.get_all()
    gettext: Callable[[str], str] = values.get("_html", str)
    handler, error = internals.handler_of(values), internals.refusal_of(values)
    if handler and error and values.get("user") is None and isinstance(handler, internals.sign_in_handlers(handler)):
        return _at_the_door(error, internals.is_raised_by(handler, error), gettext)
    is_form = handler is not None and handler.request.method == "POST"
    return Happening(_elsewhere(values.get("status_code"), is_form, gettext))


def _at_the_door(error: HTTPError, is_its_own: bool, gettext: Callable[[str], str]) -> Happening:
    """What happened to somebody whom the authenticator did not let in.

    The handlers for sign-in raise a 403 themselves if `login_user` returns no user. A 403 that was
    raised further down has another cause and its own message, such as an expired form or a missing token.
    """
    _ = gettext
    # translators: above an error page, to somebody whom the hub has recognized and not let in
    if is_its_own and error.status_code == HTTPStatus.FORBIDDEN:
        return Happening(_("Your account doesn't have access to this hub."), True, True)
    return Happening(_("Signing in didn't work. Please try again."), True)


def _elsewhere(status: Any, is_form: bool, gettext: Callable[[str], str]) -> str:
    _ = gettext
    if status == HTTPStatus.NOT_FOUND:
        return _("There is no page at this address.")
    if status == HTTPStatus.FORBIDDEN and is_form:
        return _("The hub didn't accept this form. Go back, reload the page and try again.")
    if status == HTTPStatus.FORBIDDEN:
        return _("You don't have access to this page.")
    if status in UNREACHABLE:
        return _("The server that you asked for isn't answering.")
    if isinstance(status, int) and status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _("Something went wrong in the hub. Please try again in a moment.")
    return _("The hub couldn't do what was asked.")
