"""What the page has on paper only: where the hub is, as a text and as a code to scan."""

from __future__ import annotations

from markupsafe import Markup


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
