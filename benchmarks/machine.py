"""On what and with what a run was made: figures of two machines are not comparable."""

from __future__ import annotations

import os
import platform
from datetime import datetime, timezone
from importlib.metadata import version

import psutil


def describe() -> dict[str, str]:
    """The day, the kind of machine, and the versions that matter; nothing that names the machine."""
    memory = psutil.virtual_memory().total / 2**30
    return {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d"),
        "machine": f"{os.cpu_count()} processors ({platform.machine()}), {memory:.0f} GB, {platform.system()}",
        "python": platform.python_version(),
        "jupyterhub": version("jupyterhub"),
        "jinja2": version("jinja2"),
        "tornado": version("tornado"),
    }
