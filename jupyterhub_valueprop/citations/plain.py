"""A citation for people, in the order that DataCite recommends: creators, year, title, version, publisher, URL."""

from __future__ import annotations

from jupyterhub_valueprop.branding import Work

from .names import address_of, ended, inverted_name, one_line, volume_of, year_of


def plain(work: Work) -> str:
    """The citation as one line of text."""
    who = "; ".join(map(inverted_name, work.authors))
    year = f" ({year_of(work)})" if work.date else ""
    parts = [f"{who}{year}: {one_line(work.title)}", *_details(work)]
    return " ".join([*map(ended, parts), address_of(work)]).strip()


def _details(work: Work) -> list[str]:
    within = ", ".join(part for part in (one_line(work.container), volume_of(work), one_line(work.pages)) if part)
    version = f"Version {one_line(work.version)}" if work.version else ""
    return [part for part in (within, version, one_line(work.publisher)) if part]
