"""Sets of fonts for Chromium, each as if a machine had no others: the pages may lean on none of them.

Chromium draws with what fontconfig finds; a file of our own tells it where to look. Liberation Sans comes as Arimo: its
letters have the same widths.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

CONFIG = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last" binding="weak"><string>{family}</string></edit>
  </match>
</fontconfig>
"""
#: Where the systems keep them; no package on PyPI has them alone.
DEJAVU_FOLDERS = ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu-sans-fonts", "/usr/share/fonts/TTF")


@dataclass(frozen=True)
class FontSet:
    """One family of fonts, from a package on PyPI or from the folders where systems keep it."""

    family: str
    package: str | None = None
    folders: tuple[str, ...] = ()

    def folder(self) -> Path | None:
        """Where its files are on this machine, or None."""
        if self.package is None:
            return next((Path(each) for each in self.folders if Path(each, "DejaVuSans.ttf").exists()), None)
        spec = find_spec(self.package)
        return Path(spec.origin).parent / "files" if spec and spec.origin else None


SETS = {
    "DejaVu": FontSet("DejaVu Sans", folders=DEJAVU_FOLDERS),
    "Liberation": FontSet("Arimo", package="fontpkg_arimo"),
    "Noto": FontSet("Noto Sans", package="fontpkg_noto_sans"),
    # Chromium does not start without any font: one that no page asks for, with wide letters
    "none of them": FontSet("Space Mono", package="fontpkg_space_mono"),
}


def environment(name: str, folder: Path) -> dict[str, str]:
    """The environment of a Chromium that has this set of fonts only; its files are written into `folder`.

    Skips the test on a machine where that can't be had.
    """
    if sys.platform != "linux":
        pytest.skip("Chromium asks fontconfig for fonts on Linux only")
    fonts = SETS[name].folder()
    if fonts is None:
        pytest.skip(f"{SETS[name].family} is not on this machine")
    file = folder / "fonts.conf"
    config = CONFIG.format(folder=fonts, cache=folder / "cache", family=SETS[name].family)
    file.write_text(config, encoding="utf-8")
    return os.environ | {"FONTCONFIG_FILE": str(file)}
