"""JupyterHub's own texts on the login page, in English; `Locale.known` translates them."""

from __future__ import annotations

_N = str  # marks the texts for the translators' catalog

#: What JupyterHub 5.2 to 6.1 says when somebody could not sign in, and its label of a one-time password.
KNOWN_TEXTS = frozenset(
    {
        # translators: after a wrong password
        _N("Invalid username or password"),
        # translators: when the form was open for too long; the password has to be typed once more
        _N("Login form invalid or expired. Try again."),
        # translators: the label of a field for a one-time password
        _N("OTP:"),
        # translators: of a sign-in: the hub does not let this person in (HTTP status 403)
        _N("Forbidden"),
        # translators: of a sign-in: the hub could not read what was sent (HTTP status 400)
        _N("Bad Request"),
        # translators: of a sign-in: the hub failed (HTTP status 500)
        _N("Internal Server Error"),
        # translators: of a sign-in: the hub, or what it asks, can't answer at the moment (HTTP status 503)
        _N("Service Unavailable"),
    }
)
