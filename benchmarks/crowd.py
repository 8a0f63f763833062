"""Many visitors of a login page at once, some of whom sign in for real; a program of its own.

`python -m benchmarks.crowd URL CLIENTS SECONDS SIGNING_IN` prints JSON. It is bounded in time and asks loopback only.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .client import Answer, Connection
from .hubs import PASSWORD, PATH
from .statistic import percentile

HOME = "/hub/home"


@dataclass
class Crowd:
    """What the visitors went through."""

    url: str
    views: list[float] = field(default_factory=list)
    sign_ins: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    async def look(self, until: float) -> None:
        """A visitor who reads the login page again and again."""
        async with Connection(self.url) as hub:
            while (start := time.perf_counter()) < until:
                answer = await hub.get(PATH)
                self.views.append(time.perf_counter() - start)
                self._expect(answer, 200, "login page")

    async def sign_in(self, name: str, until: float) -> None:
        """A visitor who signs in, sees their home page, and comes back as somebody else."""
        number = 0
        async with Connection(self.url) as hub:
            while (start := time.perf_counter()) < until:
                page = await hub.get(PATH)
                form = {"username": f"{name}-{number}", "password": PASSWORD, "_xsrf": page.cookies.get("_xsrf", "")}
                entered = await hub.post(PATH, form, page.cookies)
                home = await hub.get(HOME, {**page.cookies, **entered.cookies})
                self.sign_ins.append(time.perf_counter() - start)
                self._expect(page, 200, "login page")
                self._expect(entered, 302, "sign-in")
                self._expect(home, 200, "home page")
                number += 1
                await asyncio.sleep(0.2)

    def _expect(self, answer: Answer, status: int, what: str) -> None:
        if answer.status != status:
            self.errors[f"{what}: {answer.status}"] += 1

    def as_json(self) -> dict[str, object]:
        """Counts, latency in ms, and the errors by kind."""
        return {
            "views": len(self.views),
            "view_p50": percentile(self.views, 0.5) * 1e3,
            "view_max": max(self.views, default=0.0) * 1e3,
            "sign_ins": len(self.sign_ins),
            "sign_in_p50": percentile(self.sign_ins, 0.5) * 1e3,
            "errors": dict(self.errors),
        }


async def _gather(url: str, clients: int, seconds: float, signing_in: int) -> Crowd:
    assert urlsplit(url).hostname == "127.0.0.1", "this is for loopback only"
    crowd = Crowd(url)
    until = time.perf_counter() + seconds
    visits = [crowd.look(until) for _ in range(clients - signing_in)]
    visits += [crowd.sign_in(f"visitor-{number}", until) for number in range(signing_in)]
    for result in await asyncio.gather(*visits, return_exceptions=True):
        if isinstance(result, BaseException):
            crowd.errors[f"connection: {type(result).__name__}"] += 1
    return crowd


if __name__ == "__main__":
    _url, _clients, _seconds, _signing_in = sys.argv[1:]
    print(json.dumps(asyncio.run(_gather(_url, int(_clients), float(_seconds), int(_signing_in))).as_json()))
