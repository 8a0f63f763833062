"""The program around the verbs: what becomes of a full disk, a closed pipe and what nobody foresaw."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import click

UNEXPECTED = 3
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
#: What `Program` says, or click, for every verb.
SAID_ONCE = _FULL | {errno.EPIPE}


class Program(click.Group):
    """A group of verbs with the one handler for what no verb handles itself.

    A closed pipe (`check | head`) is left to click, which ends quietly with status 1.
    """

    def main(self, args: Sequence[str] | None = None, *more: Any, **options: Any) -> Any:
        """Run the program; a disk that is full becomes one line, also where only help is printed."""
        try:
            return super().main(args, *more, **options)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            _let_go_of_output()
            with suppress(OSError):
                where = error.filename or "the output"
                click.echo(f"{where} can't be written: the disk is full; make room and run this again", err=True)
            sys.exit(UNEXPECTED)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; an exception becomes a short message and exit status 3."""
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno in SAID_ONCE:
                raise
            click.echo(f"unexpected {type(error).__name__}: {error}", err=True)
            click.echo(
                "this is a mistake of jupyterhub-valueprop, not of yours: please report it with your files", err=True
            )
            ctx.exit(UNEXPECTED)


def _let_go_of_output() -> None:
    """Let what is still to be printed go nowhere: Python would try again when it ends, and complain."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
