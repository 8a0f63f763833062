"""A hub without a port: JupyterHub's handlers and templates answer in this process, for one state after another.

Its database is in memory, it writes no file, and only `Rehearsal.show` can reach it.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from jupyterhub.app import JupyterHub
from traitlets.config import Config

from jupyterhub_valueprop.hub.extension import attach
from jupyterhub_valueprop.hub.live_site import LiveSite
from jupyterhub_valueprop.hub.setting_up import NAME
from jupyterhub_valueprop.hub.sites import Sites
from jupyterhub_valueprop.hub.traits import ValueProp
from jupyterhub_valueprop.site import Site

from .exchange import Reply, exchange
from .rehearsed import TOKEN, bring_servers, configure
from .states import State

PREFIX = "/hub/"
STATIC_URL = f"{PREFIX}static/"

#: The headers of a browser that opens a URL; JupyterHub uses them to decide whether to set its cookie.
_NAVIGATION = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "same-origin"}
_TOKEN_FIELD = re.compile(r'name="_xsrf" value="([^"]{1,500})"')
_NAME = "ada"


class _Stage(JupyterHub):  # type: ignore[misc]
    """A hub with this package, for which the site is set from outside."""

    def load_config_file(self, *_: object, **__: object) -> None:
        """Load no configuration: a file in the current folder may be that of a real hub."""

    def init_tornado_settings(self) -> None:
        self.live = LiveSite(ValueProp(parent=self), STATIC_URL)
        attach(self, Sites(self.live))
        super().init_tornado_settings()


class Rehearsal:
    """Answers in any state, one after the other, as a hub with this site would."""

    def __init__(self, hub: _Stage, password: str) -> None:
        self._hub = hub
        self._password = password
        self._turn = asyncio.Lock()
        self._cookies: dict[str | None, str] = {None: ""}
        self._share_code = ""

    @classmethod
    async def begin(cls) -> Rehearsal:
        """Make the hub, which takes about a second. A process can only have one."""
        password = secrets.token_hex(8)
        c = Config()
        configure(c)
        c.Rehearsed.password = password
        c.JupyterHub.db_url = "sqlite://"
        c.JupyterHub.cookie_secret = secrets.token_bytes(32)
        c.JupyterHub.jinja_environment_options = {"extensions": [NAME]}
        # JupyterHub would log expired forms and broken pages, which are intended here
        c.JupyterHub.log_level = logging.CRITICAL
        JupyterHub.clear_instance()
        hub = _Stage.instance(config=c)
        await hub.initialize([])
        return cls(hub, password)

    async def end(self) -> None:
        """Close the hub."""
        for callback in getattr(self._hub, "_periodic_callbacks", {}).values():
            callback.stop()
        self._hub.db.close()
        self._hub.db.get_bind().dispose()
        type(self._hub).clear_instance()

    async def show(self, state: State, site: Site, locale: str, host: str) -> Reply:
        """The answer of a hub at `host` in this state to a browser with this language."""
        async with self._turn:
            if state.user is not None:
                await self._let_in(state.user, site, host)
            with self._set(state, site):
                return await self._act(state, {"Accept-Language": locale, "Host": host})

    async def file(self, uri: str, headers: Mapping[str, str]) -> Reply:
        """One of JupyterHub's static files."""
        return await exchange(self._hub.tornado_application, "GET", uri, headers)

    async def _act(self, state: State, headers: Mapping[str, str]) -> Reply:
        ask = partial(self._ask, headers={**headers, "Cookie": self._cookies[state.user]})
        uri = PREFIX + state.path.replace("{share_code}", self._share_code)
        page = await ask("GET", uri)
        if state.act not in ("send a wrong password", "send an expired form"):
            return page
        token = _token_in(page) if state.act == "send a wrong password" else "expired"
        form = {"_xsrf": token, "username": _NAME, "password": "wrong"}
        return await ask("POST", uri, form=form, cookies=_cookies_of(page))

    async def _ask(
        self,
        method: str,
        uri: str,
        headers: Mapping[str, str],
        form: Mapping[str, str] | None = None,
        cookies: str = "",
    ) -> Reply:
        sent = {**_NAVIGATION, **headers}
        body = b""
        if cookies:
            sent["Cookie"] = cookies
        if form is not None:
            body = urlencode(form).encode()
            sent |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        return await exchange(self._hub.tornado_application, method, uri, sent, body)

    async def _let_in(self, user: str, site: Site, host: str) -> None:
        """Sign somebody in with the common password. Before the first time, bring the servers into their states."""
        if user in self._cookies:
            return
        if not self._share_code:
            self._share_code = await bring_servers(self._api)
        with self._set(_FORM, site):
            headers = {"Host": host}
            page = await self._ask("GET", f"{PREFIX}login", headers)
            form = {"_xsrf": _token_in(page), "username": user, "password": self._password}
            before = _cookies_of(page)
            answer = await self._ask("POST", f"{PREFIX}login", headers, form, before)
        self._cookies[user] = "; ".join(filter(None, (before, _cookies_of(answer))))

    async def _api(self, method: str, path: str, body: str) -> tuple[int, bytes]:
        headers = {"Authorization": f"token {TOKEN}", "Content-Type": "application/json", "Host": "127.0.0.1"}
        uri = f"{PREFIX}api{path}"
        answer = await exchange(self._hub.tornado_application, method, uri, headers, body.encode())
        return answer.status, answer.body

    @contextmanager
    def _set(self, state: State, site: Site) -> Iterator[None]:
        """Bring the hub into the state for the time of the context."""
        authenticator, variables = self._hub.authenticator, self._hub.tornado_settings["template_vars"]
        before = {name: getattr(authenticator, name) for name in state.authenticator}
        kept = dict(variables)
        self._hub.live.present(site)
        try:
            _assign(authenticator, state.authenticator)
            variables.update(state.template_vars)
            yield
        finally:
            _assign(authenticator, before)
            variables.clear()
            variables.update(kept)


_FORM = State("sign-in", "Sign in")


def _assign(target: object, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(target, name, value)


def _token_in(page: Reply) -> str:
    found = _TOKEN_FIELD.search(page.body.decode())
    return found[1] if found else ""


def _cookies_of(answer: Reply) -> str:
    cookies: SimpleCookie = SimpleCookie()
    for line in answer.headers.get_list("Set-Cookie"):
        cookies.load(line)
    return "; ".join(f"{name}={morsel.coded_value}" for name, morsel in cookies.items() if morsel.value)
