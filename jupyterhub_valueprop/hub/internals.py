"""JupyterHub's undocumented parts that this package uses, each under one name.

A name here only gets or replaces something; its caller decides what to do with it. Each docstring says what the name
needs, with which versions of JupyterHub that was tested, and what is missing without it; it never fails. The page
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

#: The two names of the token of a form.
#:
#: Needs: equal texts named `xsrf` and `xsrf_token` in what `login.html` is given (JupyterHub 5.2 to 6.1).
#: Without: each view of the login page is rendered again.
TOKENS = ("xsrf", "xsrf_token")

#: A value that differs between requests and is not on any page: a method of the handler.
#:
#: Needs: `static_url` as the only method of the handler in what `login.html` is given (JupyterHub 5.2 to 6.1).
#: Without: each view of the login page is rendered again.
HANDLER_METHODS = ("static_url",)

#: The key under which a browser keeps the color scheme chosen on JupyterHub's pages, the same as in `static/page.js`.
#:
#: Needs: the key `jupyterhub-bs-theme` in JupyterHub's `js/darkmode.js` (JupyterHub 5.2 to 6.1).
#: Without: the login page and JupyterHub's pages each remember their own choice.
COLOR_SCHEME_KEY = "jupyterhub-bs-theme"

#: JupyterHub's files that the login page links to, for an authenticator's HTML or instead of an icon.
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
    """Replace the hub's handler of static files by the one that `make` makes of it.

    Needs: the setting `static_handler_class` of tornado, read after JupyterHub has made its template environments
    (JupyterHub 5.2 to 6.1).
    Without: the files of this package's pages are not found, and the login page has no styles.
    """
    base = hub.tornado_settings.get("static_handler_class", CacheControlStaticFilesHandler)
    hub.tornado_settings["static_handler_class"] = make(base)


def when_complete(hub: JupyterHub, call: Callable[[JupyterHub], None]) -> None:
    """Call a function when the hub has made its template environments, whatever its configuration says about them.

    Needs: `jinja2_env` among `tornado_settings` when JupyterHub assigns them (JupyterHub 5.2 to 6.1).
    Without: the log doesn't report an assignment that undoes `setup(c)`.
    """

    def look(change: Mapping[str, Any]) -> None:
        if "jinja2_env" in change["new"]:
            hub.unobserve(look, "tornado_settings")
            call(hub)

    hub.observe(look, "tornado_settings")


def replace_login_template(make: Callable[[str], Any]) -> None:
    """Let `make` compile an authenticator's HTML, which JupyterHub does again for each view of the login page.

    Needs: Jinja's `Template` under the name `jupyterhub.handlers.login.Template` (JupyterHub 5.2 to 6.1).
    Without: nothing is replaced, and the HTML is compiled for each view.
    """
    if getattr(login, "Template", None) is Template:
        login.Template = make


def handler_of(context: Mapping[str, Any] | Context) -> RequestHandler | None:
    """The handler that renders a template with this context, because JupyterHub's templates get no request.

    Needs: a method of that handler as `static_url` in what a template is given (JupyterHub 5.2 to 6.1).
    Without: everybody gets the page in its first language, and each view is rendered again.
    """
    handler = getattr(context.get("static_url"), "__self__", None)
    return handler if isinstance(handler, RequestHandler) else None


def refusal_of(context: Mapping[str, Any]) -> HTTPError | None:
    """The exception that an error page is about.

    Needs: the error that was raised as `exception` in what `error.html` is given (JupyterHub 5.2 to 6.1).
    Without: an error page doesn't know that somebody was signing in.
    """
    refusal = context.get("exception")
    return refusal if isinstance(refusal, HTTPError) else None


def sign_in_handlers(handler: RequestHandler) -> tuple[type, ...]:
    """The handler classes that sign people in at this hub; with several authenticators, those of the one in use.

    Needs: the authenticator as `handler.authenticator` and the hub as `handler.settings["app"]` (JupyterHub 5.2
    to 6.1).
    Without: only people whom the login page itself refuses learn where to ask for access.
    """
    authenticator, hub = getattr(handler, "authenticator", None), handler.settings.get("app")
    routes = authenticator.get_handlers(hub) if authenticator and hub else ()
    return login.LoginHandler, *(each for _, each, *_ in routes)


def is_raised_by(handler: RequestHandler, error: HTTPError) -> bool:
    """Whether the handler's `get` or `post` raised the error itself, not a function that it called or an earlier step.

    Needs: handlers that refuse somebody in their methods `get` or `post` themselves (JupyterHub 5.2 to 6.1,
    OAuthenticator 17, LTI 1.3).
    Without: people who may not use the hub learn that signing in did not work, but not where to ask for access.
    """
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    return bool(frames) and frames[-1].f_code.co_name in {"get", "post"} and frames[-1].f_locals.get("self") is handler


def one_time_password(authenticator: object) -> tuple[object, object]:
    """Whether an authenticator asks for a one-time password on the login page, and with which words.

    Needs: the attributes `request_otp` and `otp_prompt` of the authenticator in what `login.html` is given (JupyterHub
    5.2 to 6.1).
    Without: the login page doesn't ask for a one-time password.
    """
    return getattr(authenticator, "request_otp", None), getattr(authenticator, "otp_prompt", None)


def stock_template(environment: Environment, name: str) -> str | None:
    """The name of JupyterHub's template, even if a theme replaces it; None if there is no such template.

    Needs: JupyterHub's own templates under the prefix `templates/` in its template loader (JupyterHub 5.2 to 6.1).
    Without: an admin's template that can't be read fails, as it does without this package.
    """
    stock = f"templates/{name}"
    try:
        assert environment.loader is not None
        environment.loader.get_source(environment, stock)
    except Exception:
        return None
    return stock


def native_templates() -> BaseLoader | None:
    """The templates of NativeAuthenticator, which it adds to the hub's only when somebody requests one of its pages.

    Needs: the folder `templates` in the package `nativeauthenticator` (NativeAuthenticator 1.3, JupyterHub 5.2 to 6.1).
    Without: its pages are shown unchanged.
    """
    try:
        spec = importlib.util.find_spec("nativeauthenticator")
    except ValueError:  # a module of that name was put into `sys.modules`
        return None
    folder = Path(spec.origin).parent / "templates" if spec and spec.origin else None
    return FileSystemLoader(folder) if folder and folder.is_dir() else None
