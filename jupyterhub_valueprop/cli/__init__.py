"""Tools for people: `jupyterhub-valueprop VERB`, one module per verb.

Exit status: 0 fine, 1 problems in your files, 2 usage, 3 unexpected.
"""

from __future__ import annotations

import errno
from typing import Any

import click

from . import accessibility, check, doctor, export, import_hub, init, preview, schema

__all__ = ["main"]


class _Program(click.Group):
    """A group of verbs with the one handler for what nobody foresaw."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; an exception becomes a short message and exit status 3."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:  # `check … | head`: click ends quietly
                raise
            click.echo(f"unexpected {type(error).__name__}: {error}", err=True)
            click.echo(
                "this is a mistake of jupyterhub-valueprop, not of yours: please report it with your files", err=True
            )
            ctx.exit(3)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jupyterhub-valueprop")
def main() -> None:
    """The front door of a community's JupyterHub: write, check and publish its branding."""


for verb in (
    init.init,
    check.check,
    preview.preview,
    export.export,
    import_hub.import_hub,
    doctor.doctor,
    accessibility.accessibility,
    schema.schema,
):
    main.add_command(verb)
