"""Why somebody stands before a 403: who is not on the list, and who is there for another reason."""

from __future__ import annotations

from http import HTTPStatus

from jinja2.runtime import Context

from . import internals


def is_not_on_the_list(context: Context) -> bool:
    """Whether this page answers somebody who came to be signed in and whom the authenticator did not let in.

    The handlers that sign people in raise such a 403 themselves, when `login_user` has given them nobody. One that was
    raised further down has another cause and its own message: a form that has expired, a provider that gave no token, a
    page for others than this user.
    """
    values = context.get_all()
    handler, refusal = internals.handler_of(values), internals.refusal_of(values)
    return (
        handler is not None
        and refusal is not None
        and refusal.status_code == HTTPStatus.FORBIDDEN
        and values.get("user") is None
        and isinstance(handler, internals.sign_in_handlers(handler))
        and internals.is_raised_by(handler, refusal)
    )
