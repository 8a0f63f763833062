"""What reports say about all communities together: how many have each status, and which changes many share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from jupyterhub_valueprop.problems import Problem

from .member import STATUSES, Change, Member


@dataclass(frozen=True)
class SharedChange:
    """One change with the communities that have it."""

    change: Change
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Overview:
    """All communities, in the order of their files. `against` says what they were compared with, if anything."""

    members: tuple[Member, ...]
    against: str | None = None

    @property
    def newly_broken(self) -> tuple[Member, ...]:
        """The communities that the change breaks; without a comparison, those that are broken."""
        return tuple(member for member in self.members if member.is_newly_broken)

    @property
    def broken_before(self) -> tuple[Member, ...]:
        """The communities that were broken before and still are."""
        return tuple(each for each in self.members if each.status == "broken" and not each.is_newly_broken)

    @property
    def lacked(self) -> tuple[Problem, ...]:
        """For each community that can't be compared as it ran: a file that was not there before, as a problem."""
        return tuple(member.lacked for member in self.members if member.lacked)

    def caveat(self) -> str:
        """What makes the comparison worth less, in words that no branding wrote; empty if nothing does."""
        count = len(self.lacked)
        if not count:
            return ""
        those = "1 community names a file" if count == 1 else f"{count} communities name files"
        return f"{those} that what they are compared with lacks, so what changes and what breaks there is uncertain"

    def headline(self) -> str:
        """The summary in one line: `200 communities: 1 broken, 12 changed, 187 same`."""
        total = f"{len(self.members)} {'community' if len(self.members) == 1 else 'communities'}"
        if self.against is None:
            return f"{total}: {len(self.newly_broken) or 'none'} broken"
        counts = Counter(member.status for member in self.members)
        parts = []
        for status in STATUSES:
            count = counts[status]
            if status == "broken":
                if count := len(self.newly_broken):
                    parts.append(f"{count} broken")
                if before := len(self.broken_before):
                    parts.append(f"{before} broken as before")
            elif count:
                parts.append(f"{count} {status}")
        return f"{total}: {', '.join(parts)}" if parts else total

    def shared_changes(self) -> list[SharedChange]:
        """Every change once, the most common first."""
        having: dict[Change, list[Member]] = {}
        for member in self.members:
            for change in dict.fromkeys(member.changes):
                having.setdefault(change, []).append(member)
        shared = [SharedChange(each, tuple(those)) for each, those in having.items()]
        # sorted() keeps the order of the keys among equally common changes
        return sorted(shared, key=lambda each: -len(each.members))
