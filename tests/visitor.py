"""A visitor without a browser: follows a browser's manners with cookies, XSRF tokens and forms, and nothing else."""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from types import TracebackType

import httpx

# what every browser sends on a click or a typed address; JupyterHub decides by it whether to set its XSRF cookie
NAVIGATION = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Field:
    """One control of a form, as far as what it sends and what a browser does with it is concerned."""

    name: str
    type: str
    value: str = ""
    required: bool = False
    autocomplete: str | None = None


@dataclass
class Form:
    """A form and its named fields, in document order."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)

    def filled(self, **values: str) -> dict[str, str]:
        """What a browser would send after the visitor typed `values`; unticked boxes and buttons are left out."""
        unsent = {"checkbox", "radio", "submit", "button", "image", "reset"}
        sent = {entry.name: entry.value for entry in self.fields if entry.type not in unsent}
        unknown = set(values) - {entry.name for entry in self.fields}
        assert not unknown, f"the form has no field {unknown}; it has {[entry.name for entry in self.fields]}"
        return sent | values


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "form":
            self.open = True
            self.forms.append(Form(attributes.get("action") or "", (attributes.get("method") or "get").lower()))
        elif tag in {"input", "button", "select", "textarea"} and self.open and attributes.get("name"):
            kind = attributes.get("type") or {"input": "text", "button": "submit"}.get(tag, tag)
            self.forms[-1].fields.append(
                Field(
                    name=attributes["name"] or "",
                    type=kind,
                    value=attributes.get("value") or "",
                    required="required" in attributes,
                    autocomplete=attributes.get("autocomplete"),
                )
            )

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = False


def forms(html: str) -> list[Form]:
    """Every form of a page."""
    parser = _Forms()
    parser.feed(html)
    return parser.forms


def login_form(html: str) -> Form:
    """The one form of a page that posts; a page with none or several has no unmistakable way to sign in."""
    posting = [form for form in forms(html) if form.method == "post"]
    assert len(posting) == 1, f"expected one posting form, found {len(posting)}"
    return posting[0]


@cache
def certificates() -> ssl.SSLContext:
    """What httpx reads anew for each client otherwise, which takes longer than most visits."""
    return httpx.create_ssl_context(trust_env=False)


class Visitor:
    """One person at one hub: keeps cookies, fills in forms, follows no redirect unasked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.AsyncClient(
            base_url=url, headers=NAVIGATION, timeout=30, trust_env=False, verify=certificates()
        )

    async def __aenter__(self) -> Visitor:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.http.aclose()

    async def get(self, path: str = "/hub/login", **options: object) -> httpx.Response:
        return await self.http.get(path, **options)  # type: ignore[arg-type]

    async def submit(self, page: httpx.Response, **values: str) -> httpx.Response:
        """Fill in and send the login form of `page`."""
        form = login_form(page.text)
        return await self.http.post(page.url.join(form.action), data=form.filled(**values))

    async def sign_in(
        self, username: str = "ada", password: str = "lovelace", path: str = "/hub/login"
    ) -> httpx.Response:
        """Open the login page and send its form; the answer to the form, not what it redirects to."""
        return await self.submit(await self.get(path), username=username, password=password)


async def who(visitor: Visitor) -> str:
    """The name that the hub's home page knows the visitor by; empty when it sends them to sign in."""
    home = await visitor.get("/hub/home")
    found = re.search(r'user: "([^"]*)"', home.text)
    return found[1] if home.status_code == 200 and found else ""
