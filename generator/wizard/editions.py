"""Earlier editions of a school's wizard: the saved table, another table, or a git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

import click

from ..checks import references
from ..errors import has_errors
from ..source.load import load
from .program import Program, compile_wizard
from .table import Table, read_table, table_of, write_table


def table_path(source: Path, school: str) -> Path:
    """Return where the table of a school is kept."""
    return source / "tables" / f"{school}.json"


def save_table(source: Path, school: str, program: Program) -> None:
    """Write the table of a school's wizard."""
    path = table_path(source, school)
    path.parent.mkdir(exist_ok=True)
    path.write_text(write_table(table_of(program)), "utf-8")


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
    options = ["--format=tar", "--end-of-options", revision, "."]
    try:
        archive = subprocess.run(
            ["git", "-C", str(source), "archive", *options], capture_output=True, check=False
        )
    except OSError:
        raise click.ClickException("git is needed to read a revision, and is not there") from None
    if archive.returncode:
        message = archive.stderr.decode("utf-8", "replace").strip().splitlines()
        raise click.ClickException(f"git cannot read {revision}: {message[-1] if message else ''}")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            tar.extractall(folder, filter="data")
        loaded = load(Path(folder), school)
        policy = loaded.policy
        faults = [*loaded.findings, *(references.check(policy, loaded) if policy else ())]
        if policy is None or has_errors(faults):
            raise click.ClickException(
                f"the source of {school} at {revision} cannot be read as it is read today; "
                "compare with a table that was saved then"
            )
        return table_of(compile_wizard(policy))
