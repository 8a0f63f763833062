"""What is measured is this package as pip installs it: its wheel, which has compiled files in place of sources."""

from __future__ import annotations

import compileall
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def unpack_wheel(folder: Path) -> Path:
    """Build the wheel of this checkout, and unpack it into a new folder within `folder`, with bytecode as pip does."""
    built, unpacked = folder / "wheel", folder / "installed"
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(built)]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    (wheel,) = built.iterdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    compileall.compile_dir(unpacked, quiet=1)
    return unpacked
