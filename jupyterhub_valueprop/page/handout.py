"""What the page has on paper only: where the hub is, as a text and as a code to scan, and how old the words are."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from .wording import Wording


def printed_address(public_url: str) -> str:
    """An address as people write it down, without its scheme."""
    return public_url.partition("://")[2].removesuffix("/")


def qr_code(address: str) -> Markup:
    """A QR code of an address, as a drawing in black without a margin; nothing for no address."""
    if not address:
        return Markup()
    import segno  # noqa: PLC0415 - takes 30 ms, and few hubs know their address

    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(border=0, omitsize=True, svgclass="vp-qr", lineclass=None))  # noqa: S704


def written_date(day: date | None, wording: Wording) -> str:
    """A day as the language of the page writes it, such as "12 March 2026"."""
    if day is None:
        return ""
    from babel.dates import format_date  # noqa: PLC0415 - loads the data of a language

    return format_date(day, "long", locale=wording.locale.tag.replace("-", "_"))
