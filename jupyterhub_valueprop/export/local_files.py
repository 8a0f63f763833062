"""Leave out the images on other hosts, because an exported page contacts no host."""

from __future__ import annotations

from typing import Any

from jupyterhub_valueprop.branding import Branding, FileRef, Image, Logo, file_references


def without_remote(branding: Branding) -> tuple[Branding, tuple[str, ...]]:
    """The branding without remote files, and the keys of those left out."""
    left_out = [path for path, file in file_references(branding) if file.is_remote]
    if not left_out:
        return branding, ()
    return _local(branding), tuple(".".join(map(str, path)) for path in left_out)


def _local(part: Any) -> Any:
    """A part of a branding with None for each remote file, and for what needs such a file."""
    if isinstance(part, FileRef):
        return None if part.is_remote else part
    if isinstance(part, tuple):
        return tuple(kept for each in part if (kept := _local(each)) is not None)
    if not hasattr(part, "model_copy"):
        return part
    changed = {name: _local(value) for name, value in part}
    if isinstance(part, Image) and changed["src"] is None:
        return None
    if isinstance(part, Logo) and changed["light"] is None and changed["dark"] is None:
        return None
    return part.model_copy(update=changed)
