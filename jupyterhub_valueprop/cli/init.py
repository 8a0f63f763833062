"""`init`: write a commented branding file and a short value proposition to start from."""

from __future__ import annotations

from pathlib import Path

import click

from jupyterhub_valueprop.branding.json_schema import SCHEMA_FILE
from jupyterhub_valueprop.whole_files import write_whole

from .telling import is_quiet, quiet_option

STARTER = Path(__file__).with_name("starter")
SOURCES = (STARTER / "branding.yaml", STARTER / "value-proposition.md", SCHEMA_FILE)
NAMES = tuple(source.name for source in SOURCES)


@click.command(
    epilog="""\b
Examples:
  jupyterhub-valueprop init
  jupyterhub-valueprop init hubs/ocean"""
)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@quiet_option
@click.pass_context
def init(ctx: click.Context, folder: Path) -> None:
    """Write a commented branding.yaml and value-proposition.md into DIR, by default the current folder."""
    ctx.exit(write_starter(folder))


def write_starter(folder: Path) -> int:
    """Write the files and the schema for editors, unless one of them exists; return the exit status."""
    taken = [folder / name for name in NAMES if (folder / name).exists() or (folder / name).is_symlink()]
    if taken:
        exist = "these files exist" if len(taken) > 1 else "this file exists"
        click.echo(f"nothing was written; {exist}: {', '.join(map(str, taken))}; name another folder", err=True)
        return 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in SOURCES:
            write_whole(folder / source.name, source.read_bytes())
    except OSError as error:
        click.echo(f"{error.filename or folder} can't be written: {(error.strerror or str(error)).lower()}", err=True)
        return 1
    branding = folder / NAMES[0]
    if is_quiet():
        return 0
    click.echo(f"wrote {branding} and {folder / NAMES[1]}, and {NAMES[2]} for your editor")
    click.echo(f"next: edit them, then run: jupyterhub-valueprop check {branding}")
    click.echo(f'and in jupyterhub_config.py: c.ValueProp.branding = "{branding}"')
    return 0
