"""The hub that is measured, stock or ours, alone: its proxy only remembers routes, its users sign in with one password.

`VALUEPROP_BENCH` in the environment is what `hubs.Bench.environment` says, as JSON.
"""

import json
import os

from jupyterhub.auth import Authenticator
from jupyterhub.proxy import Proxy

WANTED = json.loads(os.environ["VALUEPROP_BENCH"])


class NoProxy(Proxy):
    """Routes in a dictionary: visitors talk to the hub's own port, so that only the hub is measured."""

    should_start = False

    def __init__(self, **arguments):
        super().__init__(**arguments)
        self.routes = {}

    async def start(self):
        pass

    async def stop(self):
        pass

    async def add_route(self, routespec, target, data):
        self.routes[routespec] = {"routespec": routespec, "target": target, "data": data}

    async def delete_route(self, routespec):
        self.routes.pop(routespec, None)

    async def get_all_routes(self):
        return self.routes


class Password(Authenticator):
    """Any name with the one password."""

    async def authenticate(self, handler, data):  # noqa: ARG002 - the signature is JupyterHub's
        return data["username"] if data["password"] == WANTED["password"] else None


c = get_config()  # noqa: F821 - JupyterHub's configuration language
c.JupyterHub.proxy_class = NoProxy
c.JupyterHub.authenticator_class = Password
c.Authenticator.allow_all = True
c.JupyterHub.redirect_to_server = False
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.cookie_secret = b"x" * 32
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{WANTED['port']}/"
c.JupyterHub.bind_url = f"http://127.0.0.1:{WANTED['unused_port']}/"

if WANTED["ours"]:
    import jupyterhub_valueprop

    jupyterhub_valueprop.setup(c)
    c.ValueProp.branding = WANTED["branding"]
    c.ValueProp.brandings = WANTED["brandings"]
    c.ValueProp.folders = WANTED["folders"]
    c.ValueProp.reload_interval = WANTED["reload_interval"]

if WANTED["probe"]:
    from benchmarks import probe

    probe.install(WANTED["probe"])
