"""Parts of the printed page only: the hub's URL, as a text and as a QR code."""

from __future__ import annotations

from markupsafe import Markup


def printed_address(public_url: str) -> str:
    """The URL as people write it down, without its scheme."""
    return public_url.partition("://")[2].removesuffix("/")


def qr_code(address: str) -> Markup:
    """A QR code of a URL, as a black SVG without a margin; empty without a URL."""
    if not address:
        return Markup()
    import segno  # noqa: PLC0415 - takes 30 ms, and few hubs know their URL

    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(border=0, omitsize=True, svgclass="vp-qr", lineclass=None))  # noqa: S704
