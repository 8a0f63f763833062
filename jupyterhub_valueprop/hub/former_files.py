"""Files of sites that were shown until a moment ago, for the pages that were sent with them."""

from __future__ import annotations

import time

from jupyterhub_valueprop.site import Asset, Site

#: How long the files of a site are kept after the next one has come, in seconds.
KEEP_BEFORE = 60.0

#: What they take together, in bytes: those of the largest site fit, compressed copies included.
MOST_BYTES = 20_000_000


class FormerFiles:
    """What sites of the last minute linked to and the present one does not, by name.

    A file of the present site is none of these: its name leads to its present content. Can be asked from any thread,
    and changed from one at a time.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Asset, float]] = {}  # replaced, never changed; the latest to go comes first

    def get(self, name: str) -> Asset | None:
        """The file of this name."""
        kept = self._kept.get(name)
        return kept[0] if kept else None

    def keep(self, before: Site, now: Site) -> None:
        """Keep what only the site before has, now that another is shown; the oldest files give way."""
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
        """Let go of those whose time is over; whether there were any."""
        now = time.monotonic()
        kept = {name: entry for name, entry in self._kept.items() if entry[1] >= now}
        is_less = len(kept) < len(self._kept)
        self._kept = kept
        return is_less


def _size(asset: Asset) -> int:
    return len(asset.data) + len(asset.gzipped or b"")
