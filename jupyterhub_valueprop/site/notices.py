"""Announcements of the branding: which of them a page shows at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup


@dataclass(frozen=True)
class Notice:
    """One announcement, rendered; shown on `pages` from `starts` until `ends` (aware, None is open)."""

    html: Markup
    pages: tuple[str, ...]
    starts: datetime | None = None
    ends: datetime | None = None

    def is_shown(self, page: str, now: datetime) -> bool:
        """Whether a page of this name shows the notice at `now` (aware)."""
        return page in self.pages and not ((self.starts and now < self.starts) or (self.ends and now >= self.ends))
