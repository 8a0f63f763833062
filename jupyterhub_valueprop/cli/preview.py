"""`preview`: a local page with every state of every page, loaded anew as files are saved."""

from __future__ import annotations

import asyncio
import os
import webbrowser
from pathlib import Path
from typing import Any

import click

from jupyterhub_valueprop.problems import Problem
from jupyterhub_valueprop.problems.problem_data import as_data

from .report import source_excerpt

BRANDING = Path("branding.yaml")


@click.command(
    epilog="""\b
Examples:
  jupyterhub-valueprop preview
  jupyterhub-valueprop preview network.yaml branding.yaml --no-open
  jupyterhub-valueprop preview hubs/ocean/branding.yaml --port 8765"""
)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on this machine; by default a free one.")
@click.option("--no-open", is_flag=True, help="Print the address only; open no browser.")
@click.option("--quiet", is_flag=True, help="Print nothing but the address.")
@click.pass_context
def preview(ctx: click.Context, files: tuple[Path, ...], port: int, no_open: bool, quiet: bool) -> None:
    """Show every state of every page on this machine, without a hub, and follow the files as they are saved.

    Several files are layers, as in c.ValueProp.branding: later ones win. Without FILE, branding.yaml of the current
    folder is shown, or else the package's default page. Nothing is written to disk. Ctrl-C ends it.
    """
    missing = [str(file) for file in files if not file.exists()]
    if missing:
        click.echo(f"there is no file {', '.join(missing)}; name your branding file, or none for {BRANDING}", err=True)
        ctx.exit(2)
    source = [*files] or ([BRANDING] if BRANDING.exists() else None)
    if not quiet:
        shown = ", ".join(map(str, source)) if source else f"the package's default, as there is no {BRANDING} here"
        click.echo(f"preview of {shown}; one moment", err=True)
    # JupyterHub takes a second to import, which no other verb needs
    from jupyterhub_valueprop.preview import server  # noqa: PLC0415

    try:
        sockets = server.listen(port)
    except OSError as error:
        why = os.strerror(error.errno).lower() if error.errno else str(error)
        click.echo(f"port {port} can't be used: {why}; name another one", err=True)
        ctx.exit(2)

    def ready(address: str) -> None:
        click.echo(address)
        if not quiet:
            click.echo("Ctrl-C ends it", err=True)
        if not no_open:
            webbrowser.open(address)

    asyncio.run(server.serve(source, sockets, described, ready))


def described(problem: Problem) -> dict[str, Any]:
    """What the page says of a problem: its words, its place, and the line with a caret."""
    return {**as_data(problem), "where": str(problem.place), "excerpt": "\n".join(source_excerpt(problem.place))}
