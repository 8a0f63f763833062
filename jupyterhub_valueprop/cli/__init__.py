"""Tools for people: `jupyterhub-valueprop VERB`, one module per verb.

Exit status: 0 fine, 1 problems in your files, 2 usage, 3 unexpected.
"""

from __future__ import annotations

import click

from . import accessibility, check, doctor, export, fleet, import_hub, init, preview, schema, vendor
from .command_line import Program

__all__ = ["main"]


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jupyterhub-valueprop")
def main() -> None:
    """The front door of a community's JupyterHub: write, check and publish its branding."""


for verb in (
    init.init,
    check.check,
    preview.preview,
    export.export,
    import_hub.import_hub,
    vendor.vendor,
    fleet.fleet,
    doctor.doctor,
    accessibility.accessibility,
    schema.schema,
):
    main.add_command(verb)
