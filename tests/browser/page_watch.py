"""Notes what goes wrong in a page: errors, failed requests, and requests to other hosts."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

PATIENCE = 15_000  # milliseconds that a page has to become what a test expects
THIS_MACHINE = {"127.0.0.1", "localhost"}


@dataclass
class Watch:
    """What went wrong in the pages of one test."""

    troubles: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    watching: bool = True

    def follow(self, page: Page) -> None:
        page.on("pageerror", lambda error: self._note(f"page error: {error}"))
        page.on("console", self._console)
        page.on("requestfailed", lambda request: self._note(f"failed: {request.url} ({request.failure})"))
        page.on("request", self._request)
        page.on("response", self._response)

    def end(self) -> None:
        """Look away: what comes next is JupyterLab's, not ours."""
        self.watching = False

    def begin(self) -> None:
        """Look again, and at what comes from now on."""
        self.troubles.clear()
        self.watching = True

    def _note(self, trouble: str) -> None:
        if self.watching:
            self.troubles.append(trouble)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._note(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if self.watching:
            self.requests.append(request)
        if address.scheme not in {"data", "blob", "file"} and address.hostname not in THIS_MACHINE:
            self._note(f"foreign: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"status {response.status}: {response.url}")
