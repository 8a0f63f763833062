"""Why somebody stands before a 403: who is not on the list, and who is there for another reason."""

from __future__ import annotations

from http import HTTPStatus
from traceback import walk_tb

from jinja2.runtime import Context
from jupyterhub.handlers import BaseHandler
from jupyterhub.handlers.login import LoginHandler
from tornado.web import HTTPError

from .request import handler_of


def is_not_on_the_list(context: Context) -> bool:
    """Whether this page answers somebody who came to be signed in and whom the authenticator did not let in.

    The handlers that sign people in raise such a 403 themselves, when `login_user` has given them nobody (JupyterHub
    5.2 to 6.1, OAuthenticator 17, LTI 1.3). One that was raised further down has another cause and its own message: a
    form that has expired, a provider that gave no token, a page for others than this user.
    """
    handler, refusal = handler_of(context.get_all()), context.get("exception")
    return (
        isinstance(refusal, HTTPError)
        and refusal.status_code == HTTPStatus.FORBIDDEN
        and context.get("user") is None
        and isinstance(handler, _sign_in_handlers(handler))
        and _raises(handler, refusal)
    )


def _sign_in_handlers(handler: BaseHandler) -> tuple[type, ...]:
    """The classes that sign people in at this hub; with several authenticators, those of the one that was asked."""
    routes = handler.authenticator.get_handlers(handler.settings["app"])
    return LoginHandler, *(each for _, each, *_ in routes)


def _raises(handler: BaseHandler, error: HTTPError) -> bool:
    """Whether the handler's own method raised the error, not what it called or what came before."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    return frame.f_code.co_name in {"get", "post"} and frame.f_locals.get("self") is handler
