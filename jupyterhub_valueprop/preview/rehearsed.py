"""The parts of a hub for every state: an authenticator, servers with set behavior, and a proxy that does nothing.

A user's name decides what the server does (`starting`, `stopping`, `failing`). Other servers do nothing.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from jupyterhub.auth import Authenticator
from jupyterhub.handlers import BaseHandler
from jupyterhub.proxy import Proxy
from jupyterhub.spawner import Spawner
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler
from traitlets import Unicode
from traitlets.config import Config

#: The service that brings the servers into their states, and its permissions.
PREPARING = "preparing"
TOKEN = "token-to-prepare-with"  # noqa: S105 - there is no port to which anybody could send it
_SCOPES = ["admin:users", "admin:servers", "shares"]


class Refused(BaseHandler):  # type: ignore[misc]
    """The callback for somebody whom a provider did not sign in, with OAuthenticator's answer."""

    def get(self) -> None:
        """Answer with the provider's error."""
        raise HTTPError(403, self.get_argument("error_description", self.get_argument("error", "")))


class Rehearsed(Authenticator):  # type: ignore[misc]
    """Accepts everybody with the common password. What it shows on the login page is configured."""

    password = Unicode(help="The password of all users.").tag(config=True)
    login_service = Unicode(help="The provider that the login page names.").tag(config=True)
    custom_html = Unicode(help="What the login page shows instead of the form.").tag(config=True)

    async def authenticate(self, _: RequestHandler, data: Mapping[str, str] | None) -> str | None:
        """The name that was sent with the right password; nobody with `auto_login`, which sends nothing."""
        return data["username"] if data and data["password"] == self.password else None

    def get_handlers(self, _: object) -> list[tuple[str, type[RequestHandler]]]:
        """Where a provider sends people back to."""
        return [("/oauth_callback", Refused)]


class NoProxy(Proxy):  # type: ignore[misc]
    """A proxy that does nothing: people only see the hub's pages."""

    should_start = False

    async def add_route(self, routespec: str, target: str, data: object) -> None:
        """Do nothing."""

    async def delete_route(self, routespec: str) -> None:
        """Do nothing."""

    async def get_all_routes(self) -> dict[str, object]:
        """None."""
        return {}


class _Up(RequestHandler):
    """Answers once, as a server that has started."""

    def initialize(self, then: Callable[[], None]) -> None:
        self._then = then

    def prepare(self) -> None:
        self.set_header("Connection", "close")
        self.finish()

    def on_finish(self) -> None:
        self._then()


class ByName(Spawner):  # type: ignore[misc]
    """Starts a server that answers once, so that it counts as started; then it does what its user's name says."""

    start_timeout = 86400
    _runs = False

    async def start(self) -> tuple[str, int]:
        """The URL of the server."""
        if self.user.name == "failing":
            raise RuntimeError("no boat left")
        if self.user.name == "starting":
            await asyncio.Event().wait()
        sockets = bind_sockets(0, "127.0.0.1")

        def close() -> None:
            server.stop()

        server = HTTPServer(Application(default_handler_class=_Up, default_handler_args={"then": close}))
        server.add_sockets(sockets)
        self._runs = True
        return "127.0.0.1", sockets[0].getsockname()[1]

    async def poll(self) -> int | None:
        """None while it runs."""
        return None if self._runs else 0

    async def stop(self, now: bool = False) -> None:  # noqa: ARG002 - JupyterHub says so
        """Stop the server."""
        if self.user.name == "stopping":
            await asyncio.Event().wait()
        self._runs = False

    async def progress(self) -> AsyncIterator[dict[str, object]]:
        """Yield one step, and never end."""
        yield {"progress": 40, "message": "Waiting for the tide"}
        await asyncio.Event().wait()


class Broken(BaseHandler):  # type: ignore[misc]
    """A page that fails."""

    def get(self) -> None:
        """Fail."""
        raise RuntimeError("broken on purpose")


def configure(c: Config) -> None:
    """Configure a hub on which every page can be requested, after a call of `bring_servers`."""
    c.JupyterHub.authenticator_class = Rehearsed
    c.JupyterHub.proxy_class = NoProxy
    c.JupyterHub.spawner_class = ByName
    c.JupyterHub.extra_handlers = [("/broken", Broken)]
    c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 0, "slow_stop_timeout": 0}
    c.Spawner.options_form = "<label for='size'>Size</label><input id='size' name='size' class='form-control'>"
    c.Authenticator.admin_users = {"ada"}
    c.Authenticator.allow_all = True
    c.JupyterHub.services = [
        {"name": PREPARING, "api_token": TOKEN},
        {
            "name": "dashboard",
            "api_token": "token-of-the-dashboard",
            "oauth_client_id": "service-dashboard",
            "oauth_redirect_uri": "/services/dashboard/oauth_callback",
            "oauth_no_confirm": False,
        },
    ]
    c.JupyterHub.load_roles = [{"name": PREPARING, "scopes": _SCOPES, "services": [PREPARING]}]


Ask = Callable[[str, str, str], Awaitable[tuple[int, bytes]]]
"""Calls a hub's API as the service above: method, path below `/hub/api` and body → the answer's status and body."""


async def bring_servers(ask: Ask) -> str:
    """Bring the servers of the hub into their states; return the code of a shared server."""

    async def want(method: str, path: str, *statuses: int, body: str = "") -> Any:
        status, answer = await ask(method, path, body)
        if status not in statuses:
            raise RuntimeError(f"{method} {path}: {status} {answer.decode(errors='replace')}")
        return json.loads(answer or b"null")

    for name in ("bob", "starting", "stopping", "failing"):
        await want("POST", f"/users/{name}", 201)
    for name in ("bob", "starting", "stopping", "failing"):
        await want("POST", f"/users/{name}/server", 201, 202, 500)
    for name in ("bob", "stopping"):
        while (await want("GET", f"/users/{name}", 200))["pending"]:
            await asyncio.sleep(0.02)
    share = await want(
        "POST", "/share-codes/bob/", 200, 201, body=json.dumps({"scopes": ["access:servers!server=bob/"]})
    )
    await want("DELETE", "/users/bob/server", 202, 204)
    await want("DELETE", "/users/stopping/server", 202)
    return str(share["code"])
