"""The states of a hub's pages: one catalog for the preview, the tests and the contact sheet.

A state says what differs from a plain hub: the authenticator's traits, what an admin gives the
templates, a layer over the branding, who asks for which page, and what they do there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urlencode

Act = Literal["", "send a wrong password", "send an expired form", "come without encryption"]

NOTHING: Mapping[str, Any] = MappingProxyType({})

#: The titles of the catalog's groups, in their order.
SIGNING_IN, ANNOUNCEMENTS, BRANDINGS, PAGES = "Signing in", "Announcements", "Brandings", "Other pages"

_BUTTONS = '<div class="service-login"><a class="btn btn-jupyter" href="#one">One</a></div>'
_SEVERAL = """\
<div class="service-login"><a class="btn btn-jupyter" href="#university">Sign in with Example University</a></div>
<div class="service-login"><a class="btn btn-jupyter" href="#orcid">Sign in with ORCID</a></div>
<div class="service-login"><a class="btn btn-jupyter" href="#github">Sign in with GitHub</a></div>
"""
_OWN_FORM = """\
<form action="login" method="post">
<p class="text-muted">Members of the institute use their directory account.</p>
<label for="user" class="form-label">Account</label>
<input id="user" name="username" class="form-control" autocomplete="username">
<label for="word" class="form-label">Password</label>
<input id="word" name="password" type="password" class="form-control" autocomplete="current-password">
<select class="form-select" aria-label="Institute"><option>Institute for Deep Water</option></select>
<button class="btn btn-jupyter">Enter</button> <a class="btn btn-secondary" href="#other">Another way</a>
</form>"""

_LONG = "while the archive moves to another machine; what you have saved stays where it is, nothing else is affected. "
_LEVELS = {
    "info": "The documentation has a new chapter.",
    "success": "All services run again.",
    "warning": "Storage is almost full.",
    "danger": "Sign in on this page only.",
}
_NOTICES = [
    {"text": f"The buoys of the north are silent until Friday, {_LONG * 2}", "level": "info", "dismissible": True},
    {"text": f"Storage is almost full, {_LONG * 2}", "level": "warning", "dismissible": True},
    {"text": f"Sign in on this page only, {_LONG * 2}", "level": "danger"},
]
_TERMS = {"version": "1", "text": "I accept the [rules of the sea](https://example.org/rules)."}
_LONG_NAME = "International Laboratory for Bioinformatics, Oceanography and Environmental Sciences"
_NEXT = "login?" + urlencode(
    {
        "next": "/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Focean%2Focean-tutorial"
        "&urlpath=lab%2Ftree%2Focean-tutorial%2Fstart.ipynb"
    }
)
_AUTHORIZE = {
    "client_id": "service-dashboard",
    "redirect_uri": "/services/dashboard/oauth_callback",
    "response_type": "code",
    "state": "any",
}


@dataclass(frozen=True)
class State:
    """The conditions of one page of a hub.

    `path` is below the hub's prefix, `user` is the signed-in user or None, `status` the HTTP status of the answer.
    `authenticator` are traits of the hub's authenticator, `template_vars` those of `JupyterHub.template_vars`, and
    `branding` is a layer over the branding that is shown.
    """

    id: str
    title: str
    group: str = SIGNING_IN
    page: str = "login"
    path: str = "login"
    user: str | None = None
    status: int = 200
    act: Act = ""
    authenticator: Mapping[str, Any] = field(default_factory=dict)
    template_vars: Mapping[str, Any] = field(default_factory=dict)
    branding: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The id as words."""
        return self.id.replace("-", " ")


def _page(id: str, title: str, page: str, path: str, **more: Any) -> State:
    return State(id, title, PAGES, page, path, **{"user": "ada", **more})


_PROVIDER = {"login_service": "Example University"}
_NOBODY = {"auto_login": True}

