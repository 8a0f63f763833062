"""Giving memory back to the system that a large site has left behind."""

from __future__ import annotations

import contextlib


def give_back_memory() -> None:
    """Let the C library return what is free (glibc); elsewhere it does so by itself, or can't be asked."""
    import ctypes  # noqa: PLC0415 - JupyterHub itself has it by then

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
