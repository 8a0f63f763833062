"""Reads `config/config.yaml` below TLJH_INSTALL_PREFIX, over defaults."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml


def load_config() -> dict[str, Any]:
    file = Path(os.environ["TLJH_INSTALL_PREFIX"]) / "config" / "config.yaml"
    written = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {"users": {"admin": []}, "user_environment": {"default_app": "jupyterlab"}, **(written or {})}
