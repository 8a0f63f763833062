"""The versions that this package is tested with, and what differs between them: the one place for both.

Plain Python: the noxfile and the program that makes the table in the docs read it, too.
"""

from __future__ import annotations

from importlib import metadata
from typing import NamedTuple

PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
HUBS = ("5.2", "5.5", "6.1")  # our lower bound, the one of Zero to JupyterHub, the newest
NEWEST_HUB = HUBS[-1]

# the first JupyterHub that has its SharedPasswordAuthenticator
SHARED_PASSWORD_SINCE = (5, 3)
# the first one on which NativeAuthenticator 1.3's own sign-in fails, without this package too
NATIVE_FAILS_SINCE = (6, 0)


class Combination(NamedTuple):
    """What one environment of `make matrix` holds: of the dependencies, the newest or the oldest that we allow."""

    python: str
    jupyterhub: str
    dependencies: str


def combinations() -> list[Combination]:
    """The oldest dependencies along two edges, then every Python with every JupyterHub; what breaks first, first.

    Not on Python 3.14: the releases that are the oldest for Python 3.10 to 3.13 have no wheels for it.
    """
    oldest = [Combination(PYTHONS[0], hub, "oldest") for hub in HUBS]
    oldest += [Combination(python, NEWEST_HUB, "oldest") for python in PYTHONS[1:-1]]
    newest = [Combination(python, hub, "newest") for hub in reversed(HUBS) for python in PYTHONS]
    return oldest + newest


def installed_hub() -> tuple[int, int]:
    """Major and minor version of the JupyterHub that the tests run with."""
    major, minor, *_ = metadata.version("jupyterhub").split(".")
    return int(major), int(minor)
