"""Announcements of the branding: which of them a page shows at a moment, and how several share little space."""

from __future__ import annotations

from collections.abc import Sequence
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
        """Whether a page of this name shows the announcement at `now` (aware)."""
        return page in self.pages and not ((self.starts and now < self.starts) or (self.ends and now >= self.ends))


def folded(notices: Sequence[Notice], summaries: Sequence[str]) -> Markup:
    """The first announcement, and a fold with the others, so that sign-in stays in view however many there are.

    `summaries` say how many are folded: one, two and so on, also for page.js, which removes what a visitor closes.
    """
    if len(notices) < 2:
        return Markup().join(notice.html for notice in notices)
    first, *others = (notice.html for notice in notices)
    known = summaries[: len(others)]
    return Markup('{}<details class="vp-more" data-vp-more="{}"><summary>{}</summary>{}</details>').format(
        first, "|".join(known), known[-1], Markup().join(others)
    )
