"""A hub on which every page of JupyterHub can be asked for, and where each of them is: those of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import httpx
from real_hub import PASSWORD
from visitor import certificates

from jupyterhub_valueprop.preview import rehearsed
from jupyterhub_valueprop.preview.states import PAGES as OTHER_PAGES
from jupyterhub_valueprop.preview.states import STATES, State

#: What becomes of somebody's server is in their name. No proxy runs: nobody gets further than the hub's own pages.
#: With `auto_login`, people have no login page and nobody is let in.
HUB = f"""\
from jupyterhub_valueprop.preview.rehearsed import configure
configure(c)
c.Rehearsed.password = {PASSWORD!r}
"""


@dataclass(frozen=True)
class HubPage:
    """Where a page is, who looks at it (None: nobody signed in), and the status it comes with.

    Those that only a hub without a login page shows need `auto_login`.
    """

    path: str
    user: str | None = "ada"
    status: int = 200
    auto_login: bool = False


def hub_page(state: State) -> HubPage:
    """Where a state of the catalogue is."""
    return HubPage(state.path, state.user, state.status, bool(state.authenticator.get("auto_login")))


#: The pages of `HUB`, once `prepare` has been there.
PAGES = {
    "login": HubPage("login", None),
    **{state.name: hub_page(state) for state in STATES if state.group == OTHER_PAGES},
}


async def prepare(hub: str) -> dict[str, HubPage]:
    """Bring the servers of the hub at this address into their states; where its pages are now."""
    headers = {"Authorization": f"token {rehearsed.TOKEN}"}
    address = f"{hub}/hub/api"
    async with httpx.AsyncClient(base_url=address, headers=headers, trust_env=False, verify=certificates()) as api:

        async def ask(method: str, path: str, body: str) -> tuple[int, bytes]:
            answer = await api.request(method, path, content=body or None)
            return answer.status_code, answer.content

        code = await rehearsed.bring_servers(ask)
    return {**PAGES, "accept share": HubPage(f"accept-share?{urlencode({'code': code})}")}
