"""The program around the verbs: how it ends on a full disk, a closed pipe and an unexpected exception."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import click

from .plain_output import say

UNEXPECTED = 3
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
#: Exit statuses and messages that `Program` or click give for every verb.
SAID_ONCE = _FULL | {errno.EPIPE}


class Program(click.Group):
    """A group of verbs with one handler for the errors that no verb handles.

    A closed pipe (`check | head`) is left to click, which ends quietly with status 1.
    """

    def main(self, args: Sequence[str] | None = None, *more: Any, **options: Any) -> Any:
        """Run the program. A full disk becomes a one-line message, even if only help is printed."""
        try:
            return super().main(args, *more, **options)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            _let_go_of_output()
            with suppress(OSError):
                where = error.filename or "the output"
                say(f"{where} can't be written: the disk is full; free some space and run this again", err=True)
            sys.exit(UNEXPECTED)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb. An exception becomes a short message and exit status 3."""
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno in SAID_ONCE:
                raise
            say(f"unexpected {type(error).__name__}: {error}", err=True)
            click.echo(
                "this is a bug in jupyterhub-valueprop, not in your files: please report it and attach them", err=True
            )
            ctx.exit(UNEXPECTED)


def _let_go_of_output() -> None:
    """Discard the rest of the output: at its end, Python would try to print it again and complain."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
