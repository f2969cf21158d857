"""Earlier editions of a school's wizard: the saved table, another table, or a git revision."""

from __future__ import annotations

from pathlib import Path

import click

from ..checks import references
from ..errors import has_errors
from ..model.policy import Policy
from ..source.load import Loaded, load
from ..source.revision import at_revision
from ..source.write import write
from .program import Program, compile_wizard
from .table import Table, read_table, table_of, write_table


def table_path(source: Path, school: str) -> Path:
    """Return where the table of a school is kept."""
    return source / "tables" / f"{school}.json"


def save_table(source: Path, school: str, program: Program) -> None:
    """Write the table of a school's wizard."""
    write(table_path(source, school), write_table(table_of(program)))


def earlier_table(source: Path, school: str, against: str | None) -> Table:
    """Return the table to compare with.

    ``against`` is a table's file or a git revision; without it the saved table is read. Raises
    click.ClickException with a sentence where there is none.
    """
    path = Path(against) if against else table_path(source, school)
    if path.is_file():
        try:
            return read_table(path.read_text("utf-8"))
        except ValueError as error:
            raise click.ClickException(f"{path}: {error}") from None
    if against is None:
        raise click.ClickException(
            f"{path} is missing; save it with: policy-site impact {school} --save"
        )
    return _at_revision(source, school, against)


def _at_revision(source: Path, school: str, revision: str) -> Table:
    """Return the table of the source as it was at a revision."""
    with at_revision(source, revision) as folder:
        return table_of(compile_wizard(readable(load(folder, school), school, revision)))


def readable(loaded: Loaded, school: str, revision: str) -> Policy:
    """Return what was read of a school's source at a revision.

    Raises click.ClickException where it cannot be used as it is read today.
    """
    policy = loaded.policy
    faults = [*loaded.findings, *(references.check(policy, loaded) if policy else ())]
    if policy is None or has_errors(faults):
        raise click.ClickException(
            f"the source of {school} at {revision} cannot be read as it is read today; "
            "compare with a table that was saved then"
        )
    return policy
