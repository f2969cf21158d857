"""What the command line has in common: where the source is, and which schools there are.

A command loads what only it needs when it runs, so ``check`` answers without waiting for the site
engine and the printer.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import clock
from ..source.load import schools

if TYPE_CHECKING:
    from ..checked import Checked

PROJECT = Path()
SOURCE = PROJECT / "policy_src"


def every_name() -> list[str]:
    """Return the schools there are. Raises click.ClickException where there is none."""
    names = schools(SOURCE)
    if not names:
        raise click.ClickException(f"there is no school in {(SOURCE / 'schools').absolute()}")
    return names


def read_checked(school: str) -> Checked:
    """Return a school that may be published. Raises PolicyError with every finding otherwise."""
    from ..compile import check_school

    return check_school(SOURCE, school, clock.today())
