"""JupyterHub's inside: what this package takes from it that JupyterHub promises to nobody, each under one name.

A name here only fetches or replaces something; what becomes of it is decided where it is called. Each says what it
needs, for which versions of JupyterHub that was tried, and what happens without it: less, never a failure. The page
docs/explanation/jupyterhub-internals.md is made of these docstrings, and tests/hub/test_internals.py tries each one.

Elsewhere in `hub/`, only what JupyterHub documents is used: its settings, `JupyterHub.instance()`, `get_handlers`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, Template
from jinja2.runtime import Context
from jupyterhub.app import JupyterHub
from jupyterhub.handlers import login
from jupyterhub.handlers.static import CacheControlStaticFilesHandler
from tornado.web import HTTPError, RequestHandler, StaticFileHandler

#: The two names of the one token of a form.
#:
#: Needs: equal texts named `xsrf` and `xsrf_token` in what `login.html` is given (JupyterHub 5.2 to 6.1).
#: Without: each view of the login page is rendered afresh.
TOKENS = ("xsrf", "xsrf_token")

#: What differs from request to request and shows on no page: a method of the handler.
#:
#: Needs: `static_url` as the only method of the handler in what `login.html` is given (JupyterHub 5.2 to 6.1).
#: Without: each view of the login page is rendered afresh.
HANDLER_METHODS = ("static_url",)

#: Where a browser keeps the color scheme that somebody chose on a page of JupyterHub; `static/page.js` has the same.
#:
#: Needs: the key `jupyterhub-bs-theme` in JupyterHub's `js/darkmode.js` (JupyterHub 5.2 to 6.1).
#: Without: the login page and JupyterHub's pages each remember a choice of their own.
COLOR_SCHEME_KEY = "jupyterhub-bs-theme"

#: JupyterHub's own files that the login page links to, beside an authenticator's HTML or in place of an icon.
#:
#: Needs: these files below JupyterHub's `static` folder (JupyterHub 5.2 to 6.1).
#: Without: an authenticator's HTML is shown without JupyterHub's styles and scripts.
STOCK_FILES = (
    "css/style.min.css",
    "favicon.ico",
    "components/bootstrap/dist/js/bootstrap.bundle.min.js",
    "components/requirejs/require.js",
    "components/jquery/dist/jquery.min.js",
)


def replace_static_handler(hub: JupyterHub, make: Callable[[type[StaticFileHandler]], type[StaticFileHandler]]) -> None:
    """Let what `make` makes of the hub's handler of static files serve them.

    Needs: the setting `static_handler_class` of tornado, read after JupyterHub has made its template environments
    (JupyterHub 5.2 to 6.1).
    Without: the files of this package's pages are not found, and the login page shows without its styles.
    """
    base = hub.tornado_settings.get("static_handler_class", CacheControlStaticFilesHandler)
    hub.tornado_settings["static_handler_class"] = make(base)


def when_complete(hub: JupyterHub, call: Callable[[JupyterHub], None]) -> None:
    """Call once the hub has made its template environments, whatever its configuration says about them.

    Needs: `jinja2_env` among `tornado_settings` when JupyterHub assigns them (JupyterHub 5.2 to 6.1).
    Without: an assignment that undoes `setup(c)` is not told in the log.
    """

    def look(change: Mapping[str, Any]) -> None:
        if "jinja2_env" in change["new"]:
            hub.unobserve(look, "tornado_settings")
            call(hub)

    hub.observe(look, "tornado_settings")


def replace_login_template(make: Callable[[str], Any]) -> None:
    """Let `make` compile an authenticator's HTML, which JupyterHub does anew for each view of the login page.

    Needs: Jinja's `Template` under the name `jupyterhub.handlers.login.Template` (JupyterHub 5.2 to 6.1).
    Without: nothing is replaced, and the HTML is compiled for each view.
    """
    if getattr(login, "Template", None) is Template:
        login.Template = make


def handler_of(context: Mapping[str, Any] | Context) -> RequestHandler | None:
    """The handler that renders a template with this context; JupyterHub hands templates no request.

    Needs: a method of that handler as `static_url` in what a template is given (JupyterHub 5.2 to 6.1).
    Without: everybody gets the page in its first language, and each view is rendered afresh.
    """
    handler = getattr(context.get("static_url"), "__self__", None)
    return handler if isinstance(handler, RequestHandler) else None


def refusal_of(context: Mapping[str, Any]) -> HTTPError | None:
    """What an error page answers.

    Needs: the error that was raised as `exception` in what `error.html` is given (JupyterHub 5.2 to 6.1).
    Without: an error page says the same of signing in as of any other page.
    """
    refusal = context.get("exception")
    return refusal if isinstance(refusal, HTTPError) else None


def sign_in_handlers(handler: RequestHandler) -> tuple[type, ...]:
    """The classes that sign people in at this hub; with several authenticators, those of the one that was asked.

    Needs: the authenticator as `handler.authenticator` and the hub as `handler.settings["app"]` (JupyterHub 5.2
    to 6.1).
    Without: only people whom the login page itself refuses are told where to ask for access.
    """
    authenticator, hub = getattr(handler, "authenticator", None), handler.settings.get("app")
    routes = authenticator.get_handlers(hub) if authenticator and hub else ()
    return login.LoginHandler, *(each for _, each, *_ in routes)


def is_raised_by(handler: RequestHandler, error: HTTPError) -> bool:
    """Whether the handler's own `get` or `post` raised the error, not what it called or what came before.

    Needs: handlers that refuse somebody in their methods `get` or `post` themselves (JupyterHub 5.2 to 6.1,
    OAuthenticator 17, LTI 1.3).
    Without: people who may not use the hub are told that signing in did not work, not where to ask for access.
    """
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    return bool(frames) and frames[-1].f_code.co_name in {"get", "post"} and frames[-1].f_locals.get("self") is handler


def one_time_password(authenticator: object) -> tuple[object, object]:
    """What the login page shows of an authenticator: whether it asks for a one-time password, and by which words.

    Needs: the attributes `request_otp` and `otp_prompt` of the authenticator in what `login.html` is given (JupyterHub
    5.2 to 6.1).
    Without: the login page does not ask for one.
    """
    return getattr(authenticator, "request_otp", None), getattr(authenticator, "otp_prompt", None)


def stock_template(environment: Environment, name: str) -> str | None:
    """The name by which JupyterHub's own template can be had whatever a theme says; None where there is none.

    Needs: JupyterHub's own templates under the prefix `templates/` in its template loader (JupyterHub 5.2 to 6.1).
    Without: a template of an admin's that can't be read fails, as it does without this package.
    """
    stock = f"templates/{name}"
    try:
        environment.get_template(stock)
    except Exception:
        return None
    return stock


def native_templates() -> BaseLoader | None:
    """The templates of NativeAuthenticator, which it adds to the hub's only when one of its pages is asked for.

    Needs: the folder `templates` in the package `nativeauthenticator` (NativeAuthenticator 1.3, JupyterHub 5.2 to 6.1).
    Without: its pages are shown as they are.
    """
    try:
        spec = importlib.util.find_spec("nativeauthenticator")
    except ValueError:  # somebody put a module of that name into `sys.modules`
        return None
    folder = Path(spec.origin).parent / "templates" if spec and spec.origin else None
    return FileSystemLoader(folder) if folder and folder.is_dir() else None
