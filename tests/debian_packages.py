"""Installs what tests need from Debian, where that needs nobody's leave: as root, on a machine with apt-get."""

from __future__ import annotations

import os
import shutil
import subprocess


def can_be_installed() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def install(package: str) -> None:
    """Install `package`; what went wrong is on the terminal."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", package]):
        print("$", *command, flush=True)
        if subprocess.run(command, env=environment, check=False, stdin=subprocess.DEVNULL).returncode:
            return
