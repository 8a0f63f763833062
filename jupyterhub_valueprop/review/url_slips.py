"""URLs that browsers can follow and that are probably mistyped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jupyterhub_valueprop.branding.sources.tree import Node
from jupyterhub_valueprop.problems import Problem
from jupyterhub_valueprop.problems.phrases import quote

_SLASHES = re.compile(r"(?<=[^:/])//+(?=[^/])")
_WITHOUT_COLON = re.compile(r"(https?)[;.,]?(?=//)", re.I)
_VARIABLE = re.compile(r"\$\{?[A-Za-z_]\w{0,60}\}?|%[A-Za-z_]\w{0,60}%")


def url_slips(key: str, node: Node) -> Iterator[Problem]:
    """Warnings for a text that is, or was meant as, a URL."""
    text = str(node.value)
    if re.search(r"\s", text):
        return
    if text.startswith(("https://", "http://")):
        yield from _slips_of_url(key, text, node)
    elif match := _WITHOUT_COLON.match(text):
        meant = f"{match[1].lower()}:{text[match.end() :]}"
        message = f"{quote(key)} has no colon after {quote(match[1])}, so it leads to a page of the hub"
        yield Problem(node.place, "warning", "url-slip", message, f"write {quote(meant, 300)}")
    elif text.startswith(("<http", "<mailto:")) and text.endswith(">"):
        message = f"the URL in {quote(key)} is in angle brackets, which belong to it only in Markdown"
        yield Problem(node.place, "warning", "url-slip", message, f"write {quote(text[1:-1], 300)}")
    elif _VARIABLE.match(text):
        message = f"{quote(key)} has a variable, which nobody fills in: {quote(text)}"
        yield Problem(node.place, "warning", "url-slip", message, "write its value")


def _slips_of_url(key: str, url: str, node: Node) -> Iterator[Problem]:
    if not re.search(r"[?#]", url) and _SLASHES.search(url):
        message = f"the URL in {quote(key)} has one slash too many"
        yield Problem(node.place, "warning", "double-slash", message, f"write {quote(_SLASHES.sub('/', url), 300)}")
    elif url.endswith((",", ";")):
        message = f"the URL in {quote(key)} ends in {quote(url[-1])}"
        yield Problem(node.place, "warning", "url-slip", message, f"write {quote(url.rstrip(',;'), 300)}")
