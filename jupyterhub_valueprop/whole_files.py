"""The one way to write a file that may be there already: as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_NEW_FILE = 0o666


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place in one step. Raises OSError if that fails; the file is then as it was.

    A file that is replaced keeps its mode; a link is replaced, and nothing is written to where it leads.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, _mode(path))  # noqa: PTH101 - a name, not a path
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        os.unlink(temporary)  # noqa: PTH108
        raise


def _mode(path: Path) -> int:
    """The mode of the file that is there, or the one that `open` gives a new file."""
    try:
        return path.stat().st_mode & 0o7777
    except OSError:
        mask = os.umask(0)  # the only way to read the umask
        os.umask(mask)
        return _NEW_FILE & ~mask
