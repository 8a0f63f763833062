"""Data about the page for other sites: the preview of a shared link, and data for machines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PreviewImage:
    """The image of a preview: a URL from the root of the hub's host, or an absolute one on another host."""

    address: str
    alt: str
    is_photo: bool


@dataclass(frozen=True)
class Party:
    """The organization behind the page, in terms of schema.org; `logo` is a URL as in `PreviewImage`."""

    name: str
    url: str | None
    logo: str | None = None

    def as_data(self, origin: str) -> dict[str, object]:
        """The organization in terms of schema.org."""
        data: dict[str, object] = {"@type": "Organization", "name": self.name}
        for key, address in {"url": self.url, "logo": self.logo}.items():
            if address:
                data[key] = whole(address, origin)
        return data


@dataclass(frozen=True)
class Sharing:
    """What a preview shows besides the page's name and description, and whether search engines may list the page.

    `site_name` is the network's, and empty where that is the page's own; `locale` is empty for en_US, which Open Graph
    means where none is named.
    """

    index: bool
    site_name: str
    locale: str
    image: PreviewImage | None = None
    community: Party | None = None
    network: Party | None = None

    def organization(self, origin: str) -> dict[str, object] | None:
        """The community as a member of its network, in terms of schema.org; the network alone if it has no name."""
        both = [each.as_data(origin) for each in (self.community, self.network) if each]
        if len(both) == 2:
            both[0]["memberOf"] = both[1]
        return both[0] if both else None


def whole(address: str, origin: str) -> str:
    """The URL with scheme and host: those of the hub if it lacks them."""
    return origin + address if address.startswith("/") else address
