"""Print the URLs of links on paper: each URL once, short, beside the first link that has it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markupsafe import Markup

#: The most characters of a URL that is printed whole; of a longer one, only the host is printed.
LONGEST = 100

_LINK = re.compile(r"<a ([^<>]*)>([^<]*)")
_ADDRESS = re.compile(r'href="(?:https?://|mailto:)([^"]+)"')


@dataclass
class PrintedAddresses:
    """Notes the URLs of one page, part by part; the first part with a URL prints it."""

    _noted: set[str] = field(default_factory=set)

    def note(self, html: Markup, *, of_class: str = "") -> Markup:
        """The same with `data-vp-url` at each link whose URL is new and not already the link's text.

        With `of_class`, at the links of this class only.
        """
        wanted = f'class="{of_class}"' if of_class else ""
        # what is added was in an attribute before
        return Markup(_LINK.sub(lambda link: self._noted_link(link, wanted), html))  # noqa: S704

    def _noted_link(self, link: re.Match[str], wanted: str) -> str:
        address = _ADDRESS.search(link[1])
        if address is None or wanted not in link[1]:
            return link[0]
        short = _short(address[1])
        if short in self._noted or short == link[2].strip():
            return link[0]
        self._noted.add(short)
        return f'<a data-vp-url="{short}" {link[0].removeprefix("<a ")}'


def _short(address: str) -> str:
    short = address.removesuffix("/")
    return short if len(short) <= LONGEST else f"{short.partition('/')[0][:LONGEST]}/…"
