"""Give memory that a large site has used back to the system."""

from __future__ import annotations

import contextlib


def give_back_memory() -> None:
    """Let the C library return free memory (glibc). Others do so by themselves or can't be asked."""
    import ctypes  # noqa: PLC0415 - JupyterHub has imported it by then

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
