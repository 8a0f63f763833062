"""A hub whose branding file is written anew for each test, for tests that look at many brandings."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from real_hub import Hub, HubThread


class BrandedHub:
    """A running hub that shows `folder/branding.yaml`."""

    def __init__(self, page_hub: HubThread, folder: Path, config: str, port: int = 0) -> None:
        self.folder = folder
        self.file = folder / "branding.yaml"
        self.file.write_text("{}", encoding="utf-8")
        settings = f"c.ValueProp.branding = {str(self.file)!r}\nc.ValueProp.reload_interval = 0.02\n"
        self.hub: Hub = page_hub(config + settings, port)
        self.shown: dict[str, Any] | None = None

    def show(self, branding: dict[str, Any]) -> str:
        """Save the branding, unless it is shown, and wait until the hub has taken it; the address of the login page."""
        if branding == self.shown:
            return self.hub.login
        live = self.hub.live
        before = live.site
        new = self.folder / "branding.new"
        new.write_text(json.dumps(branding), encoding="utf-8")
        new.replace(self.file)
        give_up = time.monotonic() + 10
        while live.site is before:
            assert time.monotonic() < give_up, self.hub.log.text[-2000:]
            time.sleep(0.01)
        self.shown = branding
        return self.hub.login
