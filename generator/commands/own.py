"""The commands that write the project's own files from its model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from . import SOURCE

if TYPE_CHECKING:
    pass


@click.command()
def guide() -> None:
    """Write the author's guide, policy_src/README.md, from the model and an invented school."""
    from ..guide import write_guide

    click.echo(f"{write_guide(SOURCE)}: written")


@click.command()
def schema() -> None:
    """Write the JSON Schemas that editors read, from the model, into policy_src/schemas."""
    from ..schemas import write_schemas

    click.echo(f"{len(write_schemas(SOURCE))} schemas: written")
