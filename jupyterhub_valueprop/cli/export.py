"""`export`: write the page as files, for hubs whose login redirects and for a network's own site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from jupyterhub_valueprop.branding import BrandingReading, read_branding
from jupyterhub_valueprop.export import ExportedFiles, FolderError, export_files, write_folder
from jupyterhub_valueprop.export.chromium import find_chromium
from jupyterhub_valueprop.export.folder import check_folder
from jupyterhub_valueprop.export.one_page import print_page
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.problems.phrases import quote

from .branding_folders import named_brandings
from .plain_output import say
from .telling import is_quiet, quiet_option, show_problems, tell, tell_entries

PDF = "one-page.pdf"


def _hub_url(_: click.Context, __: click.Parameter, value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise click.BadParameter(f"{quote(value)} is not the URL of a hub; write it as https://hub.example.org")
    if "@" in parts.netloc:
        # the value stays unsaid: a log that keeps this message would keep the password
        raise click.BadParameter("every visitor would read its user name and password; write it without them")
    return value


@click.command(
    epilog="""\b
Examples:
  jupyterhub-valueprop export branding.yaml --out site --hub-url https://hub.example.org
  jupyterhub-valueprop export network.yaml branding.yaml --out site --hub-url https://hub.example.org --no-pdf"""
)
@click.argument("files", metavar="FILE | DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder for the files: new, empty, or from an earlier export.",
)
@click.option(
    "--hub-url", metavar="URL", required=True, callback=_hub_url, help="URL of the hub that people sign in to."
)
@click.option("--no-pdf", is_flag=True, help=f"Leave out {PDF}, which a Chromium of this machine prints.")
@quiet_option
@click.pass_context
def export(ctx: click.Context, files: tuple[Path, ...], folder: Path, hub_url: str, *, no_pdf: bool) -> None:
    """Write the page as files that need no hub and contact no other host.

    Several files are layers, as in c.ValueProp.branding: later ones win. DIR means the branding in it. Writes
    index.html and index.LOCALE.html with their files, fragment.html for your own page, proposition.json with its
    schema, and a hand-out as PDF.
    """
    reading = read_branding(named_brandings(files), files=Files([Path.cwd()]))
    try:
        check_folder(folder)
        exported = export_files(reading, hub_url)
        if not _is_fine(exported):
            ctx.exit(1)
        contents = dict(exported.contents)
        if not no_pdf:
            _add_pdf(contents, reading, hub_url)
        write_folder(folder, contents)
    except FolderError as error:
        say(str(error), err=True)
        ctx.exit(1)
    if not is_quiet():
        click.echo(f"wrote {len(contents)} files into {folder}; open {folder / 'index.html'}")


def _is_fine(exported: ExportedFiles) -> bool:
    """Print the problems; return whether all of them are warnings."""
    has_errors = any(problem.severity == "error" for problem in exported.problems)
    show_problems(exported.problems, err=not has_errors)
    tell_entries(exported.problems)
    for key in exported.left_out:
        say(f"{key} was left out, because it is on another host; download it next to the file", err=True)
    if has_errors:
        click.echo("nothing was written; fix the errors first", err=True)
    return not has_errors


def _add_pdf(contents: dict[str, bytes], reading: BrandingReading, hub_url: str) -> None:
    chromium = find_chromium()
    if chromium is None:
        click.echo(f"{PDF} was left out: Chromium was not found; install it, or set CHROME_PATH", err=True)
        return
    tell(f"printing {PDF}")
    compact = replace(reading, branding=reading.branding.model_copy(update={"layout": "compact"}))
    try:
        printed = print_page(chromium, export_files(compact, hub_url).contents, "index.html")
    except OSError as error:  # the folder for temporary files is full or can't be written
        click.echo(f"{PDF} was left out: {(error.strerror or str(error)).lower()}", err=True)
        return
    if printed is None:
        click.echo(f"{PDF} was left out: {chromium} printed nothing", err=True)
    else:
        contents[PDF] = printed
