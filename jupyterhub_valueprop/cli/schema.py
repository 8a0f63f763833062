"""`schema`: the JSON Schema of the branding file, for editors and other tools."""

from __future__ import annotations

import click

from jupyterhub_valueprop.branding.json_schema import schema_text


@click.command(
    epilog="""\b
Examples:
  jupyterhub-valueprop schema > branding.schema.json"""
)
def schema() -> None:
    """Print the JSON Schema of the branding file."""
    click.echo(schema_text(), nl=False)
