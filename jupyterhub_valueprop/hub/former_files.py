"""Keep the files of sites that were shown until a moment ago, for the pages that link to them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyterhub_valueprop.site import Asset, Site

#: How long the files of a site are kept after it was replaced, in seconds.
KEEP_BEFORE = 60.0

#: The most bytes of all these files: enough for the largest site with its compressed copies.
MOST_BYTES = 20_000_000


class FormerFiles:
    """The files that sites of the last minute linked to and the present one doesn't, by name.

    Files of the present site are not included, because their names lead to their present content. Any thread can read,
    but only one at a time can write.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Asset, float]] = {}  # replaced, never changed; the most recent file comes first

    def get(self, name: str) -> Asset | None:
        """The file of this name."""
        kept = self._kept.get(name)
        return kept[0] if kept else None

    def keep(self, before: Site, now: Site) -> None:
        """Keep the files that only the previous site has, and drop the oldest files."""
        until = time.monotonic() + KEEP_BEFORE
        gone = {name: (asset, until) for name, asset in before.assets.items() if name not in now.assets}
        older = {name: entry for name, entry in self._kept.items() if name not in gone and name not in now.assets}
        left, kept = MOST_BYTES, {}
        for name, entry in (gone | older).items():
            left -= _size(entry[0])
            if left < 0:
                break
            kept[name] = entry
        self._kept = kept

    def release(self) -> bool:
        """Drop the files whose time is over; return whether there were any."""
        now = time.monotonic()
        kept = {name: entry for name, entry in self._kept.items() if entry[1] >= now}
        is_less = len(kept) < len(self._kept)
        self._kept = kept
        return is_less


def _size(asset: Asset) -> int:
    return len(asset.data) + len(asset.gzipped or b"")
