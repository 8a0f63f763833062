"""How much all pictures and typefaces of one site may weigh: the hub holds them in memory."""

from __future__ import annotations

from dataclasses import dataclass

from jupyterhub_valueprop.problems.phrases import quote

MOST_BYTES = 10_000_000
MOST_FILES = 200


@dataclass
class FileAllowance:
    """What one site may still take; once something was too much, nothing more is read."""

    bytes_left: int = MOST_BYTES
    files_left: int = MOST_FILES
    is_used_up: bool = False

    def take(self, size: int) -> bool:
        """Whether a file of this many bytes still fits; what is broken counts as well, since it was read."""
        self.bytes_left -= size
        self.files_left -= 1
        self.is_used_up = self.is_used_up or min(self.bytes_left, self.files_left) < 0
        return not self.is_used_up


def excess(name: str) -> tuple[str, str]:
    """Code and message of the problem with the first file that does not fit."""
    return "site-bytes", (
        f"all images and fonts together have more than {MOST_BYTES / 1e6:g} MB or are more than {MOST_FILES}: "
        f"{quote(name)} and what comes after it is left out"
    )
