"""`import`: write a branding file from a hub's current texts, and list those that have no place in it."""

from __future__ import annotations

import os
from pathlib import Path

import click

from jupyterhub_valueprop.importing import as_branding_file, import_sources
from jupyterhub_valueprop.problems.phrases import counted
from jupyterhub_valueprop.vendoring import Client
from jupyterhub_valueprop.whole_files import write_whole

from .telling import quiet_option, show_problems, tell, tell_entries
from .vendor import vendor_files

EXAMPLES = """\b
Examples:
  jupyterhub-valueprop import values.yaml --out branding.yaml
  jupyterhub-valueprop import common.values.yaml staging.values.yaml --out branding.yaml
  jupyterhub-valueprop import jupyterhub_config.py --out branding.yaml
  jupyterhub-valueprop import values.yaml --out branding.yaml --vendor   # and copies its logos
"""


@click.command("import", epilog=EXAMPLES)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--out",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, allow_dash=True),
    help="The branding file to write; - prints it.",
)
@click.option("--vendor", is_flag=True, help="Then copy images from other hosts beside it, as the verb vendor does.")
@click.option(
    "--allow-private", is_flag=True, help="With --vendor: also contact hosts of your own network, and any port."
)
@quiet_option
@click.pass_context
def import_hub(ctx: click.Context, sources: tuple[str, ...], out: str, *, vendor: bool, allow_private: bool) -> None:
    """Write a branding file from what hubs have today.

    SOURCE is a Helm values file (several are merged, later ones win), a jupyterhub_config.py, or a YAML list of titles
    and bodies. What has no place in a branding is listed, with its line and what to do instead.
    """
    if vendor and out == "-":
        raise click.UsageError("--vendor needs a file: give its name to --out")
    status = write_imported(sources, out)
    if status == 0 and out != "-":
        if vendor:
            status = vendor_files([Path(out)], Client(allow_private=allow_private))
        tell(f"next: jupyterhub-valueprop {'vendor' if status else 'check'} {out}")
    ctx.exit(status)


def write_imported(sources: tuple[str, ...], out: str) -> int:
    """Import `sources` into the new file `out`; return the exit status."""
    to_screen = out == "-"
    file = Path(out)
    if not to_screen and (file.exists() or file.is_symlink()):
        click.echo(f"{out} exists already, so nothing was written; name another file", err=True)
        return 1
    folder = Path.cwd() if to_screen else Path(os.path.abspath(file)).parent  # noqa: PTH100  links stay
    imported = import_sources(sources, folder)
    show_problems(imported.problems, err=to_screen)
    tell_entries(imported.problems)
    if any(problem.severity == "error" for problem in imported.problems):
        click.echo("nothing was written", err=True)
        return 1
    text = as_branding_file(imported.tree, imported.problems, sources)
    if to_screen:
        click.echo(text, nl=False)
        return 0
    try:
        write_whole(file, text.encode())
    except OSError as error:
        click.echo(f"{out} can't be written: {(error.strerror or str(error)).lower()}", err=True)
        return 1
    left = f", {counted(len(imported.problems), 'value')} to look at (above)" if imported.problems else ""
    tell(f"wrote {out}{left}")
    return 0