STATES: tuple[State, ...] = (
    State("form", "Form"),
    State("button", "Button of a provider", authenticator=_PROVIDER),
    State("several-providers", "Several providers", authenticator={"custom_html": _SEVERAL}),
    State("buttons-of-an-authenticator", "Buttons of an authenticator", authenticator={"custom_html": _BUTTONS}),
    State("form-of-an-authenticator", "Form of an authenticator", authenticator={"custom_html": _OWN_FORM}),
    State("wrong-password", "Wrong password", status=403, act="send a wrong password"),
    State("expired-form", "Expired form", status=403, act="send an expired form"),
    State(
        "one-time-password",
        "One-time password",
        authenticator={"request_otp": True, "otp_prompt": "Code from your phone:"},
    ),
    State(
        "terms",
        "Terms",
        template_vars={"login_term_url": "https://example.org/terms"},
        branding={"sign_in": {"terms": _TERMS}},
    ),
    State(
        "terms-beside-a-button",
        "Terms beside a button",
        authenticator=_PROVIDER,
        branding={"sign_in": {"terms": _TERMS}},
    ),
    State("on-the-way-to-a-notebook", "On the way to a notebook", path=_NEXT),
    State("without-encryption", "Without encryption", act="come without encryption"),
    State(
        "failed-at-the-provider",
        "Failed at the provider",
        page="error",
        path="oauth_callback?error=access_denied&error_description=You+said+no",
        status=403,
        authenticator=_PROVIDER,
    ),
    State(
        "notices",
        "Many, and a banner",
        ANNOUNCEMENTS,
        template_vars={"announcement_login": 'Down on Sunday, see <a href="https://example.org">the plan</a>'},
        branding={"environment": {"kind": "staging"}, "announcements": _NOTICES},
    ),
    *(
        State(
            f"notice-{level}",
            level.capitalize(),
            ANNOUNCEMENTS,
            branding={"announcements": [{"text": text, "level": level}]},
        )
        for level, text in _LEVELS.items()
    ),
    State("banner", "Banner", ANNOUNCEMENTS, branding={"environment": {"kind": "workshop"}}),
    State("compact", "Compact", BRANDINGS, branding={"layout": "compact"}),
    State("minimal", "Minimal", BRANDINGS, branding={"layout": "minimal"}),
    State("long-name", "Long name", BRANDINGS, branding={"community": {"name": _LONG_NAME}}),
    State("no-logo", "No logo", BRANDINGS, branding={"community": {"logo": None}}),
    _page("home", "Home", "home", "home"),
    _page("spawn", "Start a server", "spawn", "spawn"),
    _page("spawn-pending", "Server is starting", "spawn_pending", "spawn-pending/starting", user="starting"),
    _page("stop-pending", "Server is stopping", "stop_pending", "spawn-pending/stopping", user="stopping"),
    _page("not-running", "Server is not running", "not_running", "spawn-pending/bob", user="bob"),
    _page(
        "failed-to-start", "Server failed to start", "not_running", "spawn-pending/failing", user="failing", status=500
    ),
    _page("token", "Tokens", "token", "token"),
    _page("admin", "Admin", "admin", "admin"),
    _page("oauth", "A service asks for access", "oauth", f"api/oauth2/authorize?{urlencode(_AUTHORIZE)}"),
    _page("accept-share", "A shared server", "accept-share", "accept-share?code={share_code}"),
    _page("forbidden", "Forbidden (403)", "error", "admin", user="bob", status=403),
    _page("not-found", "Not found (404)", "404", "nothing-here", user="ada", status=404),
    _page("not-found-not-signed-in", "Not found, not signed in (404)", "404", "nothing-here", user=None, status=404),
    _page("broken", "Broken (500)", "error", "broken", user="ada", status=500),
    _page("proxy-error-500", "Server failed (500)", "error", "error/500", user=None),
    _page("proxy-error-503", "Server does not answer (503)", "error", "error/503", user=None),
    State("logout", "Signed out", PAGES, "logout", "logout", authenticator=_NOBODY),
    State("not-on-the-list", "No access to this hub (403)", PAGES, "error", "login", status=403, authenticator=_NOBODY),
)

BY_ID: Mapping[str, State] = MappingProxyType({state.id: state for state in STATES})
