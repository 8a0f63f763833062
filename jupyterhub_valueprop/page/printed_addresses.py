"""What a printed page says of where its links lead: each address once, short, beside the first link that has it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markupsafe import Markup

#: Characters of an address that is printed whole; of a longer one, its host is.
LONGEST = 100

_LINK = re.compile(r"<a ([^<>]*)>([^<]*)")
_ADDRESS = re.compile(r'href="(?:https?://|mailto:)([^"]+)"')


@dataclass
class PrintedAddresses:
    """Notes the addresses of one page, part by part; the parts that come first have them."""

    _noted: set[str] = field(default_factory=set)

    def note(self, html: Markup, *, of_class: str = "") -> Markup:
        """The same with `data-vp-url` at each link whose address is new, and is not what the link says.

        With `of_class`, at the links of this class only.
        """
        wanted = f'class="{of_class}"' if of_class else ""
        # what is added stood in an attribute before
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
