"""Show what an authenticator has instead of a form, unchanged, except for buttons with the same text.

It is also compiled only once: JupyterHub makes a template of it for every view of the login page, even of an empty
text, which takes several times as long as the page itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from jinja2 import Template

from . import internals

if TYPE_CHECKING:
    from jupyterhub_valueprop.site import Locale

#: The most characters of a text whose template is kept.
LONGEST_KEPT = 50_000

#: The most characters of a button's tag.
LONGEST_TAG = 2_000

# MultiAuthenticator's button for an authenticator with a form: it lacks a name, because `login_service` is empty
_SIGN_IN = re.compile(r"Sign in with\s{0,100}(?=</a>)", re.IGNORECASE)
_HREF = re.compile(r"""\shref=(["'])([^"']{0,2000})\1""", re.IGNORECASE)


def compile_once() -> None:
    """Make JupyterHub's login page keep the compiled templates of authenticators' HTML, one for each text.

    What they show is rendered for each request as before.
    """
    internals.replace_login_template(_template)


class _Nothing:
    """The template of an empty text, which most authenticators have."""

    def render(self, **_: object) -> str:
        return ""


def _template(text: str) -> Template | _Nothing:
    if not text:
        return _NOTHING
    template: Template = _kept_template(text) if len(text) <= LONGEST_KEPT else Template(text)
    return template


_NOTHING = _Nothing()
_kept_template = lru_cache(maxsize=32)(Template)


def named_buttons(html: str | None, locale: Locale) -> str:
    """The authenticator's HTML with a name for each button that ends in "Sign in with".

    A single button is named by what it asks for; several get the part of their URL that the admin chose, too.
    """
    if not html:
        return ""
    _, unnamed = locale.gettext_html, list(_unnamed(html))
    pieces, position = [], 0
    for start, end, href in unnamed:
        # translators: a button beside others that sign in with another service
        name = _("Sign in with a password")
        if len(unnamed) > 1:
            # translators: the name tells several such buttons apart; it comes from an administrator
            name = _("Sign in with a password (%(name)s)", name=locale.isolated(_own_part(href)))
        pieces += [html[position:start], str(name)]
        position = end
    return "".join((*pieces, html[position:]))


def _unnamed(html: str) -> Iterator[tuple[int, int, str]]:
    """The start and end of the text of each button without a name, and what the button asks for."""
    for found in _SIGN_IN.finditer(html):
        tag = html.rfind("<a", max(0, found.start() - LONGEST_TAG), found.start())
        start = html.find(">", tag, found.start()) + 1
        href = _HREF.search(html, tag, start) if tag >= 0 else None
        if href and not html[start : found.start()].strip():
            yield start, found.end(), href[2]


def _own_part(href: str) -> str:
    """The word before `/login` in a URL such as `/hub/members/login?next=`."""
    path = unescape(href).partition("?")[0].removesuffix("/login")
    return path.rpartition("/")[2]
