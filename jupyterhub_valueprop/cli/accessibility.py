"""`accessibility`: test a branding's login page in a browser and write the results as an OpenACR report."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import click

from jupyterhub_valueprop import __version__
from jupyterhub_valueprop.accessibility import (
    BrowserMissingError,
    Subject,
    evaluate,
    make_report,
    open_browser,
    read_report,
    write_report,
)
from jupyterhub_valueprop.branding import Branding, read_branding
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.page import site_of
from jupyterhub_valueprop.whole_files import write_whole

from .branding_folders import named_brandings
from .plain_output import say
from .telling import quiet_option, tell

NOBODY = "the report has no contact; add one with --email, or with a mailto: in 'community.help'"


class _CannotTestError(click.ClickException):
    exit_code = 2


@click.command(
    epilog="""\b
Examples:
  jupyterhub-valueprop accessibility branding.yaml --out openacr.yaml
  jupyterhub-valueprop accessibility branding.yaml --out openacr.yaml --email access@ocean.example.org"""
)
@click.argument("file", metavar="FILE | DIR", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File for the report. If it exists, the levels and reasons that people wrote into it stay.",
)
@click.option("--email", help="Contact for the report. Default: the mailbox in the branding.")
@quiet_option
@click.pass_context
def accessibility(ctx: click.Context, file: Path, out: Path, email: str | None) -> None:
    """Test the login page of a branding FILE, or of the one in DIR, in Chromium, and write an OpenACR report of it.

    The tests fill in the remarks; a person writes the levels of conformance. Exit status 1: the tests found failures.
    """
    (branding,) = named_brandings([file])
    before = _before(out)
    reading = read_branding(branding, files=Files([Path.cwd()]))
    site = site_of(reading, static_url_prefix="/hub/static/")
    try:
        with open_browser() as browser:
            results = evaluate(browser, site, lambda state: tell(f"looking at {state}"))
    except BrowserMissingError as error:
        raise _CannotTestError(str(error)) from None
    subject = Subject(
        product=next(iter(site.landings.values())).name,
        version=__version__,
        email=email or _mailbox(reading.branding),
        website=reading.branding.community.url,
    )
    if not subject.email:
        click.echo(NOBODY, err=True)
    report = make_report(subject, results, before, datetime.now(timezone.utc).date())
    try:
        write_whole(out, write_report(report).encode())
    except OSError as error:
        raise click.FileError(str(out), error.strerror or "can't be written") from None
    for failure in results.failures:
        say(f"failed: {failure}")
    tell(f"{out}: {len(results.states)} states, {len(results.failures)} failures")
    ctx.exit(int(bool(results.failures)))


def _before(out: Path) -> dict[str, object]:
    if not out.exists():
        return {}
    try:
        return dict(read_report(out.read_text(encoding="utf-8")))
    except (ValueError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise click.FileError(str(out), f"{reason}; nothing was written. Name another file.") from None


def _mailbox(branding: Branding) -> str:
    addresses = [branding.community.help, *(link.url for link in branding.links)]
    mailbox = next((each for each in addresses if each and each.startswith("mailto:")), "")
    return mailbox.removeprefix("mailto:").partition("?")[0]
