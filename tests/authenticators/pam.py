"""The system's own PAM, asking for what a test says, without an account or a service of the machine being touched.

libpam (1.4 or newer) reads its services from any folder it is told; its module pam_matrix, of Debian's libpam-wrapper,
asks and compares the answer with a file. `python -m authenticators.pam` installs it where that is possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from ctypes import CDLL
from ctypes.util import find_library
from pathlib import Path

import debian_packages

SERVICE = "login"  # JupyterHub's default
PLACES = ("lib/*/pam_wrapper/pam_matrix.so", "lib*/pam_wrapper/pam_matrix.so")
HOW_TO_INSTALL = "needs the PAM module pam_matrix (on Debian: apt-get install libpam-wrapper)"


def find_pam_matrix() -> Path | None:
    """The module, wherever the distribution has its libraries."""
    return next((path for place in PLACES for path in Path("/usr").glob(place)), None)


def what_is_missing() -> str:
    """Why PAM can't be asked here; empty when it can."""
    if find_pam_matrix() is None:
        return HOW_TO_INSTALL
    return "" if hasattr(CDLL(find_library("pam")), "pam_start_confdir") else "needs libpam 1.4 or newer"


class Pam:
    """A folder of PAM services; `start` is `pam_start` with this folder instead of the system's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir()

    def asks(self, account: str, secrets: Iterable[str]) -> None:
        """Let `account` in for these secrets, each the answer to a question of its own."""
        lines = ["account required pam_permit.so"]
        for number, secret in enumerate(secrets):
            answers = self.folder / f"answers_{number}"
            answers.write_text(f"{account}:{secret}:{SERVICE}\n", encoding="utf-8")
            lines.append(f"auth required {find_pam_matrix()} passdb={answers}")
        (self.folder / SERVICE).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def start(self, service: bytes, account: bytes, conversation: object, handle: object) -> int:
        from pamela import LIBPAM

        status: int = LIBPAM.pam_start_confdir(service, account, conversation, bytes(self.folder), handle)
        return status


if __name__ == "__main__":
    if find_pam_matrix() is None and debian_packages.can_be_installed():
        debian_packages.install("libpam-wrapper")
    print(f"PAM: {what_is_missing() or find_pam_matrix()}")
