"""Limit the images and fonts of one site, because the hub keeps them in memory."""

from __future__ import annotations

from dataclasses import dataclass

from jupyterhub_valueprop.problems.phrases import quote

MOST_BYTES = 10_000_000
MOST_FILES = 200


@dataclass
class FileAllowance:
    """What one site may still use. After the first file that is too much, no more files are read."""

    bytes_left: int = MOST_BYTES
    files_left: int = MOST_FILES
    is_used_up: bool = False

    def take(self, size: int) -> bool:
        """Whether a file of this many bytes still fits. Broken files count, too, because they were read."""
        self.bytes_left -= size
        self.files_left -= 1
        self.is_used_up = self.is_used_up or min(self.bytes_left, self.files_left) < 0
        return not self.is_used_up


def excess(name: str) -> tuple[str, str]:
    """Code and message of the problem with the first file that does not fit."""
    return "site-bytes", (
        f"all images and fonts together have more than {MOST_BYTES / 1e6:g} MB or are more than {MOST_FILES}: "
        f"{quote(name)} and all later files are left out"
    )
