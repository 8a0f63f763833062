"""What a visitor can do on a page: its links and buttons, with the names that a screen reader says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from visitor import Field, Form


@dataclass
class Link:
    """A link: where it leads, its words, and its attributes."""

    href: str
    text: str = ""
    attributes: dict[str, str | None] = field(default_factory=dict)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[Link] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.open = True
            self.links.append(Link(dict(attrs).get("href") or "", attributes=dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.open:
            self.links[-1].text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.open = False


def links(html: str) -> dict[str, str]:
    """The words of every link of a page, by where it leads."""
    parser = _Links()
    parser.feed(html)
    return {link.href: " ".join(link.text.split()) for link in parser.links}


def sign_in_buttons(html: str) -> dict[str, str]:
    """The same for the links that begin a sign-in."""
    return {href: text for href, text in links(html).items() if text.startswith("Sign in with")}


def essence(form: Form) -> tuple[str, str, dict[str, Field]]:
    """Action, method and fields, less the token, which differs on every page, and hints for password managers."""
    fields = {
        each.name: replace(each, value="" if each.name == "_xsrf" else each.value, autocomplete=None)
        for each in form.fields
    }
    return form.action, form.method, fields
