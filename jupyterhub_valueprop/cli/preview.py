"""`preview`: show every state of every page on a local page, and load it again when files are saved."""

from __future__ import annotations

import asyncio
import os
import webbrowser
from pathlib import Path
from typing import Any

import click

from jupyterhub_valueprop.preview import server_address
from jupyterhub_valueprop.problems import Problem
from jupyterhub_valueprop.problems.problem_data import as_data

from .branding_folders import DEFAULT, named_brandings
from .report import source_excerpt
from .telling import quiet_option, tell


@click.command(
    epilog="""\b
Examples:
  jupyterhub-valueprop preview
  jupyterhub-valueprop preview network.yaml branding.yaml --no-open
  jupyterhub-valueprop preview hubs/ocean/branding.yaml --port 8765
  jupyterhub-valueprop preview --address 0.0.0.0 --port 8765   # in a container, or for a colleague"""
)
@click.argument("files", metavar="[FILE | DIR]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on this machine. Default: a free one.")
@click.option(
    "--address",
    default=server_address.OWN,
    show_default=True,
    help="IP address or host name to listen on. With 0.0.0.0, all who can reach this machine can see the preview.",
)
@click.option("--no-open", is_flag=True, help="Print the URL, but don't open a browser.")
@quiet_option
@click.pass_context
def preview(ctx: click.Context, files: tuple[Path, ...], *, port: int, address: str, no_open: bool) -> None:
    """Show every state of every page on this machine, without a hub, and follow the files as they are saved.

    Several files are layers, as in c.ValueProp.branding: later ones win. DIR means the branding in it. Without FILE,
    branding.yaml of the current folder is shown, or else the default page. Nothing is written to disk. Press Ctrl-C
    to end it.
    """
    source = named_brandings(files) or ([Path(DEFAULT)] if Path(DEFAULT).exists() else None)
    shown = ", ".join(map(str, source)) if source else f"the default page, because there is no {DEFAULT} here"
    tell(f"preview of {shown}; one moment")
    # importing JupyterHub takes a second, and no other verb needs it
    from jupyterhub_valueprop.preview import server  # noqa: PLC0415

    try:
        sockets = server.listen(port, address)
    except OSError as error:
        why = os.strerror(error.errno).lower() if error.errno else str(error)
        where = f"port {port}" if address == server_address.OWN else f"{address}, port {port},"
        click.echo(f"{where} can't be used: {why}; choose another one", err=True)
        ctx.exit(2)

    def ready(url: str) -> None:
        click.echo(url)
        if not server_address.is_own(address):
            tell("everybody who can reach this machine can see what is in your branding")
        tell("press Ctrl-C to end it")
        if not no_open:
            webbrowser.open(url)

    asyncio.run(server.serve(source, sockets, described, ready, address))


def described(problem: Problem) -> dict[str, Any]:
    """A problem as the page shows it: its words, its place, and the line with a caret."""
    return {**as_data(problem), "where": str(problem.place), "excerpt": "\n".join(source_excerpt(problem.place))}
