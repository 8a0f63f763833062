"""A hub on which every page of JupyterHub can be asked for, and where each of them is."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx

#: What becomes of somebody's server is in their name. No proxy runs: nobody gets further than the hub's own pages.
#: With `auto_login`, people have no login page and nobody is let in.
HUB = """\
import asyncio
from jupyterhub.handlers import BaseHandler
from jupyterhub.proxy import Proxy
from jupyterhub.spawner import Spawner

class OrNobody(Password):
    async def authenticate(self, handler, data):
        return await super().authenticate(handler, data) if data else None

class NoProxy(Proxy):
    should_start = False

    async def add_route(self, routespec, target, data):
        pass

    async def delete_route(self, routespec):
        pass

    async def get_all_routes(self):
        return {}

class ByName(Spawner):
    start_timeout = 86400
    is_running = False

    async def start(self):
        if self.user.name == "failing":
            raise RuntimeError("no boat left")
        if self.user.name == "starting":
            await asyncio.Event().wait()
        self.is_running = True
        host, port = self.handler.request.host.split(":")
        return host, int(port)  # the hub itself answers for it

    async def poll(self):
        return None if self.is_running else 0

    async def stop(self, now=False):
        if self.user.name == "stopping":
            await asyncio.Event().wait()
        self.is_running = False

    async def progress(self):
        yield {"progress": 40, "message": "Waiting for the tide"}
        await asyncio.Event().wait()

class Broken(BaseHandler):
    def get(self):
        raise RuntimeError("broken on purpose")

c.JupyterHub.authenticator_class = OrNobody
c.JupyterHub.proxy_class = NoProxy
c.JupyterHub.spawner_class = ByName
c.JupyterHub.extra_handlers = [("/broken", Broken)]
c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 0, "slow_stop_timeout": 0}
c.Spawner.options_form = "<label for='size'>Size</label><input id='size' name='size' class='form-control'>"
c.Authenticator.admin_users = {"ada"}
c.JupyterHub.services = [
    {"name": "preparing", "api_token": "token-to-prepare-with"},
    {
        "name": "dashboard",
        "api_token": "token-of-the-dashboard",
        "oauth_client_id": "service-dashboard",
        "oauth_redirect_uri": "/services/dashboard/oauth_callback",
        "oauth_no_confirm": False,
    },
]
c.JupyterHub.load_roles = [
    {"name": "preparing", "scopes": ["admin:users", "admin:servers", "shares"], "services": ["preparing"]}
]
"""
TOKEN = {"Authorization": "token token-to-prepare-with"}


@dataclass(frozen=True)
class HubPage:
    """Where a page is, who looks at it (None: nobody signed in), and the status it comes with.

    Those that only a hub without a login page shows need `auto_login`.
    """

    path: str
    user: str | None = "ada"
    status: int = 200
    auto_login: bool = False


AUTHORIZE = {
    "client_id": "service-dashboard",
    "redirect_uri": "/services/dashboard/oauth_callback",
    "response_type": "code",
    "state": "any",
}
#: The pages of `HUB`, once `prepare` has been there.
PAGES = {
    "login": HubPage("login", None),
    "home": HubPage("home"),
    "spawn": HubPage("spawn"),
    "spawn pending": HubPage("spawn-pending/starting", "starting"),
    "stop pending": HubPage("spawn-pending/stopping", "stopping"),
    "not running": HubPage("spawn-pending/bob", "bob"),
    "failed to start": HubPage("spawn-pending/failing", "failing", 500),
    "token": HubPage("token"),
    "admin": HubPage("admin"),
    "oauth": HubPage(f"api/oauth2/authorize?{urlencode(AUTHORIZE)}"),
    "accept share": HubPage("accept-share?code={share_code}"),
    "forbidden": HubPage("admin", "bob", 403),
    "not found": HubPage("nothing-here", "ada", 404),
    "not found, not signed in": HubPage("nothing-here", None, 404),
    "broken": HubPage("broken", "ada", 500),
    "proxy error 500": HubPage("error/500", None),
    "proxy error 503": HubPage("error/503", None),
    "logout": HubPage("logout", None, auto_login=True),
    "not on the list": HubPage("login", None, 403, auto_login=True),
}


async def prepare(hub: str) -> dict[str, HubPage]:
    """Bring the servers of the hub at this address into their states; where its pages are now."""
    async with httpx.AsyncClient(base_url=f"{hub}/hub/api", headers=TOKEN, trust_env=False) as api:

        async def ask(method: str, path: str, *statuses: int, **body: object) -> httpx.Response:
            answer = await api.request(method, path, content=json.dumps(body) if body else None)
            assert answer.status_code in statuses, f"{path}: {answer.status_code} {answer.text}"
            return answer

        for name in ("bob", "starting", "stopping", "failing"):
            await ask("POST", f"/users/{name}", 201)
        for name in ("bob", "starting", "stopping", "failing"):
            await ask("POST", f"/users/{name}/server", 201, 202, 500)
        while (await api.get("/users/bob")).json()["pending"] or (await api.get("/users/stopping")).json()["pending"]:
            await asyncio.sleep(0.05)
        share = await ask("POST", "/share-codes/bob/", 200, 201, scopes=["access:servers!server=bob/"])
        await ask("DELETE", "/users/bob/server", 202, 204)
        await ask("DELETE", "/users/stopping/server", 202)
    pages = dict(PAGES)
    pages["accept share"] = HubPage(f"accept-share?{urlencode({'code': share.json()['code']})}")
    return pages
